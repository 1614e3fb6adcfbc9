// Routes over many incidents: one command for a selection with a result for each, and lists as CSV.
#include <boost/json.hpp>
#include <condition_variable>
#include <mutex>

#include "practice/incident/incident_list.hpp"
#include "practice/incident/route_tools.hpp"
#include "practice/incident/visibility.hpp"
#include "record/csv.hpp"

namespace evenkeel::incident {

namespace bj = boost::json;
using http::Presence;
using http::Request;
using http::Response;
using http::Route;
using people::Principal;

namespace {

constexpr std::size_t bulk_most = 200;  // what a person selects on screen; more is an import
constexpr int csv_most = 5'000;         // rows of one answer: some megabytes; the header names the cursor that continues

/// Commands that make no sense for a selection: they answer something else than what was named, or undo one person's slip.
bool for_one_only(Verb verb) { return verb == Verb::split || verb == Verb::undo || verb == Verb::unlink; }

struct Bulk {
  std::vector<std::string> refs;
  const CommandRow* row = nullptr;
  Act act;
};

Result<Bulk> read_bulk(const Request& request) {
  TRY(const bj::value body, api::body_object(request));
  api::BodyReader reader(body);
  const auto refs = reader.texts("ids", bulk_most, 30);
  if (refs.empty()) reader.refuse("field.required", "name at least one incident", "ids");
  const std::string command = reader.text("command", 40, Presence::required);
  Bulk bulk{refs, find_command(command), {}};
  if (!command.empty() && (!bulk.row || for_one_only(bulk.row->verb)))
    reader.refuse("incident.unknown_command", "is no command for many", "command");
  const bj::value* inner = reader.object("body");
  CHECK_OK(reader.finish());
  TRY(bulk.act, read_command(*bulk.row, inner ? *inner : bj::value(bj::object())));
  return bulk;
}

/// Gathers the outcomes of commands that run one after the other on the writer, and answers when the last is there.
class Gathering {
 public:
  Gathering(std::vector<std::string> refs, http::Done done)
      : refs_(std::move(refs)), results_(refs_.size()), open_(refs_.size()), done_(std::move(done)) {}

  void end(std::size_t n, const Result<store::Outcome>& outcome) {
    std::string result = "{\"id\":";
    record::append_json_string(result, outcome ? to_string(outcome->subject) : refs_[n]);
    result += ",\"status\":" + std::to_string(outcome ? outcome->status : http::status_of(outcome.error().fault));
    if (!outcome) result += ",\"problem\":" + http::problem(outcome.error()).body;
    std::unique_lock lock(mutex_);
    results_[n] = result + '}';
    if (--open_ > 0) return;
    lock.unlock();
    done_(http::json(body()));
  }

 private:
  std::string body() const {
    std::string out = "{\"results\":[";
    for (const auto& result : results_) {
      if (out.back() != '[') out += ',';
      out += result;
    }
    return out + "]}";
  }

  std::vector<std::string> refs_;
  std::vector<std::string> results_;
  std::mutex mutex_;
  std::size_t open_;
  http::Done done_;
};

void run_bulk(const Incidents& practice, Request request, http::Done done) {
  auto bulk = read_bulk(request);
  if (!bulk) return done(http::problem(bulk.error()));
  auto key = api::idempotency_key(request);
  if (!key) return done(http::problem(key.error()));
  const auto who = held_principal(request);
  auto gathering = std::make_shared<Gathering>(bulk->refs, std::move(done));
  for (std::size_t n = 0; n < bulk->refs.size(); ++n) {
    store::Command command;
    command.lane = store::Lane::bulk;
    command.actor = who->actor();
    command.idempotency = *key;
    if (command.idempotency) command.idempotency->key += "#" + std::to_string(n);
    command.run = [&practice, who, act = bulk->act, ref = bulk->refs[n]](store::Tx& tx) -> Result<store::Outcome> {
      Work w(tx, practice.ground, *who);
      TRY(const Incident after, act(w, Target{ref, {}}));
      return store::Outcome{"incident", after.id, after.version, 200};
    };
    command.done = [gathering, n](const Result<store::Outcome>& outcome) { gathering->end(n, outcome); };
    practice.reg.writer.submit(std::move(command));
  }
}

Result<Response> get_csv(const Incidents& practice, store::Connection& db, Request& request) {
  const Principal& who = api::principal_of(request);
  TRY(const auto list, api::list_query(request, orders_of(request), record::type_of<Incident>()));
  TRY(auto page, find_page(practice, db, who, request.received, list, csv_most));
  const Reader reader = reader_of(who);
  const auto shown = shown_fields(reader, list.fields);
  hide_unseen_relations(practice.ground, &db, who, page.incidents);
  Response response;
  response.content_type = "text/csv; charset=utf-8";
  record::append_csv_header(response.body, record::type_of<Incident>(), shown);
  for (auto& incident : page.incidents) {
    if (reader == Reader::caller_side) hide_custom(practice.ground, incident);
    hide_promises(who, incident);
    record::append_csv_row(response.body, incident, shown);
  }
  response.set("Content-Disposition", "attachment; filename=\"incidents.csv\"");
  if (page.next) response.set("X-Next-Cursor", *page.next);
  return response;
}

}  // namespace

std::vector<Route> many_routes(const Incidents& practice) {
  std::vector<Route> routes;
  routes.push_back({http::Verb::post,
                    std::string(incidents_path) + "/bulk",
                    "One command for up to 200 incidents, with a result for each",
                    "incident.bulk",
                    "Incidents",
                    "incident_bulk",
                    "incident_bulk_results",
                    {},
                    200,
                    [&practice](Request request, http::Done done) { run_bulk(practice, std::move(request), std::move(done)); },
                    http::IfMatch::ignored,
                    http::IdempotencyKey::accepted});
  Route csv{http::Verb::get,
            std::string(incidents_path) + ".csv",
            "The list as CSV, up to 5,000 rows; X-Next-Cursor continues",
            "incident.export",
            "Incidents",
            "",
            "",
            api::list_parameters(all_orders()),
            200,
            api::reading(practice.reg, [&practice](store::Connection& db, Request& r) { return get_csv(practice, db, r); })};
  csv.response_type = "text/csv";
  routes.push_back(std::move(csv));
  return routes;
}

}  // namespace evenkeel::incident
