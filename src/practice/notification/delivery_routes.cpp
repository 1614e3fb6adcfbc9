#include "practice/notification/delivery_routes.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/text.hpp"
#include "practice/notification/delivery_store.hpp"
#include "practice/notification/page_cursor.hpp"

namespace evenkeel::notification {

using http::Request;
using http::Response;
using http::Verb;

namespace {

constexpr int retried_most = 1'000;  // at once: one transaction; more failed ones take another call

std::string time_or_null(Time t) { return t ? '"' + format_rfc3339(t) + '"' : "null"; }

std::string delivery_json(const Delivery& d) {
  std::string out =
      fmt::format(R"({{"id":"{}","message":"{}","kind":"{}","subject_kind":"{}","subject":"{}","channel":"{}","state":"{}","attempts":{},)"
                  R"("created_at":"{}","next_at":{},"ended_at":{},"person":{},"address":)",
                  to_string(d.id), to_string(d.message), d.kind, d.subject_kind, to_string(d.subject), d.channel, d.state, d.attempts,
                  format_rfc3339(d.created), d.state == "waiting" ? time_or_null(d.next) : "null", time_or_null(d.ended),
                  d.person ? '"' + to_string(d.person) + '"' : "null");
  if (d.address.empty()) out += "null";
  else record::append_json_string(out, d.address);
  out += ",\"reason\":";
  if (d.reason.empty()) out += "null";
  else record::append_json_string(out, d.reason);
  return out + '}';
}

std::string cursor_after(const Delivery& d, Unsettled which) { return cursor_of({which == Unsettled::failed ? d.ended : d.next, d.id}); }

Result<Response> list(const api::Names& names, store::Connection& db, const Request& request) {
  const auto state = request.query_value("state").value_or("failed");
  if (state != "failed" && state != "waiting")
    return error(Fault::malformed, "query.unknown_state", "state must be failed or waiting", "/state");
  const Unsettled which = state == "failed" ? Unsettled::failed : Unsettled::waiting;
  TRY(const auto after, after_of(request));
  TRY(const int limit, api::page_limit(request));
  auto found = list_deliveries(db, which, after, limit + 1);
  const bool more = found.size() > static_cast<std::size_t>(limit);
  if (more) found.pop_back();
  std::vector<std::string> items;
  api::Mentions mentions(&api::principal_of(request));
  for (const Delivery& d : found) {
    items.push_back(delivery_json(d));
    mentions.add(d.subject_kind, d.subject);
    if (d.person) mentions.add("person", d.person);
  }
  std::string text;
  names.append_json(text, &db, mentions);
  return http::json(api::list_body(items, more ? std::optional(cursor_after(found.back(), which)) : std::nullopt, text));
}

/// A command on one failed delivery, answered with it.
Result<api::Job> one_job(const Request& request, void (*act)(store::Tx&, const Delivery&), bool needs_address) {
  TRY(const Id id, api::path_id(request, "delivery"));
  auto body = std::make_shared<std::string>();
  api::Job job;
  job.work = [id, act, needs_address, body](store::Tx& tx) -> Result<store::Outcome> {
    const auto found = find_delivery(tx.db(), id);
    if (!found) return api::missing("delivery");
    if (found->state != "failed")
      return error(Fault::conflict, "delivery.not_failed", "This delivery has not failed: it is " + found->state + ".");
    if (needs_address && found->address.empty()) return error(Fault::conflict, "delivery.erased", "Its recipient was erased.");
    act(tx, *found);
    *body = delivery_json(find_delivery(tx.db(), id).value());
    return store::Outcome{"delivery", id, 0, 200};
  };
  job.present = [body](const store::Outcome&) { return http::json(std::move(*body)); };
  job.again = [](store::Connection& db, const store::Outcome& outcome) -> Result<Response> {
    const auto found = find_delivery(db, outcome.subject);
    if (!found) return api::missing("delivery");
    return http::json(delivery_json(*found));
  };
  return job;
}

Result<api::Job> retry_all() {
  auto count = std::make_shared<std::size_t>(0);
  api::Job job;
  job.idempotency_key = http::IdempotencyKey::ignored;
  job.work = [count](store::Tx& tx) -> Result<store::Outcome> {
    const auto ids = failed_deliveries(tx.db(), retried_most);
    for (Id id : ids) put_back(tx, find_delivery(tx.db(), id).value());
    *count = ids.size();
    return store::Outcome{};
  };
  job.present = [count](const store::Outcome&) { return http::json(fmt::format(R"({{"retried":{}}})", *count)); };
  return job;
}

}  // namespace

std::vector<http::Route> delivery_routes(const store::Register& reg, const api::Names& names) {
  const std::string path = "/api/v1/deliveries", tag = "Operations";
  auto writing = [&](auto prepare) { return api::writing(reg, prepare); };
  std::vector<http::Route> routes;
  routes.push_back(api::route(Verb::get, path, "Messages that could not be delivered, or that wait to be", "operation.read", tag,
                              {"", "delivery_list"},
                              api::reading(reg, [&names](store::Connection& db, Request& request) { return list(names, db, request); })));
  routes.back().description =
      "Failed ones, newest first, with the reason that the other side gave: an operator mends the cause and retries. Waiting ones come in "
      "the "
      "order in which they are tried again.";
  routes.back().query = {{"state", "failed or waiting", R"({"enum":["failed","waiting"],"default":"failed"})"},
                         {"limit", "Items of a page", R"({"type":"integer","minimum":1,"maximum":200,"default":50})"},
                         {"cursor", "Continues after the page that answered this as next"}};
  routes.push_back(api::keyed(api::route(Verb::post, path + "/{id}/retry", "Try a failed delivery again", "operation.edit", tag,
                                         {"", "delivery"}, writing([](Request& r) { return one_job(r, put_back, true); }))));
  routes.push_back(api::keyed(api::route(Verb::post, path + "/{id}/dismiss", "Take a failed delivery off the list", "operation.edit", tag,
                                         {"", "delivery"}, writing([](Request& r) { return one_job(r, dismiss, false); }))));
  routes.push_back(api::route(Verb::post, path + "/retry", "Try all failed deliveries again, at most 1000 at once", "operation.edit", tag,
                              {"", "deliveries_retried"}, writing([](Request&) { return retry_all(); })));
  return routes;
}

std::map<std::string, std::string> delivery_schemas() {
  return {
      {"delivery",
       R"({"type":"object","required":["id","message","kind","subject_kind","subject","person","channel","address","state","attempts",)"
       R"("created_at","next_at","ended_at","reason"],"properties":{"id":{"type":"string"},"message":{"type":"string"},)"
       R"("kind":{"type":"string"},)"
       R"("subject_kind":{"type":"string"},"subject":{"type":"string"},"person":{"type":["string","null"]},"channel":{"type":"string"},)"
       R"("address":{"type":["string","null"],"description":"Null: its recipient was erased."},)"
       R"("state":{"enum":["waiting","sent","failed","dropped"]},"attempts":{"type":"integer"},)"
       R"("created_at":{"type":"string","format":"date-time"},"next_at":{"type":["string","null"],"format":"date-time"},)"
       R"("ended_at":{"type":["string","null"],"format":"date-time"},"reason":{"type":["string","null"]}}})"},
      {"delivery_list", R"({"type":"object","required":["items","next","names"],"properties":{"items":{"type":"array",)"
                        R"("items":{"$ref":"#/components/schemas/delivery"}},)"
                        R"("next":{"type":["string","null"]},"names":{"type":"object","additionalProperties":{"type":"string"}}}})"},
      {"deliveries_retried", R"({"type":"object","required":["retried"],"properties":{"retried":{"type":"integer"}}})"}};
}

}  // namespace evenkeel::notification
