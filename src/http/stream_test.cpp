// Event streams over real sockets: waking, heartbeats, ends, slow readers.
#include <gtest/gtest.h>

#include <atomic>

#include "http/raw_client.hpp"
#include "http/test_server.hpp"

namespace evenkeel::http {
namespace {

/// A log that grows, and a handler that streams it from Last-Event-ID on.
class Feed {
 public:
  Handler handler() {
    return [this](Request request, const Done& done) {
      const std::string_view last = request.header("last-event-id");
      EventStream stream;
      stream.cursor = last.empty() ? 0 : std::stoll(std::string(last));
      stream.next = [this](std::int64_t cursor) { return next(cursor); };
      done(std::move(stream));
    };
  }
  void grow(Server& server) {
    ++length;
    server.wake_streams();
  }
  std::optional<std::pair<std::string, std::int64_t>> next(std::int64_t cursor) {
    ++asked;
    if (fail) throw std::runtime_error("broken");
    if (ended) return std::nullopt;
    std::string text;
    const std::int64_t end = length;
    for (std::int64_t i = cursor + 1; i <= end; ++i) {
      text += "id: " + std::to_string(i) + "\ndata: " + (padding > 0 ? std::string(padding, 'x') : "{}") + "\n\n";
    }
    return std::pair(text, end);
  }
  std::atomic<std::int64_t> length{0};
  std::atomic<int> asked{0};
  std::atomic<bool> ended{false}, fail{false};
  std::atomic<std::size_t> padding{0};
};

constexpr const char* open_stream = "GET /events HTTP/1.1\r\nHost: a\r\nLast-Event-ID: 2\r\n\r\n";

TEST(Stream, SendsWhatIsNewAndThenWhatComes) {
  Feed feed;
  feed.length = 4;
  TestServer server(feed.handler());
  RawClient client(server.port());
  client.send(open_stream);
  const std::string head = client.until("\r\n\r\n");
  EXPECT_NE(head.find("Content-Type: text/event-stream"), std::string::npos) << head;
  EXPECT_NE(head.find("Cache-Control: no-store"), std::string::npos);
  EXPECT_NE(head.find("X-Accel-Buffering: no"), std::string::npos);
  EXPECT_NE(head.find("Connection: close"), std::string::npos);
  EXPECT_EQ(head.find("Content-Length"), std::string::npos);
  EXPECT_EQ(client.until("id: 4\ndata: {}\n\n"), "id: 3\ndata: {}\n\nid: 4\ndata: {}\n\n");
  EXPECT_EQ(server->counters().streams_open, 1);
  for (int i = 5; i < 8; ++i) {
    feed.grow(*server.operator->());
    EXPECT_EQ(client.until("\n\n"), "id: " + std::to_string(i) + "\ndata: {}\n\n");
  }
  client.close();
  EXPECT_TRUE(eventually([&] { return server->counters().streams_open == 0; }));
}

TEST(Stream, ManyWakesAreFewQuestions) {
  Feed feed;
  feed.length = 2;
  TestServer server(feed.handler());
  RawClient client(server.port());
  client.send(open_stream);
  client.until("\r\n\r\n");
  for (int i = 0; i < 1'000; ++i) feed.grow(*server.operator->());
  EXPECT_FALSE(client.until("id: 1002\n").empty());
  EXPECT_LT(feed.asked, 20);
}

TEST(Stream, BeatsWhenNothingHappens) {
  Feed feed;
  ServerOptions options;
  options.heartbeat_seconds = 1;
  TestServer server(feed.handler(), options);
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  client.until("\r\n\r\n");
  EXPECT_EQ(client.until("\n\n", 2'500), ": heartbeat\n\n");
  EXPECT_EQ(client.until("\n\n", 2'500), ": heartbeat\n\n");
}

TEST(Stream, EndsWhenItIsTold) {
  Feed feed;
  TestServer server(feed.handler());
  RawClient told(server.port());
  told.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  told.until("\r\n\r\n");
  feed.ended = true;
  server->wake_streams();
  EXPECT_TRUE(told.closed_within(3'000));
  feed.fail = true;
  RawClient broken(server.port());
  broken.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_TRUE(broken.closed_within(3'000));
  EXPECT_NE(broken.rest().find("200 OK"), std::string::npos);
  EXPECT_TRUE(eventually([&] { return server->counters().streams_open == 0; }));
}

TEST(Stream, HeadGetsTheHeadAlone) {
  Feed feed;
  TestServer server(feed.handler());
  RawClient client(server.port());
  EXPECT_EQ(client.ask("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").headers.at("content-type"), "text/event-stream; charset=utf-8");
  EXPECT_TRUE(client.closed_within(3'000));
  EXPECT_EQ(feed.asked, 0);
}

TEST(Stream, ASlowReaderIsAskedForNothingMore) {
  Feed feed;
  feed.padding = 1024 * 1024;
  TestServer server(feed.handler());
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  client.until("\r\n\r\n");
  for (int i = 0; i < 16; ++i) {
    feed.grow(*server.operator->());
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
  }
  const int asked = feed.asked;
  EXPECT_LT(asked, 14);                                         // it stopped when the socket was full
  EXPECT_EQ(client.until("id: 16\n").substr(0, 6), "id: 1\n");  // and nothing is lost when the reader goes on
  EXPECT_GT(feed.asked, asked);
}

TEST(Stream, AHundredStreamsLeaveWorkersForRequests) {
  Gate gate;
  const Handler blocked = gate.handler();
  TestServer server([&](Request request, Done done) {
    if (request.path == "/plain") return done(json("{}"));
    EventStream stream;
    stream.next = [&](std::int64_t cursor) {
      blocked({}, [](const Answer&) {});  // every question hangs until the gate opens
      return std::optional(std::pair(std::string("data: x\n\n"), cursor));
    };
    done(std::move(stream));
  });
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 100; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    clients.back()->send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    clients.back()->until("\r\n\r\n");
  }
  gate.wait_for_arrivals(2);
  RawClient plain(server.port());
  EXPECT_EQ(plain.ask("GET /plain HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
  gate.open();
  for (auto& client : clients) EXPECT_EQ(client->until("\n\n"), "data: x\n\n");
}

TEST(Stream, StopClosesStreamsAtOnce) {
  Feed feed;
  TestServer server(feed.handler());
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  client.until("\r\n\r\n");
  std::thread stopper([&] { server->stop(10); });
  EXPECT_TRUE(client.closed_within(3'000));
  client.close();
  stopper.join();
  EXPECT_EQ(server->counters().streams_open, 0);
}

}  // namespace
}  // namespace evenkeel::http
