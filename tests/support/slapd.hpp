// A directory of one's own for a test: OpenLDAP's slapd as a plain process in a temporary folder, over LDAP and LDAPS, with people
// and groups from an LDIF. It ends with its object.
#pragma once
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "support/test_database.hpp"

namespace evenkeel::test {

inline int run_program(const std::vector<std::string>& words, const std::string& log) {
  const pid_t child = fork();
  if (child == 0) {
    if (!freopen(log.c_str(), "a", stdout) || !freopen(log.c_str(), "a", stderr)) _exit(126);
    std::vector<char*> argv;
    for (const auto& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    execvp(argv[0], argv.data());
    _exit(127);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

inline int free_port() {
  const int s = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  bind(s, reinterpret_cast<sockaddr*>(&address), sizeof address);
  getsockname(s, reinterpret_cast<sockaddr*>(&address), &size);
  close(s);
  return ntohs(address.sin_port);
}

/// Takes connections, says these words to each at once, and nothing more.
class SilentServer {
 public:
  explicit SilentServer(std::string words = {}) : socket_(socket(AF_INET, SOCK_STREAM, 0)), words_(std::move(words)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    listen(socket_, 64);
    getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    listener_ = std::thread([this] {
      for (int client = 0; (client = accept(socket_, nullptr, nullptr)) >= 0;) {
        clients_.push_back(client);
        (void)!send(client, words_.data(), words_.size(), MSG_NOSIGNAL);
      }
    });
  }
  ~SilentServer() {
    shutdown(socket_, SHUT_RDWR);
    listener_.join();
    for (const int client : clients_) close(client);
    close(socket_);
  }
  SilentServer(const SilentServer&) = delete;
  SilentServer& operator=(const SilentServer&) = delete;
  std::string url(const std::string& scheme) const { return scheme + "://127.0.0.1:" + std::to_string(port_); }

 private:
  int socket_, port_ = 0;
  std::string words_;
  std::vector<int> clients_;
  std::thread listener_;
};

class Slapd {
 public:
  explicit Slapd(const std::string& ldif) : port_(free_port()), tls_port_(free_port()) {
    namespace fs = std::filesystem;
    fs::create_directory(folder_.file("db"));
    make_certificate();
    write("slapd.conf", configuration());
    write("people.ldif", ldif);
    EXPECT_EQ(run({"/usr/sbin/slapadd", "-f", folder_.file("slapd.conf"), "-l", folder_.file("people.ldif")}), 0) << log();
    child_ = fork();
    if (child_ == 0) {
      const std::string urls = "ldap://127.0.0.1:" + std::to_string(port_) + " ldaps://127.0.0.1:" + std::to_string(tls_port_);
      if (!freopen(folder_.file("slapd.log").c_str(), "a", stderr)) _exit(126);
      execl("/usr/sbin/slapd", "slapd", "-d", "0", "-h", urls.c_str(), "-f", folder_.file("slapd.conf").c_str(), nullptr);
      _exit(127);
    }
    for (int i = 0; i < 200 && !answers(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_TRUE(answers()) << "slapd does not listen";
  }
  ~Slapd() {
    kill(child_, SIGTERM);
    int status = 0;
    waitpid(child_, &status, 0);
  }

  std::string url() const { return "ldap://127.0.0.1:" + std::to_string(port_); }
  std::string starttls_url(const std::string& host) const { return "ldap+starttls://" + host + ":" + std::to_string(port_); }
  std::string tls_url(const std::string& host) const { return "ldaps://" + host + ":" + std::to_string(tls_port_); }
  std::string ca_file() const { return folder_.file("ca.pem"); }
  /// Changes the directory: LDIF with changetype lines.
  void modify(const std::string& ldif) {
    write("change.ldif", ldif);
    EXPECT_EQ(
        run({"ldapmodify", "-x", "-H", url(), "-D", "cn=admin,dc=example,dc=org", "-w", "admin secret", "-f", folder_.file("change.ldif")}),
        0)
        << log();
  }

 private:
  int run(const std::vector<std::string>& words) { return run_program(words, folder_.file("log")); }
  std::string log() const {
    std::ostringstream text;
    text << std::ifstream(folder_.file("log")).rdbuf();
    return text.str();
  }
  void write(const std::string& name, const std::string& text) { std::ofstream(folder_.file(name)) << text; }
  /// For the address alone, so that the same server by its name is another one.
  void make_certificate() {
    write("san.cnf", "subjectAltName=IP:127.0.0.1\n");
    EXPECT_EQ(run({"openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Test CA", "-keyout",
                   folder_.file("ca.key"), "-out", folder_.file("ca.pem")}),
              0);
    EXPECT_EQ(run({"openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=directory", "-keyout", folder_.file("server.key"),
                   "-out", folder_.file("server.csr")}),
              0);
    EXPECT_EQ(
        run({"openssl", "x509", "-req", "-in", folder_.file("server.csr"), "-CA", folder_.file("ca.pem"), "-CAkey", folder_.file("ca.key"),
             "-CAcreateserial", "-days", "2", "-extfile", folder_.file("san.cnf"), "-out", folder_.file("server.pem")}),
        0);
  }
  std::string configuration() const {
    return "include /etc/ldap/schema/core.schema\ninclude /etc/ldap/schema/cosine.schema\ninclude "
           "/etc/ldap/schema/inetorgperson.schema\ninclude /etc/ldap/schema/nis.schema\n"
           "modulepath /usr/lib/ldap\nmoduleload back_mdb\npidfile " +
           folder_.file("slapd.pid") + "\nargsfile " + folder_.file("slapd.args") + "\nTLSCACertificateFile " + folder_.file("ca.pem") +
           "\nTLSCertificateFile " + folder_.file("server.pem") + "\nTLSCertificateKeyFile " + folder_.file("server.key") +
           "\ndatabase mdb\nmaxsize 67108864\nsuffix \"dc=example,dc=org\"\nrootdn \"cn=admin,dc=example,dc=org\"\nrootpw \"admin "
           "secret\"\n"
           "directory " +
           folder_.file("db") +
           "\nindex objectClass,uid,entryUUID,member eq\n"
           "access to attrs=userPassword by anonymous auth by * none\naccess to * by users read by * none\n"
           "limits dn.exact=\"cn=reader,dc=example,dc=org\" size.soft=500 size.hard=500 size.prtotal=unlimited size.pr=500\n";
  }
  bool answers() const {
    const int s = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port_));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool open = connect(s, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    close(s);
    return open;
  }
  TempFolder folder_;
  int port_, tls_port_;
  pid_t child_ = 0;
};

}  // namespace evenkeel::test
