// What each monitoring program says, as an event.
#include "app/notify/notice.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <map>

namespace evenkeel::app::notify {
namespace {

constexpr Time now{1'795'000'000'000'000};
const Environment none = [](const char*) { return std::string(); };

boost::json::object body_of(const Said& said, const Environment& environment = none) {
  const auto notice = notice_of(said, environment, now);
  EXPECT_TRUE(notice) << (notice ? "" : notice.error().first().text);
  return notice && !notice->body.empty() ? boost::json::parse(notice->body).as_object() : boost::json::object();
}
std::string word(const boost::json::object& body, std::string_view name) { return std::string(body.at(name).as_string()); }
std::string payload(const boost::json::object& body, std::string_view name) { return word(body.at("payload").as_object(), name); }
std::string field_of_refusal(const Said& said) {
  const auto notice = notice_of(said, none, now);
  return notice ? "" : notice.error().first().field;
}

Said check(const char* service, const char* state, const char* type) {
  Said said;
  said.host = "web1", said.service = service, said.state = state, said.type = type, said.output = "CRITICAL - timeout";
  return said;
}

TEST(Notice, of_a_check_has_the_key_that_pd_nagios_makes) {
  const auto problem = body_of(check("HTTP", "CRITICAL", "PROBLEM"));
  EXPECT_EQ(word(problem, "event_action"), "trigger");
  EXPECT_EQ(word(problem, "dedup_key"), "event_source=service;host_name=web1;service_desc=HTTP");
  EXPECT_EQ(payload(problem, "summary"), "HTTP on web1 is CRITICAL: CRITICAL - timeout");
  EXPECT_EQ(payload(problem, "severity"), "critical");
  EXPECT_EQ(payload(problem, "source"), "web1");
  const auto host = body_of(check("", "UP", "RECOVERY"));
  EXPECT_EQ(word(host, "event_action"), "resolve");
  EXPECT_EQ(word(host, "dedup_key"), "event_source=host;host_name=web1");
  EXPECT_EQ(word(body_of(check("HTTP", "OK", "")), "event_action"), "resolve");
  EXPECT_EQ(word(body_of(check("HTTP", "CRITICAL", "ACKNOWLEDGEMENT")), "event_action"), "acknowledge");
  EXPECT_EQ(payload(body_of(check("HTTP", "WARNING", "CUSTOM")), "severity"), "warning");
}

TEST(Notice, what_opens_and_ends_nothing_is_not_sent) {
  for (const char* type : {"FLAPPINGSTART", "FLAPPINGSTOP", "DOWNTIMESTART", "DOWNTIMEEND"})
    EXPECT_TRUE(body_of(check("HTTP", "CRITICAL", type)).empty()) << type;
  EXPECT_TRUE(body_of(check("HTTP", "OK", "CUSTOM")).empty());
}

TEST(Notice, macros_of_the_environment_stand_for_arguments_that_were_not_given) {
  const std::map<std::string, std::string> macros{{"NAGIOS_HOSTNAME", "db1"},
                                                  {"NAGIOS_SERVICEDESC", "Disk"},
                                                  {"NAGIOS_SERVICESTATE", "WARNING"},
                                                  {"NAGIOS_SERVICEOUTPUT", "90 %"},
                                                  {"ICINGA_NOTIFICATIONTYPE", "PROBLEM"}};
  const Environment environment = [&](const char* name) {
    const auto found = macros.find(name);
    return found == macros.end() ? std::string() : found->second;
  };
  EXPECT_EQ(payload(body_of({}, environment), "summary"), "Disk on db1 is WARNING: 90 %");
  Said said;
  said.state = "CRITICAL";
  EXPECT_EQ(payload(body_of(said, environment), "severity"), "critical");
  said = {};
  said.key = "k", said.summary = "s";
  EXPECT_EQ(word(body_of(said, environment), "dedup_key"), "k") << "who names a key means it";
}

TEST(Notice, of_zabbix_by_its_default_messages) {
  Said said;
  said.words = {"noc", "Problem: Disk is full", "Problem started at 10:00\r\nHost: db1\nSeverity: High\nOriginal problem ID: 4711\n"};
  const auto problem = body_of(said);
  EXPECT_EQ(word(problem, "dedup_key"), "zabbix:4711");
  EXPECT_EQ(payload(problem, "summary"), "Disk is full");
  EXPECT_EQ(payload(problem, "severity"), "critical");
  EXPECT_EQ(payload(problem, "source"), "db1");
  said.words = {"noc", "Resolved in 5m: Disk is full", "Host: db1\nOriginal problem ID: 4711"};
  EXPECT_EQ(word(body_of(said), "event_action"), "resolve");
  EXPECT_EQ(word(body_of(said), "dedup_key"), "zabbix:4711");
  said.words = {"noc", "Updated problem in 3m: Disk is full", ""};
  EXPECT_TRUE(body_of(said).empty());
}

TEST(Notice, of_zabbix_by_the_parameters_of_its_media_types) {
  Said said;
  said.words = {"noc", "", R"({"event_value":"1","event_id":"7","event_nseverity":"5","alert_subject":"Down","host_name":"a"})"};
  EXPECT_EQ(word(body_of(said), "dedup_key"), "zabbix:7");
  EXPECT_EQ(payload(body_of(said), "severity"), "critical");
  said.words[2] = R"({"event_value":"0","event_id":7,"alert_subject":"Down"})";
  EXPECT_EQ(word(body_of(said), "event_action"), "resolve");
  EXPECT_EQ(word(body_of(said), "dedup_key"), "zabbix:7");
  for (const char* bad : {"{", "{}", R"({"event_value":"2","event_id":"7"})", R"({"event_value":"1"})"}) {
    said.words[2] = bad;
    EXPECT_EQ(field_of_refusal(said), "message") << bad;
  }
}

TEST(Notice, of_a_script_with_labels) {
  Said said;
  said.key = "backup", said.summary = "Backup failed\nlast night", said.labels = {"service=mail", "path=/a=b"};
  const auto body = body_of(said);
  EXPECT_EQ(payload(body, "summary"), "Backup failed last night");
  EXPECT_EQ(payload(body, "severity"), "error");
  EXPECT_EQ(word(body.at("payload").as_object().at("custom_details").as_object(), "path"), "/a=b");
  said.summary.clear(), said.resolve = true;
  EXPECT_EQ(word(body_of(said), "event_action"), "resolve");
}

TEST(Notice, what_is_wrong_names_its_argument) {
  EXPECT_EQ(field_of_refusal({}), "--host");
  EXPECT_EQ(field_of_refusal(check("HTTP", "OK", "NONSENSE")), "--type");
  EXPECT_EQ(field_of_refusal(check("HTTP", "", "")), "--state");
  Said said;
  said.summary = "x";
  EXPECT_EQ(field_of_refusal(said), "--key");
  said.key = "k", said.labels = {"novalue"};
  EXPECT_EQ(field_of_refusal(said), "--label");
  said.labels.clear(), said.severity = "bad";
  EXPECT_EQ(field_of_refusal(said), "--severity");
  said.severity.clear(), said.host = "h";
  EXPECT_FALSE(notice_of(said, none, now)) << "two styles at once";
  said = {};
  said.words = {"a", "b"};
  EXPECT_EQ(field_of_refusal(said), "message");
}

TEST(Notice, whatever_a_check_printed_is_sent) {
  Said said = check("HTTP", "CRITICAL", "PROBLEM");
  said.output = std::string("\xff\x01 bad \0 bytes", 13) + std::string(100'000, 'x');
  EXPECT_LE(payload(body_of(said), "summary").size(), 1'000U);
  said.host = std::string(400, 'h');
  const auto key = word(body_of(said), "dedup_key");
  EXPECT_LE(key.size(), 255U);
  said.host += "h";
  EXPECT_NE(word(body_of(said), "dedup_key"), key) << "long keys stay apart";
}

}  // namespace
}  // namespace evenkeel::app::notify
