#include "practice/notification/inbox_routes.hpp"

#include <boost/json.hpp>

#include "practice/notification/inbox.hpp"
#include "practice/notification/page_cursor.hpp"

namespace evenkeel::notification {

using http::Request;
using http::Response;
using http::Verb;

namespace {

namespace bj = boost::json;

bj::value time_or_null(Time t) { return t ? bj::value(format_rfc3339(t)) : bj::value(nullptr); }
bj::value text_or_null(const std::string& text) { return text.empty() ? bj::value(nullptr) : bj::value(text); }

bj::object notice_json(const Notice& n) {
  bj::object item{{"id", to_string(n.id)},           {"kind", n.kind},           {"urgent", n.urgent},          {"at", time_or_null(n.at)},
                  {"read_at", time_or_null(n.read)}, {"by", text_or_null(n.by)}, {"text", text_or_null(n.text)}};
  item["incident"] = n.incident ? bj::value(to_string(n.incident)) : bj::value(nullptr);
  item["number"] = text_or_null(n.number);
  item["title"] = text_or_null(n.title);
  item["priority"] = n.incident ? bj::value(n.priority) : bj::value(nullptr);
  return item;
}

Result<Response> list(store::Connection& db, const Request& request) {
  const auto state = request.query_value("state").value_or("all");
  if (state != "all" && state != "unread") return error(Fault::malformed, "query.unknown_state", "state must be all or unread", "/state");
  TRY(const auto after, after_of(request));
  TRY(const int limit, api::page_limit(request));
  const auto& who = api::principal_of(request);
  const auto page = notices(db, who, state == "unread" ? Which::unread : Which::all, after, limit);
  bj::array items;
  for (const Notice& n : page.items) items.push_back(notice_json(n));
  const bj::value next = page.next ? bj::value(cursor_of(*page.next)) : bj::value(nullptr);
  return http::json(bj::serialize(bj::object{{"items", std::move(items)}, {"next", next}, {"unread", unread_notices(db, who)}}));
}

/// Whatever marks answers what it marked, for taking it back.
api::Job marking(const Request& request, std::function<std::vector<Id>(store::Tx&, const people::Principal&)> mark) {
  auto marked = std::make_shared<bj::array>();
  api::Job job;
  job.idempotency_key = http::IdempotencyKey::ignored;
  job.work = [who = api::principal_of(request), mark = std::move(mark), marked](store::Tx& tx) -> Result<store::Outcome> {
    marked->clear();  // a command may be run anew
    for (Id id : mark(tx, who)) marked->push_back(bj::value(to_string(id)));
    return store::Outcome{};
  };
  job.present = [marked](const store::Outcome&) { return http::json(bj::serialize(bj::object{{"marked", std::move(*marked)}})); };
  return job;
}

Result<api::Job> read_them(Request& request) {
  TRY(const auto json, api::body_object(request));
  api::BodyReader body(json);
  Marking which{body.ids("ids", inbox_most), body.id("incident")};
  CHECK_OK(body.finish());
  if (body.has("ids") && which.incident) return invalid("notification.two_choices", "say ids or an incident, not both", "/incident");
  if (body.has("ids") && which.ids.empty()) return invalid("notification.none", "names none", "/ids");
  return marking(request, [which](store::Tx& tx, const people::Principal& who) { return mark_read(tx, who, which); });
}

Result<api::Job> unread_them(Request& request) {
  TRY(const auto json, api::body_object(request));
  api::BodyReader body(json);
  const auto ids = body.ids("ids", inbox_most, http::Presence::required);
  CHECK_OK(body.finish());
  return marking(request, [ids](store::Tx& tx, const people::Principal& who) { return mark_unread(tx, who, ids); });
}

}  // namespace

std::vector<http::Route> inbox_routes(const store::Register& reg) {
  const std::string path = "/api/v1/me/notifications", tag = "Notifications";
  std::vector<http::Route> routes;
  routes.push_back(api::route(Verb::get, path, "What one was told, the newest first", "self.read", tag, {"", "notification_list"},
                              api::reading(reg, [](store::Connection& db, Request& request) { return list(db, request); })));
  routes.back().description =
      "Messages to the asking person, by whatever way they left: about incidents that they may see now, and about on-call duty. `unread` "
      "is how many of the newest 500 were not read, at most 100. Retention forgets them with the messages.";
  routes.back().query = {{"state", "all or unread", R"({"enum":["all","unread"],"default":"all"})"},
                         {"limit", "Items of a page", R"({"type":"integer","minimum":1,"maximum":200,"default":50})"},
                         {"cursor", "Continues after the page that answered this as next", R"({"type":"string"})"}};
  routes.push_back(api::route(Verb::post, path + "/read", "Mark as read: these, all about an incident, or all", "self.read", tag,
                              {"notification_marking", "notification_marked"}, api::writing(reg, read_them)));
  routes.push_back(api::route(Verb::post, path + "/unread", "Mark as not read", "self.read", tag,
                              {"notification_unmarking", "notification_marked"}, api::writing(reg, unread_them)));
  return routes;
}

std::map<std::string, std::string> inbox_schemas() {
  return {{"notification",
           R"({"type":"object","required":["id","kind","urgent","at","read_at","by","text","incident","number","title","priority"],)"
           R"("properties":{"id":{"type":"string"},"kind":{"type":"string"},"urgent":{"type":"boolean"},)"
           R"("at":{"type":"string","format":"date-time"},"read_at":{"type":["string","null"],"format":"date-time"},)"
           R"("by":{"type":["string","null"]},"text":{"type":["string","null"],"description":"Null: nothing was said, or it was erased."},)"
           R"("incident":{"type":["string","null"],"description":"Null: it is about on-call duty."},"number":{"type":["string","null"]},)"
           R"("title":{"type":["string","null"]},"priority":{"type":["integer","null"]}}})"},
          {"notification_list",
           R"({"type":"object","required":["items","next","unread"],"properties":{"items":{"type":"array","items":)"
           R"({"$ref":"#/components/schemas/notification"}},"next":{"type":["string","null"]},"unread":{"type":"integer"}}})"},
          {"notification_marking", R"({"type":"object","properties":{"ids":{"type":"array","items":{"type":"string"},"maxItems":500},)"
                                   R"("incident":{"type":"string"}}})"},
          {"notification_unmarking",
           R"({"type":"object","required":["ids"],"properties":{"ids":{"type":"array","items":{"type":"string"},"maxItems":500}}})"},
          {"notification_marked",
           R"({"type":"object","required":["marked"],"properties":{"marked":{"type":"array","items":{"type":"string"}}}})"}};
}

}  // namespace evenkeel::notification
