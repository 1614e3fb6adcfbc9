#include "practice/agreement/agreement_routes.hpp"

#include <fmt/format.h>

#include "practice/agreement/preview.hpp"
#include "practice/agreement/templates.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/service/calendars.hpp"
#include "practice/service/custom_fields.hpp"
#include "record/json.hpp"

namespace evenkeel::agreement {
namespace {

using http::Request;
using http::Response;
using http::Verb;
using people::Principal;
using service::Agreement;

const std::string agreements_path = "/api/v1/agreements";

std::string text_json(std::string_view text) {
  std::string out;
  record::append_json_string(out, text);
  return out;
}
/// "[a,b]" of ready JSON texts.
template <class List, class Show>
std::string list_json(const List& list, Show show) {
  std::string items;
  for (const auto& one : list) items += (items.empty() ? "" : ",") + show(one);
  return "[" + items + "]";
}

std::string tally_json(const Tally& t) {
  return fmt::format(R"({{"met":{},"breached":{},"open":{},"cancelled":{}}})", t.met, t.breached, t.open, t.cancelled);
}
std::string verdict_json(const std::string& word) { return word.empty() ? "null" : "\"" + word + "\""; }
std::string overlaps_json(const std::vector<Overlap>& overlaps) {
  return list_json(overlaps, [](const Overlap& o) {
    return fmt::format(R"({{"agreement":"{}","name":{},"target":"{}","incidents":{},"examples":{}}})", to_string(o.agreement),
                       text_json(o.name), o.target, o.incidents, list_json(o.numbers, [](const std::string& n) { return text_json(n); }));
  });
}
std::string preview_json(const Preview& p, const std::vector<Overlap>& overlaps) {
  const auto targets = list_json(p.targets, [](const TargetPreview& t) {
    return fmt::format(R"({{"target":"{}","draft":{},"present":{}}})", t.target, tally_json(t.draft), tally_json(t.present));
  });
  const auto otherwise = list_json(p.otherwise, [](const Otherwise& o) {
    return fmt::format(R"({{"incident":"{}","number":"{}","target":"{}","draft":{},"present":{}}})", to_string(o.incident), o.number,
                       o.target, verdict_json(o.draft), verdict_json(o.present));
  });
  return fmt::format(R"({{"incidents":{},"since":{},"targets":{},"otherwise":{},"otherwise_left_out":{},"overlaps":{}}})", p.incidents,
                     p.since ? "\"" + format_rfc3339(p.since) + "\"" : "null", targets, otherwise, p.otherwise_left_out,
                     overlaps_json(overlaps));
}

/// The words of the request, over those of the agreement that it edits.
Result<Agreement> draft_of(store::Connection& db, const service::Snapshot& catalogue, const Request& request) {
  const auto& type = record::type_of<Agreement>();
  record::Record before = record::initial_record(type);
  if (const auto of = request.query_value("of"); of && !of->empty()) {
    const auto id = parse_id(*of);
    const auto* found = id ? catalogue.find(type.kind, *id) : nullptr;
    if (!found) return api::missing(type.kind);
    before = *found;
  }
  TRY(const auto patch, api::body_patch(request, type));
  const auto after = record::apply(before, patch);
  CHECK_OK(record::validate(after));
  std::vector<Problem> problems;
  if (!catalogue.get<service::Calendar>(std::get<Id>(after["calendar"])))
    problems.push_back({"catalogue.unknown_reference", "there is no such calendar", "/calendar"});
  check_agreement(service::Shelf(&db), after, problems);
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  return record::from_record<Agreement>(after);
}

Result<Offer> offer_of(const Agreement& agreement, const SnapshotPtr& catalogue) {
  TRY(auto terms, read_terms(agreement, words_for(record::type_of<incident::Incident>(), service::custom_types(catalogue))));
  return Offer{agreement, {}, {}, std::move(terms)};
}

/// What was promised is told to those who read it everywhere.
Status may_look(const Principal& who) {
  if (!incident::reads_promises(who)) return api::denied("incident.read_all");
  return Done{};
}

Result<Response> post_preview(const incident::Incidents& practice, Clockwork& clockwork, store::Connection& db, Request& request) {
  const Principal& who = api::principal_of(request);
  CHECK_OK(may_look(who));
  const auto catalogue = practice.ground.catalogue.now();
  TRY(const auto agreement, draft_of(db, *catalogue, request));
  TRY(const auto draft, offer_of(agreement, catalogue));
  const auto hours = service::hours_of(*catalogue, *catalogue->get<service::Calendar>(agreement.calendar));
  const auto sample = newest_incidents(db, catalogue, who, request.received);
  return http::json(
      preview_json(preview_of(sample, draft, hours, request.received), overlaps_of(sample, draft, *clockwork.book.offers(catalogue))));
}

Result<Response> get_overlaps(const incident::Incidents& practice, Clockwork& clockwork, store::Connection& db, Request& request) {
  const Principal& who = api::principal_of(request);
  CHECK_OK(may_look(who));
  TRY(const Id id, api::path_id(request, "agreement"));
  const auto catalogue = practice.ground.catalogue.now();
  const auto* agreement = catalogue->get<Agreement>(id);
  if (!agreement) return api::missing("agreement");
  if (!agreement->active) return http::json(R"({"items":[]})");
  TRY(const auto offer, offer_of(*agreement, catalogue));
  const auto sample = newest_incidents(db, catalogue, who, request.received);
  return http::json(R"({"items":)" + overlaps_json(overlaps_of(sample, offer, *clockwork.book.offers(catalogue))) + "}");
}

/// Each with the calendar of this register that it fits best, by name; none when there is none of that name.
Result<Response> get_templates(const service::Snapshot& catalogue) {
  const std::set<std::string, std::less<>> shown{"name",  "description", "kind",   "calendar", "applies",   "begins",
                                                 "goals", "starts",      "pauses", "stops",    "reopening", "warnings"};
  return http::json(R"({"items":)" +
                    list_json(agreement_templates(),
                              [&](const AgreementTemplate& one) {
                                const auto& calendars = catalogue.named("calendar", one.calendar);
                                std::string preset;
                                record::append_json(
                                    preset, record::to_record(agreement_of(one, calendars.empty() ? Id{} : calendars.front())), shown);
                                return fmt::format(R"({{"key":"{}","source":{},"agreement":{}}})", one.key,
                                                   one.source.empty() ? "null" : text_json(one.source), preset);
                              }) +
                    "}");
}

}  // namespace

std::vector<http::Route> agreement_routes(const incident::Incidents& practice, Clockwork& clockwork) {
  using Answer = Result<Response> (*)(const incident::Incidents&, Clockwork&, store::Connection&, Request&);
  const auto reading = [&](Answer answer) {
    return api::reading(practice.reg, [&practice, &clockwork, answer](store::Connection& db, Request& request) {
      return answer(practice, clockwork, db, request);
    });
  };
  std::vector<http::Route> routes;
  routes.push_back({Verb::post,
                    agreements_path + "/preview",
                    "What a draft would have made of the newest incidents",
                    "catalogue.edit",
                    "Agreements",
                    "AgreementChange",
                    "agreement_preview",
                    {{"of", "The agreement that the draft changes"}},
                    200,
                    reading(post_preview)});
  routes.back().description =
      "Replays the change log of the newest 1,000 incidents that you may see, under the words of the body (of the fields that are left "
      "out, "
      "those of the agreement in `of`). `present` counts what the clocks of that agreement say. What conditions reach in the catalogue is "
      "as it "
      "is now. Nothing is written.";
  routes.push_back({Verb::get,
                    agreements_path + "/{id}/overlaps",
                    "Which other agreements promise the same to the same incidents",
                    "catalogue.edit",
                    "Agreements",
                    "",
                    "agreement_overlaps",
                    {},
                    200,
                    reading(get_overlaps)});
  routes.back().description =
      "Others of the same kind that give the same target to some of the newest 1,000 incidents as these are. Conditions cannot be compared "
      "in "
      "general: none found is no proof.";
  routes.push_back(
      {Verb::get,
       "/api/v1/agreement_templates",
       "Agreements to begin with",
       "catalogue.read",
       "Agreements",
       "",
       "agreement_templates",
       {},
       200,
       api::reading(practice.reg, [&practice](store::Connection&, Request&) { return get_templates(*practice.ground.catalogue.now()); })});
  routes.back().description =
      "Targets by priority, and duties by law with their `source`. None is in force: send its `agreement` to POST /api/v1/agreements, "
      "edited "
      "as you need it.";
  return routes;
}

std::map<std::string, std::string> agreement_schemas() {
  const std::string n = R"({"type":"integer"})", text = R"({"type":"string"})",
                    verdict = R"({"type":["string","null"],"enum":["met","breached","open","cancelled",null]})";
  const std::string tally = fmt::format(R"({{"type":"object","required":["met","breached","open","cancelled"],"properties":{{)"
                                        R"("met":{0},"breached":{0},"open":{0},"cancelled":{0}}}}})",
                                        n);
  const std::string overlap =
      fmt::format(R"({{"type":"object","required":["agreement","name","target","incidents","examples"],"properties":{{)"
                  R"("agreement":{0},"name":{0},"target":{0},"incidents":{1},"examples":{{"type":"array","items":{0}}}}}}})",
                  text, n);
  const std::string target = fmt::format(R"({{"type":"object","required":["target","draft","present"],"properties":{{"target":{},)"
                                         R"("draft":{},"present":{}}}}})",
                                         text, tally, tally);
  const std::string otherwise =
      fmt::format(R"({{"type":"object","required":["incident","number","target","draft","present"],"properties":{{)"
                  R"("incident":{0},"number":{0},"target":{0},"draft":{1},"present":{1}}}}})",
                  text, verdict);
  return {
      {"agreement_preview",
       fmt::format(R"({{"type":"object","required":["incidents","since","targets","otherwise","otherwise_left_out","overlaps"],)"
                   R"("properties":{{"incidents":{0},"since":{{"type":["string","null"]}},"targets":{{"type":"array","items":{1}}},)"
                   R"("otherwise":{{"type":"array","items":{2}}},"otherwise_left_out":{0},"overlaps":{{"type":"array","items":{3}}}}}}})",
                   n, target, otherwise, overlap)},
      {"agreement_overlaps",
       fmt::format(R"({{"type":"object","required":["items"],"properties":{{"items":{{"type":"array","items":{}}}}}}})", overlap)},
      {"agreement_templates",
       R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{"type":"object",)"
       R"("required":["key","source","agreement"],"properties":{"key":{"type":"string"},"source":{"type":["string","null"]},)"
       R"("agreement":{"type":"object","additionalProperties":{"type":["string","null"]}}}}}}})"}};
}

}  // namespace evenkeel::agreement
