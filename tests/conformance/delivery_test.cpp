// Deliveries on several ways: bundles of what waited for each other, ways that ask to wait, room for the next way, peers that hang, and
// what a node that is gone left behind.
#include "store/deliveries.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <set>

#include "store/node_keeper.hpp"

#include "support/test_register.hpp"

namespace evenkeel::store {
namespace {

class Deliveries : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    test::OnBothDatabases::SetUp();
    if (!IsSkipped()) house_ = std::make_unique<test::TestRegister>(db(), "");
  }
  SimWorld& world() { return house_->world; }
  void run(const std::function<Result<Outcome>(Tx&)>& work) { EXPECT_TRUE(house_->writer().run(Lane::people, Actor{"test", {}}, work)); }
  std::int64_t count(const std::string& sql) {
    std::int64_t n = -1;
    house_->readers().read([&](Connection& c) { c.query(sql, {}, [&](const Row& row) { n = row.integer(0); }); });
    return n;
  }
  std::unique_ptr<test::TestRegister> house_;
};
ON_BOTH_DATABASES(Deliveries);

TEST_P(Deliveries, deliveries_that_waited_for_each_other_go_together) {
  std::vector<std::size_t> bundles;
  auto dispatcher = make_dispatcher(house_->reg(), "sms",
                                    [&](const Outgoing& out) {
                                      bundles.push_back(1 + out.others.size());
                                      return HandOver{};
                                    },
                                    {.still_wanted = [&](Tx&, const Outgoing& out) { return out.body != "unwanted"; }});
  const Time then = world().now() + us_per_hour;
  run([&](Tx& tx) -> Result<Outcome> {
    for (const auto& [person, body] : {std::pair{5, "a"}, {5, "unwanted"}, {5, "b"}, {6, "c"}})
      send(tx, {"k", "sample", Id{1}, Id{person}, {}, {}, body}, {{"sms", "+49", Id{9}, then, then}});
    send(tx, {"k", "sample", Id{1}, Id{5}, {}, {}, "alone"}, {{"sms", "+49", Id{9}, then, {}}});
    return Outcome{};
  });
  EXPECT_EQ(dispatcher->step(), 0u);
  world().advance(us_per_hour);
  EXPECT_EQ(dispatcher->step(), 5u);
  EXPECT_EQ(bundles, (std::vector<std::size_t>{2, 1, 1}));
  EXPECT_EQ(count("SELECT COUNT(*) FROM delivery WHERE state = 'sent'"), 4);
  EXPECT_EQ(count("SELECT COUNT(*) FROM delivery WHERE state = 'dropped'"), 1);
}

TEST_P(Deliveries, a_way_that_asks_to_wait_is_not_tried_out_and_one_that_fails_makes_room_for_the_next) {
  HandOver answer{HandOver::Outcome::later, "slowly", 7 * us_per_second};
  std::set<std::int64_t> stumbled;  // attempts: every command runs twice here
  auto dispatcher = make_dispatcher(house_->reg(), "sms", [&](const Outgoing&) { return answer; },
                                    {.stumbled = [&](Tx&, const Outgoing& out) { stumbled.insert(out.attempt); }});
  const auto queue = [&](const char* body) {
    run([&](Tx& tx) -> Result<Outcome> {
      send(tx, {"k", "sample", Id{1}, Id{5}, {}, {}, body}, {{"sms", "+49", Id{9}, tx.now(), {}}});
      return Outcome{};
    });
  };
  queue("a");
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(dispatcher->step(), 1u) << i;
    EXPECT_EQ(dispatcher->step(), 0u) << i;
    world().advance(7 * us_per_second);
  }
  EXPECT_TRUE(stumbled.empty());
  EXPECT_EQ(count("SELECT MAX(attempt) FROM delivery"), 0);
  answer = {HandOver::Outcome::retry, "away", 0};
  EXPECT_EQ(dispatcher->step(), 1u);
  EXPECT_EQ(stumbled, std::set<std::int64_t>{1}) << "the first attempt";
  world().advance(us_per_minute);
  EXPECT_EQ(dispatcher->step(), 1u);
  EXPECT_EQ(stumbled, std::set<std::int64_t>{1}) << "not the second one";
  answer = {HandOver::Outcome::failed, "no", 0};
  world().advance(us_per_hour);
  EXPECT_EQ(dispatcher->step(), 1u);
  EXPECT_EQ(stumbled, (std::set<std::int64_t>{1, 3})) << "the last one";
  // Who keeps putting it off is given up.
  answer = {HandOver::Outcome::later, "slowly", us_per_second};
  queue("b");
  world().advance(us_per_day);
  (void)dispatcher->step();
  EXPECT_EQ(count("SELECT COUNT(*) FROM delivery WHERE state IN ('waiting','leased')"), 1) << "its attempts go on";
}

/// Carries to peers of whom some hang until they are let go.
class Peers {
 public:
  HandOver carry(const Outgoing& out) {
    std::unique_lock lock(mutex_);
    if (out.point == hanging) {
      ++held_;
      changed_.notify_all();
      changed_.wait(lock, [this] { return let_go_; });
      --held_;
    }
    arrived_.insert(out.body);
    changed_.notify_all();
    return {};
  }
  /// Seconds of the real clock; the simulated one stands still.
  bool holds(std::size_t n) {
    return within([&] { return held_ >= n; });
  }
  bool got(const std::string& body) {
    return within([&] { return arrived_.contains(body); });
  }
  bool got_all(std::size_t n) {
    return within([&] { return arrived_.size() == n; });
  }
  std::size_t held() {
    const std::lock_guard lock(mutex_);
    return held_;
  }
  void let_go() {
    const std::lock_guard lock(mutex_);
    let_go_ = true;
    changed_.notify_all();
  }
  const Id hanging{1};

 private:
  template <class Question>
  bool within(Question question) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(20), question);
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::set<std::string> arrived_;
  std::size_t held_ = 0;
  bool let_go_ = false;
};

TEST_P(Deliveries, a_peer_that_hangs_delays_itself_alone) {
  Peers peers;
  auto dispatcher = make_dispatcher(house_->reg(), "sms", [&](const Outgoing& out) { return peers.carry(out); },
                                    {.peer_of = [](const Outgoing& out) { return out.point; }});
  house_->writer().after_commit([&](const Writer::Wake& wake) {
    if (wake.deliveries) dispatcher->wake();
  });
  house_->writer().start();
  const auto queue = [&](Id point, const std::string& body, Hurry hurry, const std::string& address) {
    run([&](Tx& tx) -> Result<Outcome> {
      send(tx, {"k", "sample", Id{1}, Id{5}, {}, {}, body}, {{"sms", address, point, tx.now(), {}, hurry}});
      return Outcome{};
    });
  };
  constexpr int many = 120;  // more than a page is read at a time
  for (int i = 0; i < many; ++i) queue(peers.hanging, "h" + std::to_string(i), Hurry::normal, "+49" + std::to_string(i));
  dispatcher->start();
  EXPECT_TRUE(peers.holds(places_of_peer - places_of_peer_for_urgent));
  queue(Id{2}, "other", Hurry::normal, "+49");
  EXPECT_TRUE(peers.got("other"));
  EXPECT_EQ(peers.held(), places_of_peer - places_of_peer_for_urgent) << "its few places, whatever waits there";
  queue(peers.hanging, "urgent", Hurry::urgent, "+49");
  EXPECT_TRUE(peers.holds(places_of_peer - places_of_peer_for_urgent + 1)) << "what is urgent does not wait for what is not";
  peers.let_go();
  EXPECT_TRUE(peers.got_all(many + 2));
  dispatcher->stop();
  house_->writer().stop();
  EXPECT_EQ(count("SELECT COUNT(*) FROM delivery WHERE state = 'sent' AND attempt = 1"), many + 2);
}

TEST_P(Deliveries, what_is_urgent_leaves_first) {
  std::string order;
  auto dispatcher = make_dispatcher(house_->reg(), "sms", [&](const Outgoing& out) {
    order += out.body;
    return HandOver{};
  });
  run([&](Tx& tx) -> Result<Outcome> {
    const auto queue = [&](const char* body, Time at, Hurry hurry) {
      send(tx, {"k", "sample", Id{1}, Id{5}, {}, {}, body}, {{"sms", "+49", Id{9}, at, {}, hurry}});
    };
    queue("a", tx.now() - us_per_hour, Hurry::normal);
    queue("b", tx.now(), Hurry::urgent);
    queue("c", tx.now() - us_per_minute, Hurry::urgent);
    return Outcome{};
  });
  EXPECT_EQ(dispatcher->step(), 3u);
  EXPECT_EQ(order, "cba");
}

struct Died {};

TEST_P(Deliveries, services_take_turns_where_many_messages_wait) {
  std::vector<std::string> sent;
  auto dispatcher = make_dispatcher(house_->reg(), "sms", [&](const Outgoing& out) {
    sent.push_back(out.body);
    return HandOver{};
  });
  const auto queue = [&](Id line, const std::string& body) {
    run([&](Tx& tx) -> Result<Outcome> {
      send(tx, {"k", "sample", Id{1}, {}, {}, {}, body}, {{"sms", "+49" + body, {}, tx.now(), {}, Hurry::urgent, line}});
      return Outcome{};
    });
    world().advance(us_per_ms);
  };
  const auto place = [&](const std::string& body) { return std::ranges::find(sent, body) - sent.begin(); };
  constexpr Id storm{70}, quiet{71}, third{72};
  for (int i = 0; i < 120; ++i) queue(storm, "storm" + std::to_string(i));
  for (int i = 0; i < 3; ++i) queue(quiet, "quiet" + std::to_string(i));
  queue(third, "third");
  queue({}, "of nobody");
  while (dispatcher->step() > 0) {}
  ASSERT_EQ(sent.size(), 125u);
  EXPECT_EQ((std::vector(sent.begin(), sent.begin() + 8)),
            (std::vector<std::string>{"storm0", "quiet0", "third", "of nobody", "storm1", "quiet1", "storm2", "quiet2"}));
  EXPECT_LT(place("storm50"), place("storm51")) << "each line keeps its order";

  // A line that comes in later begins where the others are; whoever has much waiting goes on beside it.
  sent.clear();
  for (int i = 0; i < 120; ++i) queue(storm, "again" + std::to_string(i));
  EXPECT_EQ(dispatcher->step(), 50u);
  for (int i = 0; i < 3; ++i) queue(quiet, "late" + std::to_string(i));
  (void)dispatcher->step();
  EXPECT_EQ(place("late0"), 51);
  EXPECT_EQ(place("late1"), 53);
  EXPECT_EQ(place("late2"), 55);
  EXPECT_EQ(place("again53"), 56);
}

TEST_P(Deliveries, what_a_node_was_handing_over_is_taken_up_when_it_is_gone_and_not_before) {
  const NodeLease first = lease_node(db(), world().now(), 11), second = lease_node(db(), world().now(), 12);
  auto dying = make_dispatcher(house_->reg(), "sms", [](const Outgoing&) -> HandOver { throw Died{}; }, {.fence = first.fence});
  int sent = 0;
  auto heir = make_dispatcher(house_->reg(), "sms", [&](const Outgoing&) { return HandOver{{}, {}, ++sent}; }, {.fence = second.fence});
  run([&](Tx& tx) -> Result<Outcome> {
    send(tx, {"k", "sample", Id{1}, Id{5}, {}, {}, "a"}, {{"sms", "+49", Id{9}, tx.now(), {}}});
    return Outcome{};
  });
  EXPECT_THROW(dying->step(), Died);
  if (GetParam() == Engine::sqlite) {
    EXPECT_EQ(heir->step(), 1u) << "a file has one server";
    return;
  }
  int lost = 0;
  NodeKeeper theirs(house_->reg(), first, [&] { ++lost; }), ours(house_->reg(), second, [&] { ++lost; });
  const auto pass = [&](int seconds, bool they_live) {
    std::size_t taken = 0;
    for (int s = 0; s < seconds; s += 5) {
      world().advance(5 * us_per_second);
      if (they_live) (void)theirs.step();
      (void)ours.step();
      taken += heir->step();
    }
    return taken;
  };
  EXPECT_EQ(pass(60, true), 0u) << "it lives, however long the hand-over takes";
  EXPECT_EQ(pass(30, false), 0u) << "its lease holds";
  EXPECT_EQ(pass(15, false), 1u);
  EXPECT_EQ(sent, 1);
  EXPECT_EQ(lost, 0);
  world().advance(5 * us_per_second);
  (void)theirs.step();
  EXPECT_EQ(lost, 1) << "who comes to life again learns that it was ended";
  EXPECT_EQ(lease_node(db(), world().now(), 13), (NodeLease{first.node, 13})) << "its number is free";
}

TEST_P(Deliveries, an_outage_of_the_database_ends_nobody) {
  if (GetParam() == Engine::sqlite) return;
  const NodeLease first = lease_node(db(), world().now(), 11), second = lease_node(db(), world().now(), 12);
  int lost = 0;
  NodeKeeper theirs(house_->reg(), first, [&] { ++lost; }), ours(house_->reg(), second, [&] { ++lost; });
  (void)ours.step();
  world().advance(10 * us_per_minute);  // nobody could renew
  (void)ours.step();
  world().advance(5 * us_per_second);
  (void)ours.step();
  (void)theirs.step();
  world().advance(5 * us_per_second);
  EXPECT_EQ(ours.step(), 0u);
  (void)theirs.step();
  EXPECT_EQ(lost, 0);
}

}  // namespace
}  // namespace evenkeel::store
