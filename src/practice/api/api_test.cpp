// The door that all routes share: pages and cursors, bodies, headers and names.
#include "practice/api/api.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/json.hpp>

#include "base/text.hpp"
#include "support/sample_record.hpp"
#include "support/test_register.hpp"

namespace evenkeel::api {
namespace {

using http::Presence;
using test::Sample;

const std::vector<Order> orders{
    {"count", {{"count"}, {"id"}}}, {"-count", {{"count", Direction::descending}, {"name"}, {"id"}}}, {"name", {{"name"}, {"id"}}}};

http::Request asking(std::vector<std::pair<std::string, std::string>> query) {
  http::Request request;
  request.query = std::move(query);
  return request;
}

Result<ListQuery> listing(std::vector<std::pair<std::string, std::string>> query) {
  return list_query(asking(std::move(query)), orders, record::type_of<Sample>());
}

std::string code_of(const Error& e) { return e.first().code; }

TEST(ListQuery, has_defaults_and_limits) {
  const auto list = listing({});
  ASSERT_TRUE(list);
  EXPECT_EQ(list->order->name, "count");
  EXPECT_EQ(list->limit, list_default);
  EXPECT_EQ(code_of(listing({{"limit", "201"}}).error()), "query.bad_limit");
  EXPECT_EQ(code_of(listing({{"limit", "0"}}).error()), "query.bad_limit");
  EXPECT_EQ(code_of(listing({{"limit", "many"}}).error()), "query.bad_limit");
  EXPECT_EQ(code_of(listing({{"order", "beauty"}}).error()), "query.unknown_order");
  EXPECT_EQ(code_of(listing({{"fields", "name,beauty"}}).error()), "query.unknown_field");
  EXPECT_EQ(code_of(listing({{"fields", "secret"}}).error()), "query.unknown_field");
  EXPECT_TRUE(listing({{"fields", "name, count"}})->fields.contains("count"));
}

TEST(ListQuery, what_is_wrong_with_a_filter_is_said_of_the_filter) {
  condition::Vocabulary words;
  words.type = &record::type_of<Sample>();
  EXPECT_TRUE(parse_filter(" ", words)->always_true());
  for (const char* bad : {"name = ", "beauty = 1 and name = 7", "count = \"x\""}) {
    const auto parsed = parse_filter(bad, words);
    ASSERT_FALSE(parsed) << bad;
    for (const Problem& problem : parsed.error().problems) EXPECT_EQ(problem.field, "/filter") << bad;
  }
  EXPECT_EQ(parse_filter("beauty = 1", words, "q").error().first().field, "/q");
}

TEST(Actor, names_its_person) {
  EXPECT_EQ(person_in("person:17"), Id{17});
  EXPECT_EQ(person_in("person:17 token:4"), Id{17});
  for (const char* nobody : {"", "system:timer", "person:", "person:x", "Person:17"}) EXPECT_EQ(person_in(nobody), Id{}) << nobody;
}

TEST(Bearer, is_read_in_any_case) {
  auto token = [](std::string header) {
    http::Request request;
    request.headers.emplace_back("authorization", std::move(header));
    return std::string(bearer_token(request));
  };
  EXPECT_EQ(token("Bearer abc"), "abc");
  EXPECT_EQ(token("bearer abc"), "abc");
  EXPECT_EQ(token("BEARER  abc "), "abc");
  for (const char* none : {"", "Bearer", "Bearer ", "Basic abc", "Bearerabc"}) EXPECT_EQ(token(none), "") << none;
}

TEST(Cursor, comes_back_as_it_was_and_only_on_its_own_list) {
  const auto list = listing({{"order", "name"}, {"filter", "flag = true"}});
  const std::vector<condition::SqlParam> keys{std::string("Zürich \"1\""), std::int64_t{42}};
  const std::string cursor = cursor_after(*list, keys);
  EXPECT_EQ(listing({{"order", "name"}, {"filter", "flag = true"}, {"cursor", cursor}})->after, keys);
  EXPECT_EQ(code_of(listing({{"order", "name"}, {"filter", "flag = false"}, {"cursor", cursor}}).error()), "query.bad_cursor");
  EXPECT_EQ(code_of(listing({{"order", "count"}, {"filter", "flag = true"}, {"cursor", cursor}}).error()), "query.bad_cursor");
  EXPECT_EQ(code_of(listing({{"cursor", "AAAA"}}).error()), "query.bad_cursor");
}

RC_GTEST_PROP(CursorProperty, any_damage_is_refused, (std::int64_t count, std::string name)) {
  const auto list = listing({{"order", "-count"}});
  const std::vector<condition::SqlParam> keys{count, to_hex(name), std::int64_t{7}};
  std::string cursor = cursor_after(*list, keys);
  const auto whole = listing({{"order", "-count"}, {"cursor", cursor}});
  RC_ASSERT(static_cast<bool>(whole));
  RC_ASSERT(whole->after == keys);
  const auto place = *rc::gen::inRange<std::size_t>(0, cursor.size());
  cursor[place] = cursor[place] == 'A' ? 'B' : 'A';
  RC_ASSERT(!listing({{"order", "-count"}, {"cursor", cursor}}));
}

TEST(Cursor, with_values_of_the_wrong_type_is_refused) {
  const auto list = listing({{"order", "count"}});
  const std::string cursor = cursor_after(*list, std::vector<condition::SqlParam>{std::string("text"), std::int64_t{1}});
  EXPECT_EQ(code_of(listing({{"order", "count"}, {"cursor", cursor}}).error()), "query.bad_cursor");
}

class Pages : public test::OnBothDatabases {};
ON_BOTH_DATABASES(Pages);

TEST_P(Pages, show_every_row_once_in_every_order) {
  const auto connection = db().connect(store::Open::write);
  connection->script(
      db().render("CREATE TABLE sample (id {int} PRIMARY KEY, name {text} {bytewise} NOT NULL, count {int} NOT NULL) {strict}"));
  for (int i = 1; i <= 25; ++i)
    connection->execute("INSERT INTO sample(id, name, count) VALUES ($1, $2, $3)",
                        {store::Param(i), store::Param("n" + std::to_string(i % 3)), store::Param(i % 4)});
  for (const Order& order : orders) {
    std::vector<std::int64_t> seen;
    std::string cursor;
    do {
      const auto list = listing({{"order", std::string(order.name)}, {"cursor", cursor}, {"limit", "4"}});
      ASSERT_TRUE(list);
      condition::Sql sql = after_cursor(*list, "s", 1);
      const std::string where = sql.where.empty() ? "" : " WHERE " + sql.where;
      std::vector<condition::SqlParam> last;
      int rows = 0;
      query(*connection, "SELECT s.id, s.name, s.count FROM sample s" + where + " ORDER BY " + order_by(order, "s") + " LIMIT 4",
            sql.params, [&](const store::Row& row) {
              seen.push_back(row.integer(0));
              last.clear();
              for (const OrderKey& key : order.keys) {
                if (key.column == "name") last.emplace_back(std::string(row.text(1)));
                else last.emplace_back(row.integer(key.column == "id" ? 0 : 2));
              }
              ++rows;
            });
      cursor = rows == 4 ? cursor_after(*list, last) : "";
    } while (!cursor.empty());
    std::vector<std::int64_t> all;
    query(*connection, "SELECT s.id FROM sample s ORDER BY " + order_by(order, "s"), {},
          [&](const store::Row& row) { all.push_back(row.integer(0)); });
    EXPECT_EQ(seen, all) << order.name;
  }
}

TEST(BodyReader, tells_everything_that_is_wrong_at_once) {
  const boost::json::value json = boost::json::parse(R"({"reason":5,"until":"tomorrow","count":11,"extra":1,"who":"x"})");
  BodyReader body(json);
  body.text("reason", 10, Presence::required);
  body.time("until");
  body.integer("count", 1, 10);
  body.id("who");
  body.text("missing", 10, Presence::required);
  const auto status = body.finish();
  ASSERT_FALSE(status);
  std::set<std::string> fields;
  for (const Problem& p : status.error().problems) fields.insert(p.field);
  EXPECT_EQ(fields, (std::set<std::string>{"/reason", "/until", "/count", "/who", "/missing", "/extra"}));
}

TEST(BodyReader, reads_what_is_right) {
  const boost::json::value json =
      boost::json::parse(R"({"reason":"so","until":"2026-03-02T08:00:00Z","ids":["1","2"],"flag":true,"mood":"busy","none":null})");
  BodyReader body(json);
  EXPECT_EQ(body.text("reason", 10, Presence::required), "so");
  EXPECT_EQ(body.time("until"), test::monday);
  EXPECT_EQ(body.ids("ids", 5), (std::vector<Id>{Id{1}, Id{2}}));
  EXPECT_EQ(body.boolean("flag"), true);
  EXPECT_EQ(body.choice<test::Mood>("mood"), test::Mood::busy);
  EXPECT_TRUE(body.has("none"));
  EXPECT_EQ(body.text("none", 3), "");
  EXPECT_TRUE(body.finish());
}

TEST(Headers, if_match_reads_versions_and_star) {
  http::Request request;
  EXPECT_FALSE(if_match(request)->version);
  EXPECT_EQ(code_of(if_match(request, Presence::required).error()), "if_match.required");
  request.headers = {{"if-match", "\"3\""}};
  EXPECT_EQ(if_match(request, Presence::required)->version, 3);
  request.headers = {{"if-match", "*"}};
  EXPECT_FALSE(if_match(request, Presence::required)->version);
  for (const char* bad : {"3", "\"x\"", "\"3", "\"1\", \"2\""}) {
    request.headers = {{"if-match", bad}};
    EXPECT_EQ(code_of(if_match(request).error()), "if_match.malformed") << bad;
  }
}

TEST(Headers, an_idempotency_key_covers_the_whole_request) {
  http::Request request;
  request.verb = http::Verb::post;
  request.path = "/a";
  request.body = "{}";
  request.headers = {{"idempotency-key", "k1"}};
  Principal who;
  who.person = Id{7};
  EXPECT_FALSE(idempotency_key(request)->has_value());  // nobody signed in: whose would it be
  set_principal(request, std::make_shared<const Principal>(who));
  const auto first = **idempotency_key(request);
  EXPECT_EQ(first.principal, "person:7");
  request.body = "{ }";
  EXPECT_NE((**idempotency_key(request)).request_hash, first.request_hash);
  request.headers = {{"idempotency-key", "k\n1"}};
  EXPECT_EQ(code_of(idempotency_key(request).error()), "idempotency.bad_key");
}

class Replays : public test::OnBothDatabases {};
ON_BOTH_DATABASES(Replays);

TEST_P(Replays, that_cannot_be_read_anew_say_when_to_come_again) {
  test::TestRegister reg(db(), "");
  http::Request request;
  request.headers = {{"idempotency-key", "once"}};
  Principal who;
  who.person = Id{7};
  set_principal(request, std::make_shared<const Principal>(who));
  auto send = [&] {
    Job job;
    job.work = [](store::Tx&) -> Result<store::Outcome> { return store::Outcome{"sample", Id{1}, 1, 201}; };
    job.present = [](const store::Outcome&) { return http::json("{}", 201); };
    job.again = [](store::Connection&, const store::Outcome&) -> Result<http::Response> {
      throw store::DbError(store::DbFault::gone, "the connection was lost");
    };
    http::Response response;
    submit_command(reg.reg(), request, [&](http::Answer answer) { response = std::move(answer.response); }, std::move(job));
    while (reg.writer().step() > 0) {}
    return response;
  };
  EXPECT_EQ(send().status, 201);
  const auto replayed = send();
  EXPECT_EQ(replayed.status, 503) << replayed.body;
  EXPECT_TRUE(std::ranges::any_of(replayed.headers, [](const auto& h) { return h.first == "Retry-After"; }));
}

TEST(Bodies, must_be_json_objects) {
  http::Request request;
  EXPECT_TRUE(body_object(request));
  request.body = "[1]";
  EXPECT_EQ(code_of(body_object(request).error()), "body.not_object");
  request.body = "{}";
  request.headers = {{"content-type", "text/plain"}};
  EXPECT_EQ(code_of(body_object(request).error()), "body.not_json");
  request.headers = {{"content-type", "Application/JSON; charset=utf-8"}};
  EXPECT_TRUE(body_object(request));
}

TEST(NamesOfRecords, come_from_the_providers_of_their_kinds) {
  Names names;
  names.provide("sample", [](const Names::Question& asked, Names::Found& found) {
    for (Id id : asked.ids)
      if (id.v != 13) found[id] = "sample \"" + to_string(id) + "\"";
  });
  Sample sample;
  sample.id = Id{1};
  sample.other = Id{5};
  Mentions mentions;
  mentions.add(record::to_record(sample));
  mentions.add("sample", Id{13});
  mentions.add("unheard-of", Id{6});
  std::string out;
  names.append_json(out, nullptr, mentions);
  EXPECT_EQ(out, R"({"5":"sample \"5\""})");
}

}  // namespace
}  // namespace evenkeel::api
