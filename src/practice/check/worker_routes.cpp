#include "practice/check/worker_routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "practice/api/api.hpp"
#include "practice/check/check_store.hpp"
#include "store/register.hpp"

namespace evenkeel::checks {
namespace {

namespace bj = boost::json;
using http::Presence;
using http::Request;
using http::Response;
using http::Verb;
using store::Tx;

constexpr std::int64_t turns_most = 64;   // of one question
constexpr std::int64_t pause_most_s = 5;  // so that "ask now" is soon
constexpr std::int64_t took_most_us = us_per_day;
constexpr std::size_t turn_most = 60;      // characters
constexpr std::size_t text_taken = 2'000;  // characters; fewer are kept

/// "version.microseconds": means something to us alone.
std::string name_of(const Turn& turn) { return fmt::format("{}.{}", turn.version, turn.at.us); }

std::optional<Turn> turn_of(Id check, std::string_view name) {
  const char* const end = name.data() + name.size();
  Turn turn{check};
  const auto [dot, bad] = std::from_chars(name.data(), end, turn.version);
  if (bad != std::errc() || dot == end || *dot != '.') return std::nullopt;
  const auto [last, worse] = std::from_chars(dot + 1, end, turn.at.us);
  return worse == std::errc() && last == end ? std::optional(turn) : std::nullopt;
}

bj::object turn_json(const Claimed& claimed) {
  const Check& check = claimed.check;
  return {{"check", to_string(check.id)},
          {"turn", name_of(claimed.turn())},
          {"kind", record::name_of(check.kind)},
          {"address", check.address},
          {"expected_status", check.expected_status},
          {"contains", check.contains},
          {"lacks", check.lacks},
          {"timeout_s", check.timeout_s},
          {"slow_ms", check.slow_ms},
          {"certificate_days", check.certificate_days}};
}

Result<Response> give_turns(Checks& checks, const Request& request) {
  TRY(const auto body, api::body_object(request));
  api::BodyReader reader(body);
  const std::string place = reader.text("place", service::place_most, Presence::required);
  const auto most = reader.integer("most", 1, turns_most);
  CHECK_OK(reader.finish());
  const auto& reg = checks.reg();
  const Time now = reg.world.now();
  bool due = false;
  std::optional<Time> next;
  reg.readers.read([&](store::Connection& db) {
    due = due_state(db, place, now).has_value();
    next = next_due(db, place);
  });
  bj::array items;
  // Nothing is written as long as nothing is due.
  if (due) {
    const auto given = reg.writer.run(store::Lane::clockwork, api::principal_of(request).actor(), [&](Tx& tx) -> Result<store::Outcome> {
      items.clear();
      while (items.size() < static_cast<std::size_t>(most.value_or(1))) {
        const auto claimed = claim_due(checks, tx, place);
        if (!claimed) break;
        items.push_back(turn_json(*claimed));
      }
      next = next_due(tx.db(), place);
      return store::Outcome{};
    });
    if (!given) return given.error();
  }
  const std::int64_t pause_us = next ? std::max<std::int64_t>(0, *next - now) : pause_most_s * us_per_second;
  bj::object answer{{"items", std::move(items)}, {"next_in_s", std::min(pause_most_s, (pause_us + us_per_second - 1) / us_per_second)}};
  return http::json(bj::serialize(answer));
}

Result<Response> take_answer(Checks& checks, const Request& request) {
  TRY(const Id id, api::path_id(request, "check"));
  TRY(const auto body, api::body_object(request));
  api::BodyReader reader(body);
  const std::string name = reader.text("turn", turn_most, Presence::required);
  Probe probe;
  probe.well = reader.boolean("well").value_or(false);
  probe.asked = reader.boolean("asked").value_or(true);
  probe.took_us = reader.integer("took_us", 0, took_most_us, Presence::required).value_or(0);
  probe.text = reader.text("text", text_taken);
  const auto turn = turn_of(id, name);
  if (!turn && !name.empty()) reader.refuse("check.bad_turn", "must be the turn as it was given", "turn");
  if (!reader.has("well")) reader.refuse("body.missing", "is needed", "well");
  if (probe.well && !probe.asked) reader.refuse("check.not_asked", "cannot be well when nobody asked", "well");
  CHECK_OK(reader.finish());
  if (!checks.alerts.catalogue().now()->get<Check>(id)) return api::missing("check");
  bool counted = false;
  const auto taken =
      checks.reg().writer.run(store::Lane::clockwork, api::principal_of(request).actor(), [&](Tx& tx) -> Result<store::Outcome> {
        counted = take_probe(checks, tx, *turn, probe);
        return store::Outcome{};
      });
  if (!taken) return taken.error();
  return http::json(bj::serialize(bj::object{{"counted", counted}}));
}

http::Route door(Checks& checks, std::string path, std::string summary, api::Shape shape,
                 Result<Response> (*act)(Checks&, const Request&)) {
  return api::route(Verb::post, "/api/v1" + path, std::move(summary), "check.ask", "Checks", std::move(shape),
                    [&checks, act](Request request, http::Done done) {
                      auto answer = act(checks, request);
                      done(answer ? std::move(*answer) : http::problem(answer.error()));
                    });
}

}  // namespace

std::vector<http::Route> worker_routes(Checks& checks) {
  std::vector<http::Route> routes;
  routes.push_back(door(checks, "/check_turns", "Take checks of a place that are due", {"CheckTurnsAsked", "check_turns"}, give_turns));
  routes.back().description =
      "For a worker. What is given is nobody else's turn until it is due again; an answer that never comes costs that one turn. Nothing is "
      "written when nothing is due.";
  routes.push_back(door(checks, "/checks/{id}/answers", "Say what came of asking a check", {"CheckAnswer", "check_counted"}, take_answer));
  routes.back().description = "Not counted: the check was changed, or somebody else has asked since. Not asked: the worker could not.";
  return routes;
}

std::map<std::string, std::string> worker_schemas() {
  return {
      {"CheckTurnsAsked", R"({"type":"object","required":["place"],"additionalProperties":false,"properties":{)"
                          R"("place":{"type":"string","maxLength":60,"description":"As checks name it."},)"
                          R"("most":{"type":"integer","minimum":1,"maximum":64,"default":1}}})"},
      {"check_turns", R"({"type":"object","required":["items","next_in_s"],"properties":{"items":{"type":"array","items":{"type":"object",)"
                      R"("required":["check","turn","kind","address","expected_status","contains","lacks","timeout_s","slow_ms",)"
                      R"("certificate_days"],"properties":{"check":{"type":"string"},"turn":{"type":"string"},)"
                      R"("kind":{"type":"string"},"address":{"type":"string"},"expected_status":{"type":"string"},)"
                      R"("contains":{"type":"string"},"lacks":{"type":"string"},"timeout_s":{"type":"integer"},)"
                      R"("slow_ms":{"type":"integer"},"certificate_days":{"type":"integer"}}}},)"
                      R"("next_in_s":{"type":"integer","description":"Seconds until it is worth to ask again."}}})"},
      {"CheckAnswer", R"({"type":"object","required":["turn","well","took_us"],"additionalProperties":false,"properties":{)"
                      R"("turn":{"type":"string","maxLength":60,"description":"As it was given."},"well":{"type":"boolean"},)"
                      R"("asked":{"type":"boolean","default":true,"description":"False: the worker could not ask."},)"
                      R"("took_us":{"type":"integer","minimum":0},"text":{"type":"string","maxLength":2000,)"
                      R"("description":"What it answered, or why it did not; the first 300 characters are kept."}}})"},
      {"check_counted", R"({"type":"object","required":["counted"],"properties":{"counted":{"type":"boolean"}}})"}};
}

}  // namespace evenkeel::checks
