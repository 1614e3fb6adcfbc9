// What a gateway makes of a message, and that nothing in a message becomes more than text.
#include "practice/contact/gateway_words.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace evenkeel::contact {
namespace {

using service::Gateway;
using service::GatewayKind;

Gateway gateway(GatewayKind kind, std::string url) {
  Gateway g;
  g.id = Id{1};
  g.name = "g";
  g.kind = kind;
  g.url = std::move(url);
  return g;
}
Words words() {
  return {"+4930123456", "[INC1] Down", "It \"is\"\n<!channel> & down", "brief", "https://help.example.org/incidents/INC1", "s3cret", true};
}

std::string wrong_with(const Gateway& g) {
  std::vector<Problem> problems;
  check_gateway(service::Shelf(nullptr), record::to_record(g), problems);
  return problems.empty() ? "" : problems.front().field;
}

TEST(GatewayWords, every_usual_body_is_json_and_carries_the_message) {
  for (std::size_t i = 0; i < record::enum_names<GatewayKind>.size(); ++i) {
    const auto g = gateway(static_cast<GatewayKind>(i), "https://gate.example.org/send");
    EXPECT_EQ(wrong_with(g), "") << i;
    const auto r = fill(g, words());
    const auto body = boost::json::parse(r.body);
    EXPECT_NE(r.body.find(g.kind == GatewayKind::ntfy || g.kind == GatewayKind::sms ? "brief" : "INC1"), std::string::npos) << r.body;
    EXPECT_EQ(r.headers, std::vector<std::string>{"Content-Type: application/json"});
  }
}

TEST(GatewayWords, in_slack_nobody_calls_the_channel) {
  auto g = gateway(GatewayKind::slack, "");
  g.begins_with = "https://hooks.slack.com/services/";
  auto w = words();
  w.to = "https://hooks.slack.com/services/T/B/x";
  const auto r = fill(g, w);
  EXPECT_EQ(r.url, w.to);
  const auto text = std::string(boost::json::parse(r.body).at("text").as_string().c_str());
  EXPECT_NE(text.find("&lt;!channel&gt; &amp; down"), std::string::npos) << text;
}

TEST(GatewayWords, in_mattermost_and_teams_words_stay_words_and_the_subject_is_bold) {
  auto w = words();
  w.subject = "[INC1] *Down* at_once";
  w.text = "[press](https://evil.example.org) @all\nsecond `line`";
  auto mattermost = gateway(GatewayKind::mattermost, "");
  mattermost.begins_with = "https://chat.example.org/hooks/";
  EXPECT_EQ(boost::json::parse(fill(mattermost, w).body).at("text").as_string(),
            "**\\[INC1\\] \\*Down\\* at\\_once**\n\\[press\\]\\(https://evil.example.org\\) @\u200ball\nsecond \\`line\\`\n"
            "https://help.example.org/incidents/INC1");
  auto teams = gateway(GatewayKind::teams, "");
  teams.begins_with = "https://example.webhook.office.com/";
  const auto card = [&] {
    const auto body = boost::json::parse(fill(teams, w).body);
    return body.at("attachments").at(0).at("content").at("body").as_array();
  };
  EXPECT_EQ(card()[0].at("text").as_string(), "\\[INC1\\] \\*Down\\* at\\_once");
  EXPECT_EQ(card()[0].at("weight").as_string(), "bolder");
  EXPECT_EQ(card()[1].at("text").as_string(),
            "\\[press\\]\\(https://evil.example.org\\) @all\n\nsecond \\`line\\`\n\n"
            "[https://help.example.org/incidents/INC1](https://help.example.org/incidents/INC1)");
  w.link.clear();
  EXPECT_EQ(card()[1].at("text").as_string(), "\\[press\\]\\(https://evil.example.org\\) @all\n\nsecond \\`line\\`");
}

TEST(GatewayWords, xml_holds_what_xml_knows) {
  auto g = gateway(GatewayKind::http, "https://gate.example.org/send");
  g.headers = "Content-Type: application/xml";
  g.body = "<m>{{text}}</m>";
  auto w = words();
  w.text = std::string("a\x01\x1f\tb\n\xef\xbf\xbf\xef\xbf\xbe\xef\xbb\xbf") + '\0' + "c";
  EXPECT_EQ(fill(g, w).body,
            "<m>a\tb\n\xef\xbb\xbf"
            "c</m>");
}

TEST(GatewayWords, values_stay_where_they_stand) {
  auto g = gateway(GatewayKind::http, "https://gate.example.org/{{to}}/send?text={{text}}");
  g.headers = "X-Title: {{subject}}\nAuthorization: Bearer {{secret}}";
  auto w = words();
  w.to = "../../admin?x=1#y";
  w.subject = "a\r\nX-Evil: 1 \xc3\xa4";
  w.text = "{{secret}}";
  const auto r = fill(g, w);
  EXPECT_EQ(r.url, "https://gate.example.org/..%2F..%2Fadmin%3Fx%3D1%23y/send?text=%7B%7Bsecret%7D%7D");
  EXPECT_EQ(r.headers.at(0), "X-Title: a  X-Evil: 1 ??");
  EXPECT_EQ(r.headers.at(1), "Authorization: Bearer s3cret");
  EXPECT_EQ(boost::json::parse(r.body).at("text").as_string(), "{{secret}}") << "what came as text is not filled again";
}

TEST(GatewayWords, a_form_and_xml_are_escaped_their_own_way) {
  auto g = gateway(GatewayKind::sms, "https://gate.example.org/send");
  g.headers = "Content-Type: application/x-www-form-urlencoded";
  g.body = "To={{to}}&Body={{text}}";
  EXPECT_EQ(wrong_with(g), "");
  EXPECT_EQ(fill(g, words()).body, "To=%2B4930123456&Body=It%20%22is%22%0A%3C%21channel%3E%20%26%20down");
  g.headers = "Content-Type: text/xml";
  g.body = "<m>{{text}}</m>";
  EXPECT_EQ(fill(g, words()).body, "<m>It &quot;is&quot;\n&lt;!channel&gt; &amp; down</m>");
}

TEST(GatewayWords, a_get_has_no_body) {
  auto g = gateway(GatewayKind::sms, "https://gate.example.org/send?to={{to}}");
  g.method = "GET";
  EXPECT_EQ(fill(g, words()).body, "");
}

TEST(GatewayWords, what_cannot_work_is_refused_at_its_field) {
  EXPECT_EQ(wrong_with(gateway(GatewayKind::http, "http://gate.example.org/")), "/url");
  EXPECT_EQ(wrong_with(gateway(GatewayKind::http, "https://{{to}}.example.org/")), "/url");
  EXPECT_EQ(wrong_with(gateway(GatewayKind::http, "https://gate.example.org")), "/url");
  EXPECT_EQ(wrong_with(gateway(GatewayKind::slack, "")), "/begins_with");
  auto g = gateway(GatewayKind::http, "https://gate.example.org/");
  g.body = "{\"a\":{{text}}}";
  EXPECT_EQ(wrong_with(g), "/body");
  g.body = "{\"a\":\"{{texts}}\"}";
  EXPECT_EQ(wrong_with(g), "/body");
  g.body = "{\"a\":{\"b\":\"{{text}}\"}}";
  EXPECT_EQ(wrong_with(g), "");
  for (const char* bad : {"no colon", "Authorization: Bearer 17", "X-Api-Key: 17", "Host: elsewhere", "Bad Name: x", "X: {{secrets}}"}) {
    g.headers = bad;
    EXPECT_EQ(wrong_with(g), "/headers") << bad;
  }
}

TEST(GatewayWords, an_address_is_what_its_kind_calls_one) {
  const auto sms = gateway(GatewayKind::sms, "https://gate.example.org/"), ntfy = gateway(GatewayKind::ntfy, "https://ntfy.example.org/");
  auto slack = gateway(GatewayKind::slack, "");
  slack.begins_with = "https://hooks.slack.com/services/";
  EXPECT_EQ(wrong_with_target(sms, "+4930123456"), "");
  for (const char* bad : {"", "030123456", "+49 30", "+49301234567890123", "+4930\r\n"}) EXPECT_NE(wrong_with_target(sms, bad), "") << bad;
  EXPECT_EQ(wrong_with_target(ntfy, "first-line_04"), "");
  for (const char* bad : {"..", "a/b", "a b", "\xc3\xa4"}) EXPECT_NE(wrong_with_target(ntfy, bad), "") << bad;
  EXPECT_EQ(wrong_with_target(slack, "https://hooks.slack.com/services/T/B/x"), "");
  for (const char* bad :
       {"https://hooks.slack.com.example.org/services/", "http://127.0.0.1/", "https://hooks.slack.com/services/../admin/"})
    EXPECT_NE(wrong_with_target(slack, bad), "") << bad;
}

TEST(GatewayWords, a_hint_tells_little) {
  const auto sms = gateway(GatewayKind::sms, "https://gate.example.org/");
  auto slack = gateway(GatewayKind::slack, "");
  EXPECT_EQ(hint_of(sms, "+4930123456"), "+49 ...456");
  EXPECT_EQ(hint_of(slack, "https://hooks.slack.com/services/T000/B000/XXXXabcd"), "hooks.slack.com ...abcd");
}

}  // namespace
}  // namespace evenkeel::contact
