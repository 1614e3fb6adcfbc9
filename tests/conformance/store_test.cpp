// The store's promises, on both engines: batches, refusals, culprits, idempotency, seals and facts, timers, deliveries,
// followers, search and erasure.
#include "base/hash.hpp"
#include "store/audit.hpp"
#include "store/deliveries.hpp"
#include "store/erase.hpp"
#include "store/feed.hpp"
#include "store/followers.hpp"
#include "store/schema.hpp"
#include "store/search.hpp"
#include "store/timers.hpp"
#include "support/sample_record.hpp"
#include "support/test_register.hpp"

namespace evenkeel {
namespace {

using namespace store;
using test::Sample;

const auto& sample_type = record::type_of<Sample>;

class Store : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    if (!IsSkipped()) house_ = std::make_unique<test::TestRegister>(db(), ddl_for(sample_type()));
  }
  void TearDown() override { house_.reset(); }

  Writer& writer() { return house_->writer(); }
  SimWorld& world() { return house_->world; }
  Result<Outcome> run(std::function<Result<Outcome>(Tx&)> work) {
    return writer().run(Lane::people, Actor{"person:1", Id{1}}, std::move(work));
  }

  Id add(const std::string& name) {
    Id id;
    const auto result = run([&](Tx& tx) -> Result<Outcome> {
      Sample s;
      s.id = id = tx.new_id();
      s.name = name;
      s.tags = {"a", "b"};
      s.people = {Id{5}};
      s.at = tx.now();
      tx.insert(s, {"sample.added", {}, {}, {}});
      return Outcome{"sample", s.id, 1, 201, false};
    });
    EXPECT_TRUE(result) << (result ? "" : result.error().first().text);
    return id;
  }
  std::optional<Sample> get(Id id) {
    std::optional<Sample> found;
    (void)run([&](Tx& tx) -> Result<Outcome> {
      found = tx.find<Sample>(id);
      return Outcome{};
    });
    return found;
  }
  std::int64_t count(const std::string& sql) {
    std::int64_t n = -1;
    house_->readers().read([&](Connection& c) { c.query(sql, {}, [&](const Row& row) { n = row.integer(0); }); });
    return n;
  }
  AuditReport audit(std::vector<Anchor> anchors = {}) {
    AuditReport report;
    AuditOptions options;
    options.types = {&sample_type()};
    options.public_key = signing_key_from_seed(std::string(32, 'k')).public_key;
    options.anchors = std::move(anchors);
    house_->readers().read([&](Connection& c) { report = verify(c, options); });
    return report;
  }
  /// Behind the product's back.
  void tamper(const std::string& sql) {
    const auto c = db().connect(Open::write);
    c->begin(Begin::write);
    EXPECT_GT(c->execute_count(sql, {}), 0) << sql;
    c->commit();
  }

  std::unique_ptr<test::TestRegister> house_;
};
ON_BOTH_DATABASES(Store);

TEST_P(Store, keeps_facts_with_the_change_that_explains_them) {
  const Id id = add("router");
  const auto s = get(id);
  ASSERT_TRUE(s);
  EXPECT_EQ(s->name, "router");
  EXPECT_EQ(s->tags, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(s->people, std::vector<Id>{Id{5}});
  EXPECT_EQ(s->version, 1);
  EXPECT_EQ(count("SELECT COUNT(*) FROM change WHERE kind = 'sample.added' AND actor = 'person:1'"), 1);
  EXPECT_EQ(count("SELECT COUNT(*) FROM list_item"), 3);
  EXPECT_TRUE(audit().sound());
}

TEST_P(Store, writes_only_what_differs_and_counts_the_version) {
  const Id id = add("router");
  const auto ok = run([&](Tx& tx) -> Result<Outcome> {
    const auto before = *tx.find<Sample>(id);
    auto after = before;
    after.count = 7;
    after.tags = {"c"};
    EXPECT_TRUE(tx.update(before, after, {"sample.changed", {}, "{\"reason\":\"test\"}", {}}));
    EXPECT_FALSE(tx.update(after, after, {"sample.changed", {}, {}, {}}));
    return Outcome{"sample", id, after.version, 200, false};
  });
  ASSERT_TRUE(ok);
  EXPECT_EQ(ok->version, 2);
  EXPECT_EQ(get(id)->count, 7);
  EXPECT_EQ(count("SELECT COUNT(*) FROM list_item WHERE field = 'tags'"), 1);
  EXPECT_EQ(count("SELECT COUNT(*) FROM change"), 2);
  EXPECT_TRUE(audit().sound());
}

TEST_P(Store, a_refusal_writes_nothing_and_a_culprit_harms_nobody) {
  add("one");
  int answered = 0;
  std::vector<bool> good;
  for (const char* name : {"two", "one", "three"}) {  // the second breaks the unique name
    Command c;
    c.actor = Actor{"person:1", Id{1}};
    c.run = [name](Tx& tx) -> Result<Outcome> {
      Sample s;
      s.id = tx.new_id();
      s.name = name;
      tx.insert(s, {"sample.added", {}, {}, {}});
      return Outcome{"sample", s.id, 1, 201, false};
    };
    c.done = [&](const Result<Outcome>& r) {
      ++answered;
      good.push_back(static_cast<bool>(r));
      if (!r) {
        EXPECT_EQ(r.error().fault, Fault::conflict);
      }
    };
    writer().submit(std::move(c));
  }
  while (writer().step() > 0) {}
  EXPECT_EQ(answered, 3);
  EXPECT_EQ(std::count(good.begin(), good.end(), true), 2);
  EXPECT_EQ(count("SELECT COUNT(*) FROM sample"), 3);
  const auto refused = run([](Tx&) -> Result<Outcome> { return invalid("sample.no", "No."); });
  EXPECT_EQ(refused.error().first().code, "sample.no");
  EXPECT_EQ(count("SELECT COUNT(*) FROM change"), 3);
  EXPECT_TRUE(audit().sound());
}

TEST_P(Store, the_same_idempotency_key_happens_once) {
  std::vector<Result<Outcome>> answers;
  auto submit = [&](const std::string& hash) {
    Command c;
    c.actor = Actor{"person:1", Id{1}};
    c.idempotency = IdempotencyKey{"person:1", "key-1", hash};
    c.run = [](Tx& tx) -> Result<Outcome> {
      Sample s;
      s.id = tx.new_id();
      s.name = "once " + to_string(s.id);
      tx.insert(s, {"sample.added", {}, {}, {}});
      return Outcome{"sample", s.id, 1, 201, false};
    };
    c.done = [&](const Result<Outcome>& r) { answers.push_back(r); };
    writer().submit(std::move(c));
  };
  submit("h1");
  submit("h1");
  while (writer().step() > 0) {}
  submit("h2");
  while (writer().step() > 0) {}
  ASSERT_EQ(answers.size(), 3u);
  EXPECT_FALSE(answers[0]->replayed);
  EXPECT_TRUE(answers[1]->replayed);
  EXPECT_EQ(answers[0]->subject, answers[1]->subject);
  EXPECT_EQ(answers[2].error().first().code, "idempotency.reused");
  EXPECT_EQ(count("SELECT COUNT(*) FROM sample"), 1);
}

TEST_P(Store, two_versions_of_one_fact_cannot_both_be_written) {
  const Id id = add("router");
  const auto stale = *get(id);
  auto change = [&](std::int64_t to) {
    return run([&, to](Tx& tx) -> Result<Outcome> {
      auto after = stale;
      after.count = to;
      tx.update(stale, after, {"sample.changed", {}, {}, {}});
      return Outcome{};
    });
  };
  EXPECT_TRUE(change(1));
  const auto second = change(2);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().fault, Fault::stale);
  EXPECT_EQ(get(id)->count, 1);
}

TEST_P(Store, the_audit_names_every_tampered_column_and_every_missing_row) {
  const Id id = add("router");
  add("switch");
  ASSERT_TRUE(audit().sound());
  const auto where = " WHERE id = " + to_string(id);
  std::int64_t columns = 0;
  for (const auto& f : sample_type().fields) {
    if (f.name == "id") continue;
    const std::string name(f.name);
    std::string other = "'x'";
    if (f.type == record::Type::boolean) other = "1 - " + name;
    if (f.type == record::Type::integer || f.type == record::Type::time || f.type == record::Type::id)
      other = "COALESCE(" + name + ",0) + 1";
    if (f.type == record::Type::real) other = name + " + 1";
    if (f.type == record::Type::enumeration) other = "'busy'";
    if (f.type == record::Type::id_list || f.type == record::Type::text_list) other = "'[\"77\"]'";
    if (f.type == record::Type::object) other = "'{\"x\":1}'";
    const auto c = db().connect(Open::write);
    c->begin(Begin::write);
    EXPECT_EQ(c->execute_count("UPDATE sample SET " + name + " = " + other + where, {}), 1) << name;
    AuditOptions options;
    options.types = {&sample_type()};
    const auto report = verify(*c, options);
    EXPECT_FALSE(report.sound()) << name;
    if (!report.sound()) {
      EXPECT_EQ(report.findings.front().subject, id) << name;
    }
    c->rollback();
    ++columns;
  }
  EXPECT_GE(columns, 12);
  for (const char* sql : {"UPDATE change SET at_us = at_us + 1 WHERE seq = 1",
                          "UPDATE change SET recorded_at_us = 5 WHERE seq = 1",
                          "UPDATE change SET actor = 'person:9' WHERE seq = 1",
                          "UPDATE change SET subject_kind = 'x' WHERE seq = 1",
                          "UPDATE change SET subject_id = 9 WHERE seq = 1",
                          "UPDATE change SET version = 3 WHERE seq = 1",
                          "UPDATE change SET root_id = 3 WHERE seq = 1",
                          "UPDATE change SET kind = 'x' WHERE seq = 1",
                          "UPDATE change SET body = '{}' WHERE seq = 1",
                          "UPDATE change SET body = NULL, salt = NULL WHERE seq = 1",
                          "UPDATE change SET salt = body_hash WHERE seq = 1",
                          "UPDATE change SET body_hash = fact_hash WHERE seq = 1",
                          "UPDATE change SET fact_hash = body_hash WHERE seq = 1",
                          "UPDATE change SET seq = 99 WHERE seq = 1",
                          "DELETE FROM change WHERE seq = 1",
                          "DELETE FROM change WHERE seq = 2",
                          "DELETE FROM seal WHERE last_seq = 1",
                          "DELETE FROM seal WHERE last_seq = 2",
                          "UPDATE seal SET at_us = 1 WHERE last_seq = 1",
                          "UPDATE seal SET hash = signature WHERE last_seq = 2",
                          "UPDATE seal SET signature = hash WHERE last_seq = 1",
                          "UPDATE seal SET first_seq = 5 WHERE last_seq = 2",
                          "UPDATE seal SET last_seq = 7 WHERE last_seq = 2",
                          "UPDATE counter SET n = 1 WHERE name = 'change'",
                          "UPDATE counter SET mark = NULL WHERE name = 'change'",
                          "DELETE FROM sample WHERE name = 'router'"}) {
    const auto c = db().connect(Open::write);
    c->begin(Begin::write);
    EXPECT_EQ(c->execute_count(sql, {}), 1) << sql;
    AuditOptions options;
    options.types = {&sample_type()};
    options.public_key = signing_key_from_seed(std::string(32, 'k')).public_key;
    EXPECT_FALSE(verify(*c, options).sound()) << sql;
    c->rollback();
  }
  EXPECT_TRUE(audit().sound());
}

TEST_P(Store, an_anchor_catches_a_log_that_was_cut_short) {
  add("one");
  add("two");
  std::optional<Anchor> anchor;
  house_->readers().read([&](Connection& c) { anchor = newest_anchor(c, signing_key_from_seed(std::string(32, 'k')).public_key); });
  ASSERT_TRUE(anchor);
  ASSERT_TRUE(parse_anchor(format_anchor(*anchor)));
  EXPECT_TRUE(audit({*parse_anchor(format_anchor(*anchor))}).sound());
  // A careful forger takes the last batch out of everything.
  tamper("DELETE FROM sample WHERE name = 'two'");
  tamper("DELETE FROM change WHERE seq = 2");
  tamper("DELETE FROM seal WHERE last_seq = 2");
  tamper("UPDATE counter SET n = 1, mark = (SELECT hash FROM seal WHERE last_seq = 1) WHERE name = 'change'");
  EXPECT_TRUE(audit().sound());
  EXPECT_FALSE(audit({*anchor}).sound());
}

TEST_P(Store, erasing_leaves_the_chain_whole_and_forgets_the_bodies) {
  const Id id = add("somebody");
  const auto ok = run([&](Tx& tx) -> Result<Outcome> {
    const auto before = *tx.find<Sample>(id);
    auto after = before;
    after.name = "erased";
    erase_history(tx, id, id);
    remember_erasure(tx, "sample", id);
    tx.update(before, after, {"sample.erased", {}, {}, {}});
    erase_history(tx, id, id);
    return Outcome{};
  });
  ASSERT_TRUE(ok);
  EXPECT_EQ(count("SELECT COUNT(*) FROM change WHERE body LIKE '%somebody%' AND seq = 1"), 0);
  EXPECT_TRUE(audit().sound()) << audit().findings.front().text;
}

TEST_P(Store, erasing_also_forgets_what_the_same_batch_said_before) {
  const Id id = add("somebody");
  auto rename = [&](const std::string& name, bool erase) {
    Command command;
    command.actor = Actor{"person:1", Id{1}};
    command.run = [id, name, erase](Tx& tx) -> Result<Outcome> {
      const auto before = *tx.find<Sample>(id);
      auto after = before;
      after.name = name;
      tx.update(before, after,
                {.kind = erase ? "sample.erased" : "sample.renamed", .values = erase ? NoteValues::hidden : NoteValues::shown});
      if (erase) erase_history(tx, id, id);
      return Outcome{};
    };
    command.done = [](const Result<Outcome>& outcome) { EXPECT_TRUE(outcome); };
    writer().submit(std::move(command));
  };
  rename("somebody else", false);
  rename("erased", true);
  EXPECT_EQ(writer().step(), 2u);
  EXPECT_EQ(count("SELECT COUNT(*) FROM change WHERE body LIKE '%somebody%'"), 0);
  EXPECT_EQ(count("SELECT COUNT(*) FROM change WHERE body IS NULL"), 2);
  EXPECT_TRUE(audit().sound()) << audit().findings.front().text;
}

TEST_P(Store, a_timer_fires_once_when_it_is_due) {
  const Id id = add("router");
  int looked = 0;
  bool refuse = true;
  TimerHandlers handlers{{"sample.look", [&](Tx& tx, const Timer& t) -> Status {
                            if (refuse) return invalid("sample.not_yet", "Not yet.");
                            tx.log("sample", t.subject, {"sample.looked", {}, {}, {}});
                            ++looked;
                            return Done{};
                          }}};
  auto loop = make_timer_loop(house_->reg(), handlers);
  (void)run([&](Tx& tx) -> Result<Outcome> {
    tx.arm("sample.look", "sample", id, tx.now() + us_per_hour);
    tx.arm("sample.look", "sample", id, tx.now() + us_per_minute);  // moved
    return Outcome{};
  });
  EXPECT_EQ(loop->step(), 0u);
  world().advance(us_per_minute);
  EXPECT_EQ(loop->step(), 0u);  // refused: postponed, not lost
  EXPECT_EQ(count("SELECT attempt FROM timer"), 1);
  refuse = false;
  world().advance(us_per_minute);
  EXPECT_EQ(loop->step(), 1u);
  EXPECT_EQ(loop->step(), 0u);
  EXPECT_GE(looked, 1);
  EXPECT_EQ(count("SELECT COUNT(*) FROM change WHERE kind = 'sample.looked'"), 1);
}

TEST_P(Store, a_delivery_is_retried_and_ends) {
  const Id id = add("router");
  std::vector<std::string> sent;
  auto outcome = HandOver::Outcome::retry;
  auto dispatcher = make_dispatcher(house_->reg(), "mail", [&](const Outgoing& out) {
    sent.push_back(out.address);
    return HandOver{outcome, "busy"};
  });
  (void)run([&](Tx& tx) -> Result<Outcome> {
    tx.send({"sample.told", "sample", id, {}, "mail", "a@example.org", "{}"});
    return Outcome{};
  });
  EXPECT_EQ(dispatcher->step(), 1u);
  EXPECT_EQ(dispatcher->step(), 0u);
  world().advance(us_per_hour);
  outcome = HandOver::Outcome::sent;
  EXPECT_EQ(dispatcher->step(), 1u);
  world().advance(us_per_hour);
  EXPECT_EQ(dispatcher->step(), 0u);
  EXPECT_EQ(sent.size(), 2u);
  EXPECT_EQ(count("SELECT COUNT(*) FROM delivery WHERE state = 'sent'"), 1);
}

TEST_P(Store, a_follower_sees_each_change_once_and_feeds_search) {
  const Id one = add("Straße router");
  const Id two = add("switch");
  std::size_t seen = 0;
  auto follower =
      make_follower(house_->reg(), "search", [&](Connection&, const std::vector<ChangeRow>& changes) -> std::function<void(Tx&)> {
        seen += changes.size();
        return [&](Tx& tx) {
          index_document(tx, one, search_document("Straße router down", "secret note"));
          index_document(tx, two, search_document("switch down", ""));
        };
      });
  EXPECT_EQ(follower->behind(), 2);
  EXPECT_EQ(follower->step(), 2u);
  EXPECT_EQ(follower->step(), 0u);
  EXPECT_EQ(seen, 2u);
  auto found = [&](Audience audience, const char* text) {
    std::vector<Id> ids;
    house_->readers().read([&](Connection& c) {
      const auto q = search_sql(c.engine(), audience, text, 1);
      if (q.nothing) return;
      c.query("SELECT t.id FROM " + q.from + " JOIN sample t ON t.id = " + q.id + " WHERE " + q.where + " ORDER BY " + q.id + " DESC",
              {Param(q.param)}, [&](const Row& row) { ids.push_back(row.id(0)); });
    });
    return ids;
  };
  EXPECT_EQ(found(Audience::everybody, "STRASSE"), std::vector<Id>{one});
  EXPECT_EQ(found(Audience::everybody, "down"), (std::vector<Id>{two, one}));
  EXPECT_EQ(found(Audience::everybody, "rou"), std::vector<Id>{one});
  EXPECT_EQ(found(Audience::everybody, "down router"), std::vector<Id>{one});
  EXPECT_TRUE(found(Audience::everybody, "secret").empty());
  EXPECT_EQ(found(Audience::staff, "secret"), std::vector<Id>{one});
  EXPECT_EQ(found(Audience::staff, "down secret"), std::vector<Id>{one});
  EXPECT_TRUE(found(Audience::staff, "\"'*").empty());
}

TEST_P(Store, refusals_do_not_make_a_database_in_trouble_healthy) {
  (void)run([](Tx&) -> Result<Outcome> { throw DbError(DbFault::full, "the disk is full"); });
  EXPECT_FALSE(house_->writer().counters().healthy);
  (void)run([](Tx&) -> Result<Outcome> { return error(Fault::conflict, "test.refused", "no"); });
  EXPECT_FALSE(house_->writer().counters().healthy) << "nothing was written since";
  add("router");
  EXPECT_TRUE(house_->writer().counters().healthy);
}

TEST_P(Store, the_feed_tells_what_is_new) {
  Feed feed;
  house_->readers().read([&](Connection& c) { feed.refresh(c); });
  const Id id = add("router");
  house_->readers().read([&](Connection& c) { EXPECT_TRUE(feed.refresh(c)); });
  const auto hints = feed.since(0);
  ASSERT_TRUE(hints);
  ASSERT_EQ(hints->size(), 1u);
  EXPECT_EQ(hints->front().subject, id);
  EXPECT_TRUE(feed.since(feed.newest())->empty());
}

TEST_P(Store, numbers_are_never_given_twice) {
  std::set<std::int64_t> numbers;
  for (int i = 0; i < 5; ++i) {
    std::int64_t n = 0;
    (void)run([&](Tx& tx) -> Result<Outcome> {
      n = tx.next_number();
      return Outcome{};
    });
    EXPECT_TRUE(numbers.insert(n).second);
  }
  auto second = make_writer(db(), world(), {});
  std::int64_t n = 0;
  (void)second->run(Lane::people, Actor{"person:1", {}}, [&](Tx& tx) -> Result<Outcome> {
    n = tx.next_number();
    return Outcome{};
  });
  EXPECT_TRUE(numbers.insert(n).second);
}

TEST_P(Store, what_waits_is_counted_by_lane) {
  auto second = make_writer(db(), world(), {});
  for (const Lane lane : {Lane::bulk, Lane::people, Lane::bulk})
    second->submit({lane, Actor{"person:1", {}}, [](Tx&) -> Result<Outcome> { return Outcome{}; }, [](const Result<Outcome>&) {}, {}});
  EXPECT_EQ(second->counters().waiting_in, (std::array<std::int64_t, lane_count>{1, 0, 2}));
  EXPECT_EQ(second->counters().waiting, 3);
  second->step();
  EXPECT_EQ(second->counters().waiting_in, (std::array<std::int64_t, lane_count>{}));
}

}  // namespace
}  // namespace evenkeel
