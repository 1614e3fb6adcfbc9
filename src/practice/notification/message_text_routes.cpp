#include "practice/notification/message_text_routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "practice/incident/route_tools.hpp"
#include "practice/notification/message_texts.hpp"
#include "practice/notification/template_rules.hpp"

namespace evenkeel::notification {
namespace {

namespace bj = boost::json;
using service::MessageText;

bj::array texts_json(const std::vector<std::string_view>& texts) {
  bj::array list;
  for (const std::string_view text : texts) list.emplace_back(bj::string(text));
  return list;
}

http::Response kinds_answer() {
  bj::array items;
  for (const std::string_view kind : message_kinds()) {
    bj::object words;
    for (const std::string_view language : record::enum_names<service::MessageLanguage>) {
      const Wording built = built_in(kind, language);
      words[language] = {{"subject", built.subject}, {"text", built.text}};
    }
    items.push_back(bj::object{{"message", bj::string(kind)},
                               {"variables", texts_json(variables_of(kind))},
                               {"needed", texts_json(needed_of(kind))},
                               {"built_in", std::move(words)}});
  }
  return http::json(bj::serialize(bj::object{{"items", std::move(items)}}));
}

/// What no incident is asked for, made up.
bj::object sample_facts(std::string_view by, bool german) {
  return {{"by", bj::string(by)},
          {"person", bj::string(by)},
          {"text", german ? "(was dazu geschrieben wurde)" : "(what was written with it)"},
          {"roster", german ? "Bereitschaft" : "On call"},
          {"login", "first01"},
          {"open", 1},
          {"all", 3},
          {"seq", 4711},
          {"anchor", "..."},
          {"begins_at", "2026-03-02T08:00:00Z"},
          {"ends_at", "2026-03-02T16:00:00Z"},
          {"before", bj::string(by)},
          {"after", bj::string(by)},
          {"unacknowledged", "INC0000042"},
          {"name", german ? "Telefon" : "Phone"},
          {"code", "123456"}};
}

void add_incident(bj::object& facts, const record::Record& found) {
  const auto i = record::from_record<incident::Incident>(found);
  facts["number"] = i.number;
  facts["title"] = i.title;
  facts["state"] = bj::string(record::name_of(i.state));
  facts["priority"] = i.priority;
  if (i.confirmed_until) facts["confirm_until"] = format_rfc3339(i.confirmed_until);
}

struct Asked {
  MessageText text;
  std::string incident;
};

Result<Asked> read_asked(const http::Request& request) {
  TRY(const bj::value json, api::body_object(request));
  api::BodyReader body(json);
  Asked asked;
  asked.text.name = "preview";
  asked.text.active = false;  // one more of its kind is no matter
  asked.text.message = body.text("message", 60, http::Presence::required);
  asked.text.language = body.choice<service::MessageLanguage>("language", http::Presence::required).value_or(service::MessageLanguage::en);
  asked.text.subject = body.text("subject", 300, http::Presence::required);
  asked.text.text = body.text("text", 10'000, http::Presence::required);
  asked.incident = body.text("incident", 40);
  CHECK_OK(body.finish());
  std::vector<Problem> problems;
  check_message_text(service::Shelf(nullptr), record::to_record(asked.text), problems);
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  return asked;
}

Result<http::Response> preview(store::Connection& db, const http::Request& request) {
  TRY(const Asked asked, read_asked(request));
  const auto& who = api::principal_of(request);
  const bool german = asked.text.language == service::MessageLanguage::de;
  bj::object facts = sample_facts(who.name, german);
  if (!asked.incident.empty()) {
    TRY(const auto found, incident::find_visible(db, who, asked.incident));
    add_incident(facts, found);
  } else if (asked.text.message.starts_with("incident.")) {
    facts["number"] = "INC0000042";
    facts["title"] = german ? "Router antwortet nicht" : "Router does not answer";
    facts["state"] = "new";
    facts["priority"] = 1;
  }
  store::Outgoing out;
  out.kind = asked.text.message;
  out.subject_kind = "incident";
  out.body = bj::serialize(facts);
  out.created = request.received;
  Letterhead head;
  head.link = "https://.../...";
  head.language = record::name_of(asked.text.language);
  head.zone = who.zone;
  head.acknowledge_link = "https://.../answer/acknowledge#...";
  head.decline_link = "https://.../answer/decline#...";
  head.escalate_link = "https://.../answer/escalate#...";
  head.wording = Wording{asked.text.subject, asked.text.text};
  TRY(const Mail mail, compose(out, head));
  return http::json(bj::serialize(bj::object{{"subject", mail.subject}, {"text", mail.text}}));
}

}  // namespace

std::vector<http::Route> message_text_routes(const incident::Incidents& practice) {
  const std::string path = "/api/v1/message_texts", tag = "Catalogue";
  std::vector<http::Route> routes;
  routes.push_back(api::route(http::Verb::get, path + "/kinds", "Kinds of messages with their variables and built-in words",
                              "catalogue.edit", tag, {.response = "message_kind_list"},
                              [](http::Request, const http::Done& done) { done(kinds_answer()); }));
  routes.back().description =
      "`variables` may stand in the words (`{{number}}`), `needed` must. They are a closed list: what the reader of this message may know.";
  routes.push_back(
      api::route(http::Verb::post, path + "/preview", "How words would read on a real incident; nothing is sent or saved", "catalogue.edit",
                 tag, {"message_text_preview_request", "message_text_preview"},
                 api::reading(practice.reg, [](store::Connection& db, http::Request& request) { return preview(db, request); })));
  routes.back().description =
      "Wrong words are refused as they would be when saved. `incident` is an id or a number; without it one is made up.";
  return routes;
}

std::map<std::string, std::string> message_text_schemas() {
  std::string kinds;
  for (const std::string_view kind : message_kinds()) kinds += fmt::format("{}\"{}\"", kinds.empty() ? "" : ",", kind);
  const std::string kind = R"({"type":"string","enum":[)" + kinds + "]}", text = R"({"type":"string"})";
  const std::string words =
      fmt::format(R"({{"type":"object","required":["subject","text"],"properties":{{"subject":{0},"text":{0}}}}})", text);
  return {
      {"message_kind_list",
       fmt::format(R"({{"type":"object","required":["items"],"properties":{{"items":{{"type":"array","items":{{"type":"object",)"
                   R"("required":["message","variables","needed","built_in"],"properties":{{"message":{0},)"
                   R"("variables":{{"type":"array","items":{1}}},"needed":{{"type":"array","items":{1}}},"built_in":{{"type":"object",)"
                   R"("required":["en","de"],"properties":{{"en":{2},"de":{2}}}}}}}}}}}}}}})",
                   kind, text, words)},
      {"message_text_preview_request",
       fmt::format(R"({{"type":"object","additionalProperties":false,"required":["message","language","subject","text"],"properties":{{)"
                   R"("message":{0},"language":{{"type":"string","enum":["en","de"]}},"subject":{1},"text":{1},"incident":{1}}}}})",
                   kind, text)},
      {"message_text_preview", words}};
}

}  // namespace evenkeel::notification
