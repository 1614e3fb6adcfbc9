// What attackers and broken clients send: every line here must be refused, in words, and the connection closed, so that two
// parties never disagree about where a request ends.
#include <gtest/gtest.h>

#include "http/raw_client.hpp"
#include "http/request_reader.hpp"
#include "http/test_server.hpp"

namespace evenkeel::http {
namespace {

struct Attack {
  const char* name;
  std::string bytes;
  int status;
};

std::string with_header(const std::string& lines) { return "POST /a HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n"; }

std::vector<Attack> attacks() {
  using namespace std::string_literals;
  std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 101; ++i) many += "X-" + std::to_string(i) + ": 1\r\n";
  return {
      {"length twice", with_header("Content-Length: 3\r\nContent-Length: 3\r\n") + "abc", 400},
      {"lengths differ", with_header("Content-Length: 3\r\nContent-Length: 4\r\n") + "abcd", 400},
      {"length list", with_header("Content-Length: 3, 3\r\n") + "abc", 400},
      {"length signed", with_header("Content-Length: +3\r\n") + "abc", 400},
      {"length negative", with_header("Content-Length: -1\r\n"), 400},
      {"length hex", with_header("Content-Length: 0x3\r\n") + "abc", 400},
      {"length overflow", with_header("Content-Length: 99999999999999999999999\r\n"), 400},
      {"length empty", with_header("Content-Length:\r\n"), 400},
      {"length and coding", with_header("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n", 400},
      {"coding and length", with_header("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n") + "0\r\n\r\n", 400},
      {"coding twice", with_header("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n", 400},
      {"coding list", with_header("Transfer-Encoding: gzip, chunked\r\n") + "0\r\n\r\n", 501},
      {"coding identity", with_header("Transfer-Encoding: identity\r\n"), 501},
      {"coding odd",
       with_header("Transfer-Encoding: \x0b"
                   "chunked\r\n") +
           "0\r\n\r\n",
       400},
      {"coding in 1.0", "POST /a HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"space before colon", with_header("Content-Length : 3\r\n") + "abc", 400},
      {"folded", with_header("X-A: 1\r\n 2\r\n"), 400},
      {"folded coding", with_header("Transfer-Encoding:\r\n chunked\r\n") + "0\r\n\r\n", 400},
      {"bare LF", "GET / HTTP/1.1\nHost: a\r\n\r\n", 400},
      {"bare LF in header", with_header("X-A: 1\nTransfer-Encoding: chunked\r\n"), 400},
      {"bare CR in header", with_header("X-A: 1\rX-B: 2\r\n"), 400},
      {"NUL in header", with_header("X-A: a\0b\r\n"s), 400},
      {"header not UTF-8", with_header("X-A: a\xff\r\n"), 400},
      {"no colon", with_header("nonsense\r\n"), 400},
      {"empty name", with_header(": x\r\n"), 400},
      {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
      {"odd host", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400},
      {"many headers", many + "\r\n", 431},
      {"long header", "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n", 431},
      {"long target", "GET /" + std::string(9'000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
      {"long line", "GET /" + std::string(20'000, 'x'), 414},
      {"version 2", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
      {"version 0.9", "GET /\r\n\r\n", 400},
      {"version odd", "GET / HTTP/1.x\r\nHost: a\r\n\r\n", 505},
      {"preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
      {"unknown verb", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
      {"connect", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", 501},
      {"two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"space in target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 505},
      {"TLS here", "\x16\x03\x01\x02\x05\x01\r\n\r\n", 400},
      {"another authority", "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"another scheme", "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"no slash", "GET a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"climbs", "GET /a/../b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"climbs in escapes", "GET /a/%2e%2E/b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"slash in an escape", "GET /a%2fb HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"NUL in an escape", "GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"path not UTF-8", "GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"query not UTF-8", "GET /?a=%c3%28 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"expectation", with_header("Expect: 200-ok\r\nContent-Length: 1\r\n") + "a", 417},
      {"chunk size odd", with_header("Transfer-Encoding: chunked\r\n") + "zz\r\nabc\r\n0\r\n\r\n", 400},
      {"chunk too long for its size", with_header("Transfer-Encoding: chunked\r\n") + "3\r\nabcd\r\n0\r\n\r\n", 400},
      {"chunk size overflow", with_header("Transfer-Encoding: chunked\r\n") + "fffffffffffffffff\r\n", 400},
      {"chunk above the limit", with_header("Transfer-Encoding: chunked\r\n") + "fffffffffffffff0\r\n", 413},
      {"endless chunk extension", with_header("Transfer-Encoding: chunked\r\n") + "1;" + std::string(9'000, 'x'), 400},
      {"endless trailers", with_header("Transfer-Encoding: chunked\r\n") + "0\r\nX: " + std::string(40'000, 'x'), 400},
      {"body above the limit", with_header("Content-Length: 1001\r\n"), 413},
      {"chunks above the limit", with_header("Transfer-Encoding: chunked\r\n") + "3e8\r\n" + std::string(1'000, 'x') + "\r\n1\r\n", 413},
  };
}

TEST(Framing, AttacksAreRefusedAndTheConnectionCloses) {
  ServerOptions options;
  options.body_bytes = 1'000;
  TestServer server(echo_path(), options);
  std::int64_t refused = 0;
  for (const Attack& attack : attacks()) {
    RawClient client(server.port());
    // What follows must never be taken for a request of its own.
    client.send(attack.bytes + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto answer = client.response();
    EXPECT_EQ(answer.status, attack.status) << attack.name << ": " << answer.body;
    EXPECT_EQ(answer.headers.at("content-type"), "application/problem+json") << attack.name;
    EXPECT_EQ(answer.headers.at("connection"), "close") << attack.name;
    EXPECT_TRUE(client.closed_within(3'000)) << attack.name;
    EXPECT_EQ(client.rest(), "") << attack.name;
    EXPECT_EQ(server->counters().refused_bad, ++refused) << attack.name;
  }
  EXPECT_EQ(server->counters().requests_total, 0);
  RawClient client(server.port());
  EXPECT_EQ(client.ask("GET /still-here HTTP/1.1\r\nHost: a\r\n\r\n").body, "GET /still-here");
}

TEST(Framing, AcceptsWhatIsMerelyUnusual) {
  TestServer server(echo_path());
  RawClient client(server.port());
  EXPECT_EQ(client.ask("GET http://A:80/x?y HTTP/1.1\r\nHost: a:80\r\n\r\n").body, "GET /x");
  EXPECT_EQ(client.ask("\r\nGET /after-empty-line HTTP/1.1\r\nHost: a\r\n\r\n").body, "GET /after-empty-line");
  EXPECT_EQ(client.ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc").body, "abc");
  EXPECT_EQ(client.ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n").body, "POST /");
  EXPECT_EQ(
      client.ask("POST / HTTP/1.1\r\nhost:a\r\nTRANSFER-ENCODING:Chunked\r\n\r\n3\r\nabc\r\n2;x=\"y\"\r\nde\r\n0\r\nX: y\r\n\r\n").body,
      "abcde");
  EXPECT_EQ(client.ask("OPTIONS /x HTTP/1.1\r\nHost: a\r\n\r\n").body, "OPTIONS /x");
}

TEST(Framing, BytesMayComeOneByOne) {
  TestServer server(echo_path());
  RawClient client(server.port());
  const std::string header = with_header("Transfer-Encoding: chunked\r\n");
  const std::pair<std::string, std::string> requests[] = {
      {"3\r\nabc\r\na\r\n0123456789\r\n0\r\nX: y\r\n\r\n", "abc0123456789"}, {"0\r\n\r\n", "POST /a"}, {"1\r\nx\r\n0\r\n\r\n", "x"}};
  for (const auto& [chunks, answer] : requests) {
    for (const char c : header + chunks) {
      client.send({&c, 1});
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
    EXPECT_EQ(client.response().body, answer);
  }
}

TEST(Framing, TheLastChunkMayComeByteByByteAlone) {
  RequestReader reader(4096);
  const std::string header = with_header("Transfer-Encoding: chunked\r\n"), chunks = "0\r\n\r\n";
  std::size_t used = 0;
  ASSERT_EQ(reader.feed(header, used), RequestReader::Progress::header);
  reader.set_body_most(10);
  for (std::size_t n = 1; n < chunks.size(); ++n) {
    EXPECT_EQ(reader.feed(std::string_view(chunks).substr(0, n), used), RequestReader::Progress::more);
    EXPECT_EQ(used, 0u);
  }
  EXPECT_EQ(reader.feed(chunks, used), RequestReader::Progress::done);
}

TEST(Framing, ContinueIsSaidWhenTheBodyIsWelcome) {
  ServerOptions options;
  options.body_limit = [](Verb, std::string_view path) { return path == "/big" ? std::size_t{100'000} : std::size_t{10}; };
  TestServer server(echo_path(), options);
  const std::string tail = " HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 50000\r\n\r\n";
  {
    RawClient client(server.port());
    EXPECT_EQ(client.ask("PUT /big" + tail).status, 100);
    EXPECT_EQ(client.ask(std::string(50'000, 'b')).body, std::string(50'000, 'b'));
  }
  RawClient client(server.port());
  EXPECT_EQ(client.ask("PUT /small" + tail).status, 413);
}

TEST(Framing, ARefusedUploadStillReadsItsAnswer) {
  TestServer server(echo_path());
  RawClient client(server.port());
  client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n");
  client.send(std::string(700'000, 'x'));  // without lingering this would reset the connection under the answer
  EXPECT_EQ(client.response().status, 413);
}

TEST(Framing, SlowHeadersMeetTheDeadline) {
  ServerOptions options;
  options.header_seconds = 1;
  options.idle_seconds = 2;
  TestServer server(echo_path(), options);
  RawClient silent(server.port()), slow(server.port()), idle(server.port());
  EXPECT_EQ(idle.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
  slow.send("GET / HTTP/1.1\r\nHost: a\r\n");
  EXPECT_TRUE(silent.closed_within(2'500));
  EXPECT_EQ(silent.rest(), "");
  const auto late = slow.response();
  EXPECT_EQ(late.status, 408);
  EXPECT_TRUE(slow.closed_within(3'000));
  EXPECT_TRUE(idle.closed_within(3'500));
  EXPECT_EQ(idle.rest(), "");  // an idle connection is closed without a word
}

TEST(Framing, SlowBodiesMeetTheirPace) {
  ServerOptions options;
  options.header_seconds = 1;
  options.body_bytes_per_second = 10'000;
  TestServer server(echo_path(), options);
  RawClient slow(server.port()), steady(server.port());
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 30000\r\n\r\n";
  slow.send(head);
  steady.send(head);
  for (int i = 0; i < 10; ++i) {  // 2 s: longer than the grace of 1 s, within 1 s + 30,000 bytes at 10,000 a second
    slow.send("x");
    steady.send(std::string(3'000, 'x'));
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
  EXPECT_EQ(steady.response().status, 200);
  EXPECT_EQ(slow.response().status, 408);
}

}  // namespace
}  // namespace evenkeel::http
