// Every door for alerts against what should not come: bodies that are none, keys that are none any more, times that never were. Each is
// refused in the words of its sender's protocol, nothing is changed, and others are heard as before.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "scenario/office.hpp"

namespace evenkeel::scenario {
namespace {

namespace bj = boost::json;
using http::Verb;
using Headers = std::vector<std::pair<std::string, std::string>>;

const Time begin{1'795'161'600 * us_per_second};  // Friday, 2026-11-20T08:00:00Z

/// In whose words a refusal must be.
enum class Dialect { alertmanager, pagerduty, opsgenie, healthchecks };

bool speaks(Dialect dialect, const Answered& answer) {
  const auto has = [&](std::initializer_list<std::string_view> names) {
    if (!answer.body.is_object()) return false;
    for (const auto name : names)
      if (!answer.body.get_object().contains(name)) return false;
    return true;
  };
  switch (dialect) {
    case Dialect::alertmanager: return answer.body.is_string() || has({"code", "message"}) || has({"refused", "reasons"});
    case Dialect::pagerduty: return has({"status", "message", "errors"});
    case Dialect::opsgenie: return has({"message", "took", "requestId"});
    case Dialect::healthchecks: return answer.body.is_null() && !answer.text.empty();
  }
  return false;
}

struct Door {
  std::string kind;  // of its source
  Verb verb;
  std::string path;  // behind /in/<key>
  Dialect dialect;
  std::string good;  // %s: a key of its own
  std::string type = "application/json";
};

const std::vector<Door>& doors() {
  static const std::vector<Door> all{
      {"prometheus", Verb::post, "/api/v2/alerts", Dialect::alertmanager, R"([{"labels":{"alertname":"%s"}}])"},
      {"prometheus", Verb::post, "", Dialect::alertmanager, R"([{"labels":{"alertname":"%s"}}])"},
      {"alertmanager", Verb::post, "", Dialect::alertmanager, R"({"alerts":[{"status":"firing","labels":{"alertname":"%s"}}]})"},
      {"grafana", Verb::put, "", Dialect::alertmanager, R"({"alerts":[{"status":"firing","labels":{"alertname":"%s"}}]})"},
      {"generic", Verb::put, "", Dialect::alertmanager, R"({"key":"%s","title":"T"})"},
      {"generic", Verb::post, "", Dialect::alertmanager, R"({"specversion":"1.0","id":"1","source":"/a","type":"t","subject":"%s"})",
       "application/cloudevents+json"},
      {"generic", Verb::post, "", Dialect::alertmanager, R"([{"specversion":"1.0","id":"1","source":"/a","type":"t","subject":"%s"}])",
       "application/cloudevents-batch+json"},
      {"generic", Verb::post, "/v2/enqueue", Dialect::pagerduty,
       R"({"event_action":"trigger","dedup_key":"%s","payload":{"summary":"S","source":"h","severity":"info"}})"},
      {"generic", Verb::post, "/v2/change/enqueue", Dialect::pagerduty, R"({"payload":{"summary":"%s"}})"},
      {"generic", Verb::post, "/generic/2010-04-15/create_event.json", Dialect::pagerduty,
       R"({"event_type":"trigger","incident_key":"%s","description":"D"})"},
      {"generic", Verb::post, "/v2/alerts", Dialect::opsgenie, R"({"message":"M","alias":"%s"})"},
      {"generic", Verb::post, "/v2/heartbeats", Dialect::opsgenie, R"({"name":"%s","interval":1,"intervalUnit":"days"})"},
      {"prometheus", Verb::post, "/api/v2/silences", Dialect::alertmanager,
       R"({"matchers":[{"name":"a","value":"%s","isRegex":false}],"startsAt":"2036-01-01T00:00:00Z","endsAt":"2036-01-02T00:00:00Z",)"
       R"("createdBy":"p","comment":"c"})"}};
  return all;
}

std::string filled(const std::string& good, const std::string& key) {
  std::string body = good;
  return body.replace(body.find("%s"), 2, key);
}

class AlertDoors : public test::OnBothDatabases {
 protected:
  AlertDoors() : stage_(GetParam(), begin), office_(stage_) {}

  std::int64_t one_number(const std::string& sql) {
    std::int64_t n = 0;
    stage_.database().connect(store::Open::read)->query(sql, {}, [&](const store::Row& row) { n = row.integer(0); });
    return n;
  }
  /// What a door writes moves the change log.
  std::int64_t changes() { return one_number("SELECT count(*) FROM change"); }

  std::string source(const std::string& kind, const std::string& more = {}) {
    return office_.must("admin", "/api/v1/alert_sources",
                        fmt::format(R"({{"name":"Source {}","kind":"{}"{}}})", ++sources_, kind, more))["id"];
  }
  std::string key_of(const std::string& source, const std::string& body = "{}") {
    return office_.must("admin", "/api/v1/alert_sources/" + source + "/keys", body)["secret"];
  }
  Answered send(const Door& door, const std::string& key, const std::string& body) {
    return office_.ask("", door.verb, "/in/" + key + door.path, body, {{"content-type", door.type}});
  }

  Stage stage_;
  Office office_;
  int sources_ = 0;
};
ON_BOTH_DATABASES(AlertDoors);

TEST_P(AlertDoors, what_is_no_body_is_refused_in_the_senders_words_and_changes_nothing) {
  const std::string deep = std::string(2'000, '[') + std::string(2'000, ']');
  const std::pair<const char*, std::string> bodies[] = {
      {"nothing", ""},
      {"no JSON", R"({"a":)"},
      {"two of them", "{} {}"},
      {"a number", "7"},
      {"a text", R"("alerts")"},
      {"null", "null"},
      {"too deep", deep},
      {"too deep inside", R"({"alerts":)" + deep + "}"},
      {"not UTF-8", "{\"title\":\"\xff\xfe\",\"message\":\"\xc3\"}"},
      {"a key twice", R"({"a":1,"a":2})"},
      {"a number without end", R"({"a":)" + std::string(400, '9') + "}"},
  };
  for (const Door& door : doors()) {
    const std::string key = key_of(source(door.kind, R"(,"reads":true)"));
    const auto before = changes();
    for (const auto& [name, body] : bodies) {
      const auto answer = send(door, key, body);
      EXPECT_TRUE(answer.status == 400 || answer.status == 422) << door.path << " " << door.kind << ", " << name << ": " << answer.status;
      EXPECT_TRUE(speaks(door.dialect, answer)) << door.path << " " << door.kind << ", " << name << ": " << answer.text;
    }
    EXPECT_EQ(changes(), before) << door.path;
    const auto after = send(door, key, filled(door.good, "after"));
    EXPECT_LT(after.status, 300) << door.path << " is not heard as before: " << after.text;
    EXPECT_GT(changes(), before) << door.path;
  }
  EXPECT_EQ(stage_.audit(), "");
}

TEST_P(AlertDoors, no_door_opens_to_a_key_that_is_none_or_none_any_more) {
  struct Held {
    const Door& door;
    std::string source, first, second = {};
  };
  std::vector<Held> all;
  for (const Door& door : doors()) {
    const std::string id = source(door.kind, R"(,"reads":true)");
    all.push_back({door, id, key_of(id)});
  }
  const auto heard = [&](const Door& door, const std::string& key, const std::string& name) {
    const auto answer = send(door, key, filled(door.good, name));
    EXPECT_LT(answer.status, 300) << door.path << ", " << name << ": " << answer.text;
  };
  const auto refused = [&](const Door& door, const std::string& key, const char* why) {
    const auto before = changes();
    const auto answer = send(door, key, filled(door.good, "refused"));
    EXPECT_EQ(answer.status, 401) << door.path << ": " << why;
    EXPECT_TRUE(speaks(door.dialect, answer)) << door.path << ", " << why << ": " << answer.text;
    EXPECT_EQ(answer.text.find(key), std::string::npos) << "a key is repeated nowhere: " << answer.text;
    EXPECT_EQ(changes(), before) << door.path << ": " << why;
  };
  for (Held& held : all) {
    // A heartbeat would have the day ahead looked at minute by minute.
    const bool waits = held.door.path.ends_with("/heartbeats");
    if (!waits) heard(held.door, held.first, "first");
    refused(held.door, "0123456789abcdef0123456789abcdef", "unknown");
    refused(held.door, std::string(5'000, 'k'), "longer than any");
    held.second = key_of(held.source);  // the first ends in a day
    if (!waits) heard(held.door, held.first, "still");
  }
  stage_.advance(us_per_day + us_per_second);
  for (const Held& held : all) {
    refused(held.door, held.first, "expired");
    heard(held.door, held.second, "second");
    const auto state = office_.get("admin", "/api/v1/alert_sources/" + held.source + "/state");
    for (const auto& key : state.body.at("keys").as_array())
      office_.must("admin", fmt::format("/api/v1/alert_keys/{}/end", key.at("id").as_string().c_str()));
  }
  stage_.advance(2 * us_per_second);  // what was found is remembered for a second
  for (const Held& held : all) {
    refused(held.door, held.second, "revoked");
    const std::string third = key_of(held.source);
    const std::string path = "/api/v1/alert_sources/" + held.source;
    EXPECT_EQ(office_.ask("admin", Verb::patch, path, R"({"active":false})", {{"if-match", "*"}}).status, 200);
    refused(held.door, third, "of an inactive source");
  }
  EXPECT_EQ(stage_.audit(), "");
}

TEST_P(AlertDoors, pings_know_their_keys_too) {
  const std::string id = source("generic"), key = key_of(id);
  const auto made = office_.must("admin", "/api/v1/heartbeats", fmt::format(R"({{"name":"Job","source":"{}","every":"1h"}})", id));
  const std::string own = office_.must("admin", "/api/v1/heartbeats/" + made["id"] + "/key")["secret"];
  EXPECT_EQ(office_.post("", "/ping/" + own, "\xff\xfe").status, 200) << "what a job printed may be anything";
  EXPECT_EQ(office_.post("", "/ping/" + key + "/job", std::string(500'000, '[')).status, 200);
  const auto before = changes();
  for (const std::string& path : {std::string("/ping/unknown"), "/ping/" + std::string(5'000, 'k'), "/ping/" + key + "/nothing",
                                  std::string("/ping/unknown/job"), "/ping/" + own + "/-1", "/ping/" + own + "/999"}) {
    const auto answer = office_.post("", path, "");
    EXPECT_TRUE(answer.status == 404 || answer.status == 400) << path << answer.status;
    EXPECT_TRUE(speaks(Dialect::healthchecks, answer)) << path << answer.text;
  }
  office_.must("admin", "/api/v1/heartbeats/" + made["id"] + "/key");
  EXPECT_EQ(office_.post("", "/ping/" + own, "").status, 404) << "the key before ends at once";
  EXPECT_EQ(one_number("SELECT count(*) FROM heartbeat_ping"), 2);
  EXPECT_EQ(changes(), before + 1) << "the new key";
}

TEST_P(AlertDoors, all_ways_to_say_a_key_open_and_reading_is_for_those_that_read) {
  const std::string writes = key_of(source("prometheus")), reads = key_of(source("prometheus", R"(,"reads":true)"));
  const auto basic = [](const std::string& pair) {
    std::string text = to_base64url(pair);
    for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
    while (text.size() % 4 != 0) text += '=';
    return "Basic " + text;
  };
  const std::string body = R"([{"labels":{"alertname":"A"}}])";
  const auto ways = [&](const std::string& key) {
    return std::vector<std::pair<std::string, Headers>>{{"/in/" + key + "/api/v2/", {}},
                                                        {"/api/v2/", {{"authorization", "Bearer " + key}}},
                                                        {"/api/v2/", {{"authorization", "bearer " + key}}},
                                                        {"/api/v2/", {{"authorization", basic("anybody:" + key)}}},
                                                        {"/api/v2/", {{"authorization", basic(":" + key)}}},
                                                        {"/api/v2/", {{"authorization", "GenieKey " + key}}}};
  };
  for (const auto& [path, headers] : ways(writes)) {
    EXPECT_EQ(office_.ask("", Verb::post, path + "alerts", body, headers).status, 200) << path;
    for (const char* list : {"alerts", "alerts/groups", "silences", "status", "receivers"})
      EXPECT_EQ(office_.ask("", Verb::get, path + list, "", headers).status, 403) << path << list;
    EXPECT_EQ(office_.ask("", Verb::post, path + "silences", doors().back().good, headers).status, 403) << path;
  }
  for (const auto& [path, headers] : ways(reads)) {
    const auto seen = office_.ask("", Verb::get, path + "alerts", "", headers);
    EXPECT_EQ(seen.status, 200) << path;
    EXPECT_EQ(seen.text, "[]") << "what another source sent is none of its affair";
  }
  for (const auto& [path, headers] : ways(writes.substr(1)))
    EXPECT_EQ(office_.ask("", Verb::post, path + "alerts", body, headers).status, 401);
  for (const char* odd : {"Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Bearer", "Bearer ", "GenieKey", "Digest x", ""}) {
    const auto answer = office_.ask("", Verb::post, "/api/v2/alerts", body, {{"authorization", odd}});
    EXPECT_EQ(answer.status, 401) << odd;
  }
}

TEST_P(AlertDoors, an_address_lets_in_unless_a_key_is_said_or_a_browser_speaks) {
  const std::string body = R"([{"labels":{"alertname":"A"}}])";
  const auto post = [&](Headers headers = {}) { return office_.ask("", Verb::post, "/api/v2/alerts", body, std::move(headers)).status; };
  EXPECT_EQ(post(), 401);
  const std::string far = source("prometheus", R"(,"addresses":["10.20.0.0/16","2001:db8::/32"])");
  EXPECT_EQ(post(), 401) << "another network";
  const std::string near = source("prometheus", R"(,"addresses":["127.0.0.0/8"])");
  EXPECT_EQ(post(), 200);
  EXPECT_EQ(office_.ask("", Verb::get, "/api/v2/alerts").status, 403) << "it sends and does not read";
  EXPECT_EQ(post({{"authorization", "Bearer wrong"}}), 401) << "who says a key means it";
  EXPECT_EQ(post({{"origin", "https://elsewhere.example.org"}}), 401);
  EXPECT_EQ(post({{"sec-fetch-site", "cross-site"}}), 401);
  const auto change = [&](const std::string& patch) {
    return office_.ask("admin", Verb::patch, "/api/v1/alert_sources/" + near, patch, {{"if-match", "*"}}).status;
  };
  EXPECT_EQ(change(R"({"reads":true})"), 200);
  EXPECT_EQ(office_.ask("", Verb::get, "/api/v2/alerts").status, 200);
  EXPECT_EQ(change(R"({"addresses":["127.0.0.300"]})"), 422);
  EXPECT_EQ(change(R"({"active":false})"), 200);
  EXPECT_EQ(post(), 401) << "an inactive source lets nobody in";
}

TEST_P(AlertDoors, pagerduty_reads_no_more_of_a_stranger_than_512_000_bytes) {
  const std::string key = key_of(source("generic"));
  const auto event = [&](std::size_t size, const std::string& routing) {
    std::string body = fmt::format(
        R"({{"routing_key":"{}","event_action":"trigger","dedup_key":"d","payload":{{"summary":"S","source":"h","severity":"info",)"
        R"("custom_details":{{"pad":")",
        routing);
    const std::string end = R"("}}})";
    return body + std::string(size - body.size() - end.size(), 'x') + end;
  };
  constexpr std::size_t most = 512'000;
  EXPECT_EQ(office_.post("", "/v2/enqueue", event(most, key)).status, 202);
  const auto before = changes();
  for (const char* path : {"/v2/enqueue", "/v2/change/enqueue", "/generic/2010-04-15/create_event.json"}) {
    const auto answer = office_.post("", path, event(most + 1, key));
    EXPECT_EQ(answer.status, 413) << path;
    EXPECT_TRUE(speaks(Dialect::pagerduty, answer)) << answer.text;
  }
  EXPECT_EQ(office_.ask("", Verb::post, "/v2/enqueue", event(most + 1, key), {{"authorization", "Bearer wrong"}}).status, 413);
  EXPECT_EQ(changes(), before);
  // Who is known by a header or the path is heard out.
  EXPECT_EQ(office_.post("", "/in/" + key + "/v2/enqueue", event(most + 1, "")).status, 202);
}

TEST_P(AlertDoors, times_that_never_were_and_letters_that_nobody_sees_do_no_harm) {
  const char* times[] = {"0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z",  "-0001-01-01T00:00:00Z",
                         "2026-02-30T00:00:00Z", "2026-11-20T25:00:00Z", "99999-01-01T00:00:00Z", "yesterday"};
  for (const Door& door : doors()) {
    const std::string key = key_of(source(door.kind, R"(,"reads":true)"));
    for (const char* time : times) {
      std::string body = filled(door.good, "odd");
      // Under every name that any protocol has for it.
      const auto at = body.rfind('}');
      std::string more;
      for (const char* name : {"startsAt", "endsAt", "starts_at", "ends_at", "timestamp", "time"})
        more += fmt::format(R"(,"{}":"{}")", name, time);
      const bool silence = door.path.ends_with("silences");
      if (!silence) body.insert(at, more);
      else body.replace(body.find("2036-01-01T"), 20, time);
      const auto answer = send(door, key, body);
      EXPECT_TRUE(answer.status < 300 || answer.status == 400 || answer.status == 422 || answer.status == 409)
          << door.path << " " << door.kind << " " << time << ": " << answer.status << answer.text;
      EXPECT_TRUE(answer.status < 300 || speaks(door.dialect, answer)) << door.path << ": " << answer.text;
    }
    const std::string odd = R"(a\u0000b\u0001\u001b[31m\u202e\n\t\u007f)";
    const auto answer = send(door, key, filled(door.good, odd));
    EXPECT_TRUE(answer.status < 300 || answer.status == 400 || answer.status == 422) << door.path << " " << door.kind << answer.text;
  }
  stage_.advance(us_per_minute);
  const auto list = office_.get("admin", "/api/v1/alerts?limit=200");
  EXPECT_EQ(list.status, 200);
  for (const auto& item : list.body.at("items").as_array())
    for (const char c : item.at("title").as_string()) EXPECT_GE(static_cast<unsigned char>(c), 0x20U);
  EXPECT_EQ(stage_.audit(), "");
}

TEST_P(AlertDoors, a_flood_of_keys_of_one_source_delays_nobody_elses_alert) {
  const std::string heavy = R"(,"least":"critical")", flood = key_of(source("generic", heavy)), other = key_of(source("generic", heavy));
  constexpr int requests = 4, each = 1'000;
  for (int r = 0; r < requests; ++r) {
    std::string events = "[";
    for (int i = 0; i < each; ++i) events += fmt::format(R"({}{{"key":"k{}","title":"T","severity":"info"}})", i ? "," : "", r * each + i);
    const auto taken = office_.ask("", Verb::put, "/in/" + flood, events + "]");
    ASSERT_EQ(taken.status, 200) << taken.text;
    EXPECT_EQ(taken.body.at("new").as_int64(), each);
  }
  EXPECT_EQ(office_.ask("", Verb::put, "/in/" + other, R"({"key":"k0","title":"Line is cut","severity":"critical"})").status, 200);
  stage_.advance(us_per_second);
  EXPECT_EQ(one_number("SELECT count(*) FROM alert"), requests * each + 1);
  EXPECT_EQ(one_number("SELECT count(*) FROM incident WHERE title = 'Line is cut'"), 1);
  // More of one request than anybody sends: what is beyond the limit is refused, the rest is taken.
  std::string many = "[";
  for (int i = 0; i < 10'050; ++i) many += i ? R"(,{"key":"k1","state":"ok"})" : R"({"key":"k1","state":"ok"})";
  const auto taken = office_.ask("", Verb::put, "/in/" + flood, many + "]");
  EXPECT_EQ(taken.status, 200);
  EXPECT_EQ(taken.body.at("refused").as_int64(), 1);
}

}  // namespace
}  // namespace evenkeel::scenario
