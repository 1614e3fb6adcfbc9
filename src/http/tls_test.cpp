// The same server behind TLS, with a certificate made here.
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "http/raw_client.hpp"
#include "http/test_server.hpp"

namespace evenkeel::http {
namespace {

constexpr const char* get_hello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

class Tls : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "evenkeel-tls-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    options_.tls_certificate = folder_ / "certificate.pem";
    options_.tls_key = folder_ / "key.pem";
    make_certificate();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void make_certificate() {
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3'600);
    X509_set_pubkey(certificate, key);
    X509_NAME* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_sign(certificate, key, EVP_sha256());
    std::FILE* file = std::fopen(options_.tls_certificate.c_str(), "w");
    PEM_write_X509(file, certificate);
    std::fclose(file);
    file = std::fopen(options_.tls_key.c_str(), "w");
    PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(file);
    X509_free(certificate);
    EVP_PKEY_free(key);
  }

  std::filesystem::path folder_;
  ServerOptions options_;
};

TEST_F(Tls, AnswersAndKeepsTheConnection) {
  TestServer server(answering([](Request& request) { return json(request.secure ? "secure" : "plain"); }), options_);
  RawClient client(server.port(), RawClient::Tls::trust_all);
  EXPECT_EQ(client.ask(get_hello).body, "secure");
  EXPECT_EQ(client.ask(get_hello).body, "secure");
  EXPECT_STREQ(SSL_get_version(client.ssl()), "TLSv1.3");
}

TEST_F(Tls, CarriesLargeBodiesBothWays) {
  options_.body_bytes = 4 * 1024 * 1024;
  TestServer server(echo_path(), options_);
  RawClient client(server.port(), RawClient::Tls::trust_all);
  const std::string big(3 * 1024 * 1024, 'b');
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(big.size()) + "\r\n\r\n");
  EXPECT_TRUE(client.ask(big).body == big);
}

TEST_F(Tls, ClosesInOrder) {
  TestServer server(echo_path(), options_);
  RawClient client(server.port(), RawClient::Tls::trust_all);
  EXPECT_EQ(client.ask("GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").body, "GET /x");
  char byte = 0;
  EXPECT_LE(SSL_read(client.ssl(), &byte, 1), 0);
  EXPECT_EQ(SSL_get_shutdown(client.ssl()) & SSL_RECEIVED_SHUTDOWN, SSL_RECEIVED_SHUTDOWN);  // close_notify, not a cut
}

TEST_F(Tls, RefusesOldVersions) {
  TestServer server(echo_path(), options_);
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_security_level(context, 0);
  SSL_CTX_set_max_proto_version(context, TLS1_1_VERSION);
  RawClient pipe(server.port());
  SSL* ssl = SSL_new(context);
  SSL_set_fd(ssl, pipe.fd());
  EXPECT_NE(SSL_connect(ssl), 1);
  SSL_free(ssl);
  SSL_CTX_free(context);
}

TEST_F(Tls, PlainTextAndSilenceAreCutOff) {
  options_.header_seconds = 1;
  TestServer server(echo_path(), options_);
  RawClient plain(server.port()), silent(server.port());
  plain.send(get_hello);
  EXPECT_TRUE(plain.closed_within(2'000));
  EXPECT_EQ(plain.rest().find("HTTP/"), std::string::npos);
  EXPECT_TRUE(silent.closed_within(2'500));
  RawClient good(server.port(), RawClient::Tls::trust_all);
  EXPECT_EQ(good.ask(get_hello).status, 200);
}

TEST_F(Tls, StreamsEvents) {
  TestServer server(
      [](Request, const Done& done) {
        EventStream stream;
        stream.next = [](std::int64_t cursor) { return std::optional(std::pair("data: " + std::to_string(cursor) + "\n\n", cursor + 1)); };
        done(std::move(stream));
      },
      options_);
  RawClient client(server.port(), RawClient::Tls::trust_all);
  client.send(get_hello);
  client.until("\r\n\r\n");
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(client.until("\n\n"), "data: " + std::to_string(i) + "\n\n");
    server->wake_streams();
  }
  std::thread stopper([&] { server->stop(10); });
  EXPECT_TRUE(client.closed_within(3'000));
  client.close();
  stopper.join();
}

TEST_F(Tls, AWrongKeyIsSaid) {
  std::ofstream(options_.tls_key) << "nonsense";
  try {
    TestServer server(echo_path(), options_);
    FAIL() << "started";
  } catch (const std::runtime_error& e) {
    EXPECT_NE(std::string(e.what()).find("tls_key"), std::string::npos) << e.what();
  }
}

}  // namespace
}  // namespace evenkeel::http
