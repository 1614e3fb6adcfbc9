// Routes of what hangs on an incident: its story, tasks, links and ended cycles.
#include <boost/json.hpp>

#include "practice/incident/incident_store.hpp"
#include "practice/incident/route_tools.hpp"
#include "practice/incident/story.hpp"
#include "practice/incident/visibility.hpp"

namespace evenkeel::incident {

namespace bj = boost::json;
using http::IfMatch;
using http::Request;
using http::Response;
using http::Route;
using record::Record;

namespace {

constexpr int hanging_most = 500;

/// Where a page of the story continues: the number of a change; 0 from the newest.
Result<std::int64_t> cursor_of(const Request& request) {
  const auto text = request.query_value("cursor");
  if (!text || text->empty()) return std::int64_t{0};
  const auto n = parse_id(*text);
  if (!n) return error(Fault::malformed, "query.bad_cursor", "The cursor is damaged; begin again without it.", "/cursor");
  return n->v;
}

Result<Response> get_story(const Incidents& practice, store::Connection& db, Request& request) {
  const auto& who = api::principal_of(request);
  TRY(const Record incident, find_visible(db, who, request.capture("id")));
  TRY(const auto before, cursor_of(request));
  TRY(const int limit, api::page_limit(request));
  return http::json(story_json(practice.ground, db, who, incident, before, limit));
}

/// Records of one kind on an incident and what was merged into it.
template <class T>
Result<Response> get_hanging(const Incidents& practice, store::Connection& db, Request& request) {
  const auto& who = api::principal_of(request);
  TRY(const Record incident, find_visible(db, who, request.capture("id")));
  if (!reads_as_staff(who, incident)) return api::denied("incident.read_all");
  return http::json(
      hanging_json(practice.ground, &db, who, hanging_on(db, record::type_of<T>(), story_family(db, who, incident), hanging_most)));
}

/// Links whose other end the principal may see as well; for the caller's side that is mostly none.
Result<Response> get_links(const Incidents& practice, store::Connection& db, Request& request) {
  const auto& who = api::principal_of(request);
  TRY(const Record incident, find_visible(db, who, request.capture("id")));
  auto links = links_of(db, incident.id(), links_most);
  std::erase_if(links, [&](const Record& r) {
    const auto link = record::from_record<Link>(r);
    const auto other = find_record(db, record::type_of<Incident>(), link.incident == incident.id() ? link.other : link.incident);
    return !other || !may_see(who, *other);
  });
  return http::json(hanging_json(practice.ground, &db, who, links));
}

/// A command on a task, answered with the task.
api::Job task_job(const Incidents& practice, const Request& request, std::function<Result<Task>(Work&)> act, int status) {
  auto who = held_principal(request);
  auto made = std::make_shared<Record>();
  api::Job job;
  job.work = [&practice, who, act = std::move(act), made, status](store::Tx& tx) -> Result<store::Outcome> {
    Work w(tx, practice.ground, *who);
    TRY(const Task task, act(w));
    *made = record::to_record(task);
    return store::Outcome{"task", task.id, task.version, status};
  };
  job.present = [&practice, who, made, status](const store::Outcome&) {
    return http::json(single_json(practice.ground, nullptr, *who, *made), status);
  };
  job.again = [&practice, who](store::Connection& db, const store::Outcome& outcome) -> Result<Response> {
    const auto task = find<Task>(db, outcome.subject);
    if (!task) return api::missing("task");
    if (auto home = find_visible_home(db, *who, task->incident); !home) return api::missing("task");
    return http::json(single_json(practice.ground, &db, *who, record::to_record(*task)));
  };
  return job;
}

Result<api::Job> prepare_add_task(const Incidents& practice, Request& request) {
  TRY(const auto target, target_of(request));
  TRY(const auto patch, api::body_patch(request, record::type_of<Task>()));
  auto given = record::from_record<Task>(record::apply(record::to_record(Task{}), patch));
  return task_job(practice, request, [target, given](Work& w) { return add_task(w, target, given); }, 201);
}

Result<api::Job> prepare_edit_task(const Incidents& practice, Request& request) {
  TRY(const Id id, api::path_id(request, "task"));
  TRY(const auto seen, api::if_match(request));
  TRY(auto patch, api::body_patch(request, record::type_of<Task>()));
  return task_job(practice, request, [id, seen, patch = std::move(patch)](Work& w) { return edit_task(w, id, seen.version, patch); }, 200);
}

}  // namespace

std::vector<Route> journal_routes(const Incidents& practice) {
  auto reading = [&](auto function) {
    return api::reading(practice.reg, [&practice, function](store::Connection& db, Request& r) { return function(practice, db, r); });
  };
  auto writing = [&](auto function) {
    return api::writing(practice.reg, [&practice, function](Request& r) { return function(practice, r); });
  };
  const std::string one = std::string(incidents_path) + "/{id}", group = "Incidents";
  std::vector<Route> routes;
  routes.push_back({http::Verb::get,
                    one + "/story",
                    "What was written and done, newest first",
                    "incident.read",
                    group,
                    "",
                    "incident_story",
                    {{"cursor", "Continues after the page that answered this as next"},
                     {"limit", "Items of a page", R"({"type":"integer","minimum":1,"maximum":200,"default":50})"}},
                    200,
                    reading(get_story)});
  routes.push_back({http::Verb::get,
                    one + "/links",
                    "Its links to other incidents, from both sides",
                    "incident.read",
                    group,
                    "",
                    "link_list",
                    {},
                    200,
                    reading(get_links)});
  routes.push_back({http::Verb::get,
                    one + "/cycles",
                    "Cycles that ended by reopening",
                    "incident.read",
                    group,
                    "",
                    "cycle_list",
                    {},
                    200,
                    reading(get_hanging<Cycle>)});
  routes.push_back(
      {http::Verb::get, one + "/tasks", "Its tasks", "incident.read", group, "", "task_list", {}, 200, reading(get_hanging<Task>)});
  routes.push_back({http::Verb::post,
                    one + "/tasks",
                    "Add a task",
                    "incident.task",
                    group,
                    "task_create",
                    "task",
                    {},
                    201,
                    writing(prepare_add_task),
                    IfMatch::ignored,
                    http::IdempotencyKey::accepted});
  routes.push_back({http::Verb::patch,
                    "/api/v1/tasks/{id}",
                    "Change a task, or tick its checklist",
                    "incident.task",
                    group,
                    "task_edit",
                    "task",
                    {},
                    200,
                    writing(prepare_edit_task),
                    IfMatch::accepted,
                    http::IdempotencyKey::accepted});
  return routes;
}

}  // namespace evenkeel::incident
