// The real server over real sockets: answers, connections, overload and stopping.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <condition_variable>
#include <cstdlib>
#include <thread>

#include "http/raw_client.hpp"
#include "http/test_server.hpp"

namespace evenkeel::http {
namespace {

constexpr const char* get_hello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

TEST(Server, KeepsTheConnection) {
  TestServer server(echo_path());
  RawClient client(server.port());
  for (int i = 0; i < 5; ++i) {
    const auto answer = client.ask("GET /n/" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "GET /n/" + std::to_string(i));
    EXPECT_EQ(answer.headers.count("connection"), 0u);
  }
  EXPECT_EQ(server->counters().requests_total, 5);
  EXPECT_EQ(server->counters().connections_open, 1);
}

TEST(Server, SaysTheSecurityHeadersEverywhere) {
  TestServer server(echo_path());
  RawClient client(server.port());
  for (const char* request : {get_hello, "GET /.. HTTP/1.1\r\nHost: a\r\n\r\n"}) {
    const auto answer = client.ask(request);
    EXPECT_EQ(answer.headers.at("x-content-type-options"), "nosniff") << answer.head;
    EXPECT_EQ(answer.headers.at("referrer-policy"), "no-referrer");
    EXPECT_EQ(answer.headers.at("cross-origin-opener-policy"), "same-origin");
    EXPECT_EQ(answer.headers.at("cache-control"), "no-store");
    EXPECT_FALSE(answer.headers.at("x-request-id").empty());
    EXPECT_EQ(answer.headers.at("date").substr(answer.headers.at("date").size() - 3), "GMT");
  }
}

TEST(Server, AHandlersHeadersCannotBreakTheLine) {
  TestServer server(answering([](Request&) {
    Response response = json("{}");
    response.set("X-Name", "a\r\nSet-Cookie: evil=1");
    response.set("Cache-Control", "max-age=5");
    response.set("Content-Length", "9999");
    return response;
  }));
  RawClient client(server.port());
  const auto answer = client.ask(get_hello);
  EXPECT_EQ(answer.headers.at("x-name"), "aSet-Cookie: evil=1");
  EXPECT_EQ(answer.headers.count("set-cookie"), 0u);
  EXPECT_EQ(answer.headers.at("cache-control"), "max-age=5");
  EXPECT_EQ(answer.body, "{}");
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  TestServer server(echo_path());
  RawClient client(server.port());
  std::string all;
  for (int i = 0; i < 200; ++i) all += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n";
  ASSERT_TRUE(client.send(all));
  for (int i = 0; i < 200; ++i) EXPECT_EQ(client.response().body, "GET /" + std::to_string(i));
}

TEST(Server, HeadHasTheLengthAndNoBody) {
  TestServer server(echo_path());
  RawClient client(server.port());
  const auto head = client.ask("HEAD /abc HTTP/1.1\r\nHost: a\r\n\r\n", RawClient::Expect::no_body);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.headers.at("content-length"), "9");
  EXPECT_EQ(client.ask(get_hello).body, "GET /hello");  // nothing of a body came in between
}

TEST(Server, NoContentHasNoLength) {
  TestServer server(answering([](Request&) { return json("", 204); }));
  RawClient client(server.port());
  const auto answer = client.ask(get_hello);
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(answer.headers.count("content-length"), 0u);
  EXPECT_EQ(answer.headers.count("content-type"), 0u);
}

TEST(Server, Http10ClosesUnlessAsked) {
  TestServer server(echo_path());
  {
    RawClient client(server.port());
    EXPECT_EQ(client.ask("GET /a HTTP/1.0\r\n\r\n").headers.at("connection"), "close");
    EXPECT_TRUE(client.closed_within(3'000));
  }
  RawClient client(server.port());
  EXPECT_EQ(client.ask("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").headers.at("connection"), "keep-alive");
  EXPECT_EQ(client.ask("GET /b HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").body, "GET /b");
}

TEST(Server, ConnectionCloseIsHonoured) {
  TestServer server(echo_path());
  RawClient client(server.port());
  EXPECT_EQ(client.ask("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").headers.at("connection"), "close");
  EXPECT_TRUE(client.closed_within(3'000));
}

TEST(Server, SendsLargeAndSharedBodies) {
  auto big = std::make_shared<std::string>(8 * 1024 * 1024, 'x');
  (*big)[big->size() - 1] = 'y';
  TestServer server(answering([big](Request& request) {
    Response response;
    if (request.path == "/shared") {
      response.shared_body = big;
    } else {
      response.body = *big;
    }
    return response;
  }));
  RawClient client(server.port());
  EXPECT_TRUE(client.ask("GET /shared HTTP/1.1\r\nHost: a\r\n\r\n").body == *big);
  EXPECT_TRUE(client.ask("GET /own HTTP/1.1\r\nHost: a\r\n\r\n").body == *big);
}

TEST(Server, AThrowingHandlerIsA500) {
  TestServer server(answering([](Request&) -> Response { throw std::runtime_error("secret words"); }));
  RawClient client(server.port());
  const auto answer = client.ask(get_hello);
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.headers.at("content-type"), "application/problem+json");
  EXPECT_EQ(answer.body.find("secret"), std::string::npos);
  EXPECT_EQ(client.ask(get_hello).status, 500);  // and the connection lives on
}

TEST(Server, AForgottenAnswerIsA500) {
  TestServer server([](Request, const Done&) {});
  RawClient client(server.port());
  EXPECT_EQ(client.ask(get_hello).status, 500);
}

TEST(Server, TheSecondAnswerIsIgnored) {
  TestServer server([](Request, const Done& done) {
    done(json("1"));
    done(json("2"));
  });
  RawClient client(server.port());
  EXPECT_EQ(client.ask(get_hello).body, "1");
  EXPECT_EQ(client.ask(get_hello).body, "1");
}

TEST(Server, AnswersFromAnotherThreadLater) {
  std::vector<std::thread> threads;
  TestServer server([&threads](Request, Done done) {
    threads.emplace_back([done = std::move(done)] {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      done(json("\"late\""));
    });
  });
  RawClient client(server.port());
  EXPECT_EQ(client.ask(get_hello).body, "\"late\"");
  client.close();
  server->stop(5);  // the worker that filled the list is joined
  for (auto& thread : threads) thread.join();
}

TEST(Server, AFullQueueAnswersAtOnce) {
  Gate gate;
  ServerOptions options;
  options.workers = 1;
  options.queue_most = 2;
  TestServer server(gate.handler(), options);
  std::vector<std::unique_ptr<RawClient>> waiting;
  for (int i = 0; i < 3; ++i) {  // one runs, two wait
    waiting.push_back(std::make_unique<RawClient>(server.port()));
    waiting.back()->send(get_hello);
    if (i == 0) gate.wait_for_arrivals(1);
  }
  ASSERT_TRUE(eventually([&] { return server->counters().requests_total == 3; }));
  RawClient late(server.port());
  const auto refused = late.ask(get_hello);
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.headers.at("retry-after"), "1");
  // Many at once: refused one after the other without going deeper into the stack.
  std::string many;
  for (int i = 0; i < 60; ++i) many += get_hello;
  late.send(many);
  for (int i = 0; i < 60; ++i) EXPECT_EQ(late.response().status, 503);
  EXPECT_EQ(server->counters().refused_busy, 61);
  gate.open();
  for (auto& client : waiting) EXPECT_EQ(client->response().status, 200);
  EXPECT_EQ(late.ask(get_hello).status, 200);
}

TEST(Server, AClientThatLeavesWhileTheHandlerRuns) {
  Gate gate;
  TestServer server(gate.handler());
  for (int i = 0; i < 4; ++i) {
    RawClient client(server.port());
    client.send(get_hello);
    gate.wait_for_arrivals(i + 1);
  }
  gate.open();
  EXPECT_TRUE(eventually([&] { return server->counters().connections_open == 0; }));
  RawClient client(server.port());
  EXPECT_EQ(client.ask(get_hello).status, 200);
}

TEST(Server, TurnsConnectionsAwayOverTheLimit) {
  ServerOptions options;
  options.connections_most = 3;
  TestServer server(echo_path(), options);
  std::vector<std::unique_ptr<RawClient>> in;
  for (int i = 0; i < 3; ++i) {
    in.push_back(std::make_unique<RawClient>(server.port()));
    EXPECT_EQ(in.back()->ask(get_hello).status, 200);
  }
  RawClient out(server.port());
  EXPECT_EQ(out.response().status, 503);
  EXPECT_TRUE(out.closed_within(3'000));
  in.clear();
  EXPECT_TRUE(eventually([&] { return server->counters().connections_open == 0; }));
  RawClient again(server.port());
  EXPECT_EQ(again.ask(get_hello).status, 200);
}

/// EVENKEEL_TEST_CONNECTIONS=10000 in the long tier.
TEST(Server, IdleConnectionsAreCheap) {
  const char* wanted = std::getenv("EVENKEEL_TEST_CONNECTIONS");
  const std::size_t count = wanted != nullptr ? std::stoul(wanted) : 300;
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < 2 * count + 64) GTEST_SKIP() << "this machine allows " << limit.rlim_cur << " descriptors";
  TestServer server(echo_path());
  std::vector<std::unique_ptr<RawClient>> clients;
  for (std::size_t i = 0; i < count; ++i) clients.push_back(std::make_unique<RawClient>(server.port()));
  for (auto& client : clients) ASSERT_TRUE(client->send(get_hello));
  for (auto& client : clients) ASSERT_EQ(client->response().status, 200);
  EXPECT_EQ(server->counters().connections_open, static_cast<std::int64_t>(count));
  for (std::size_t i = 0; i < count; i += 10) ASSERT_EQ(clients[i]->ask(get_hello).status, 200);
}

TEST(Server, StopLetsARunningRequestFinish) {
  Gate gate;
  TestServer server(gate.handler());
  RawClient idle(server.port()), busy(server.port());
  busy.send(get_hello);
  gate.wait_for_arrivals(1);
  std::thread stopper([&] { server->stop(5); });
  EXPECT_TRUE(idle.closed_within(3'000));
  gate.open();
  const auto answer = busy.response();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers.at("connection"), "close");
  busy.close();
  stopper.join();
  EXPECT_THROW(RawClient refused(server.port()), std::runtime_error);
}

TEST(Server, StopDoesNotWaitForEver) {
  Done kept;
  std::atomic<bool> has{false};
  {
    TestServer server([&](Request, Done done) {
      kept = std::move(done);
      has = true;
    });
    RawClient client(server.port());
    client.send(get_hello);
    ASSERT_TRUE(eventually([&] { return has.load(); }));
    server->stop(0);
    EXPECT_TRUE(client.closed_within(1'000));
  }
  kept(json("{}"));  // nobody is there any more, and nothing happens
}

/// The io thread is held over a tick while stop() is asked for, so that the tick is due when its timer is cancelled.
TEST(Server, StopMeetsATickThatIsDue) {
  std::atomic<bool> held{false};
  ServerOptions options;
  options.body_limit = [&](Verb, std::string_view) {
    held = true;
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    return std::size_t{10};
  };
  TestServer server(echo_path(), options);
  RawClient client(server.port());
  client.send(get_hello);
  ASSERT_TRUE(eventually([&] { return held.load(); }));
  std::atomic<bool> stopped{false};
  std::thread stopper([&] {
    server->stop(0);
    stopped = true;
  });
  const bool in_time = eventually([&] { return stopped.load(); });
  EXPECT_TRUE(in_time);
  if (in_time) {
    stopper.join();
  } else {
    std::abort();  // the thread can neither be joined nor left behind
  }
}

TEST(Server, OptionsAreCheckedByName) {
  const auto world = make_real_world(1);
  ServerOptions options;
  EXPECT_EQ(check(options).error().first().field, "/world");
  options.world = world.get();
  EXPECT_TRUE(static_cast<bool>(check(options)));
  options.tls_key = "key.pem";
  EXPECT_EQ(check(options).error().first().field, "/tls_certificate");
  options.tls_key.clear();
  options.trusted_proxies = {"10.0.0.0/8", "10.0.0.0/33"};
  EXPECT_EQ(check(options).error().first().field, "/trusted_proxies");
  EXPECT_THROW(make_server(options, echo_path()), std::runtime_error);
}

TEST(Server, AnAddressInUseIsSaid) {
  TestServer server(echo_path());
  ServerOptions options;
  const auto world = make_real_world(1);
  options.world = world.get();
  options.port = server.port();
  const auto second = make_server(options, echo_path());
  try {
    second->start();
    FAIL() << "bound twice";
  } catch (const std::runtime_error& e) {
    EXPECT_NE(std::string(e.what()).find("Address already in use"), std::string::npos) << e.what();
  }
}

}  // namespace
}  // namespace evenkeel::http
