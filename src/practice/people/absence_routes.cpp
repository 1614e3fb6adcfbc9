// Absences over HTTP: one's own, those of the teams one manages, and with people.absence those of others; colleagues read who is away.
#include <algorithm>
#include <boost/json.hpp>

#include "practice/people/absence_desk.hpp"
#include "practice/people/people_desk.hpp"
#include "practice/people/reach.hpp"
#include "practice/people/sign_in.hpp"

namespace evenkeel::people {
namespace {

/// Absences as JSON, with names; of what was handed over only the incidents that the reader may see.
class Shown {
 public:
  Shown(People& people, store::Connection* db, const Principal& who, std::vector<Absence> absences)
      : people_(people), db_(db), mentions_(&who) {
    api::Mentions incidents(&who);
    for (const Absence& a : absences)
      for (const Id id : a.handed_over) incidents.add("incident", id);
    const auto seen = people.names().find(db, incidents);
    for (Absence& a : absences) {
      std::erase_if(a.handed_over, [&](Id id) { return !seen.contains(id); });
      const auto r = record::to_record(a);
      mentions_.add(r);
      record::append_json(items_.emplace_back(), r);
    }
  }

  http::Response list() { return http::json(api::list_body(items_, std::nullopt, names())); }
  http::Response single() {
    std::string& one = items_.front();
    one.pop_back();
    return http::json(one + ",\"names\":" + names() + '}');
  }

 private:
  std::string names() {
    std::string names;
    people_.names().append_json(names, db_, mentions_);
    return names;
  }
  People& people_;
  store::Connection* db_;
  api::Mentions mentions_;
  std::vector<std::string> items_;
};

Result<http::Response> list_one(People& people, store::Connection& db, http::Request& request) {
  TRY(const Id id, api::path_id(request, "person"));
  const Principal& who = api::principal_of(request);
  CHECK_OK(check_reach(db, who, id, "people.read"));
  if (!find_person(db, id)) return api::missing("person");
  return Shown(people, &db, who, list_absences(db, id)).list();
}

Result<http::Response> list_all(People& people, store::Connection& db, http::Request& request) {
  const Principal& who = api::principal_of(request);
  return Shown(people, &db, who, coming_absences(db, reach(who, "people.read"), api::asker_of(request))).list();
}

/// The person leads a team of the other.
bool leads(People& people, store::Tx& tx, Id person, const Person& other) {
  const record::RecordType* type = people.options().kinds ? people.options().kinds("team") : nullptr;
  return type && person && std::ranges::any_of(other.teams, [&](Id team) {
           const auto found = tx.find(*type, team);
           return found && (*found)["manager"] == record::Value(person);
         });
}

/// Oneself, whom one leads, or with the permission anybody.
Status check_right(People& people, store::Tx& tx, const Principal& who, Id person) {
  const auto right = check_reach(tx.db(), who, person, "people.absence");
  const auto other = right ? std::nullopt : tx.find<Person>(person);
  if (other && leads(people, tx, who.person, *other)) return Done{};
  return right;
}

/// Whom one may name as substitute: somebody whom one sees, or a colleague of a team.
bool may_name(store::Tx& tx, const Principal& who, Id person) {
  if (check_reach(tx.db(), who, person, "people.read")) return true;
  const auto other = tx.find<Person>(person);
  return other && std::ranges::any_of(other->teams, [&](Id team) { return who.in_team(team); });
}

/// Answers the absence that a command wrote.
api::Job absence_job(People& people, const http::Request& request, int status, std::function<Result<Absence>(store::Tx&)> command) {
  auto done = std::make_shared<Absence>();
  auto who = std::make_shared<const Principal>(api::principal_of(request));
  api::Job job;
  job.work = [command = std::move(command), done, status](store::Tx& tx) -> Result<store::Outcome> {
    TRY(*done, command(tx));
    return store::Outcome{"absence", done->id, done->version, status};
  };
  job.present = [&people, who, done](const store::Outcome&) { return Shown(people, nullptr, *who, {*done}).single(); };
  job.again = [&people, who](store::Connection& db, const store::Outcome& outcome) -> Result<http::Response> {
    const auto found = find_absence(db, outcome.subject);
    if (!found || !check_reach(db, *who, found->person, "people.read")) return api::missing("absence");
    return Shown(people, &db, *who, {*found}).single();
  };
  return job;
}

Result<api::Job> create(People& people, http::Request& request) {
  TRY(const Id id, api::path_id(request, "person"));
  TRY(const boost::json::value json, api::body_object(request));
  api::BodyReader body(json);
  Absence given;
  given.begins_at = body.time("begins_at");
  given.ends_at = body.time("ends_at", http::Presence::required);
  given.note = body.text("note", 500);
  given.hand_over = body.choice<HandOver>("hand_over").value_or(HandOver::team);
  given.substitute = body.id("substitute");
  CHECK_OK(body.finish());
  return absence_job(people, request, 201, [&people, id, given, who = api::principal_of(request)](store::Tx& tx) -> Result<Absence> {
    CHECK_OK(check_right(people, tx, who, id));
    if (given.substitute && !may_name(tx, who, given.substitute))
      return invalid("person.unknown_reference", "there is no such person, or nobody who could stand in", "/substitute");
    return create_absence(tx, id, given);
  });
}

Result<api::Job> end(People& people, http::Request& request) {
  TRY(const Id id, api::path_id(request, "absence"));
  return absence_job(people, request, 200, [&people, id, who = api::principal_of(request)](store::Tx& tx) -> Result<Absence> {
    const auto found = tx.find<Absence>(id);
    if (!found) return api::missing("absence");
    if (const auto right = check_right(people, tx, who, found->person); !right)
      return check_reach(tx.db(), who, found->person, "people.read") ? right.error() : api::missing("absence");
    return end_absence(tx, id);
  });
}

}  // namespace

void add_absence_routes(People& people, std::vector<http::Route>& routes) {
  using http::Verb;
  const std::string tag = "Absences";
  const store::Register& reg = people.reg();
  auto reader = [&](Result<http::Response> (*function)(People&, store::Connection&, http::Request&)) {
    return api::reading(reg, [&people, function](store::Connection& db, http::Request& request) { return function(people, db, request); });
  };
  auto writer = [&](Result<api::Job> (*function)(People&, http::Request&)) {
    return api::writing(reg, [&people, function](http::Request& request) { return function(people, request); });
  };
  routes.push_back(api::route(Verb::get, "/api/v1/absences", "Who is away now, and who will be", "people.read", tag, {"", "AbsenceList"},
                              reader(list_all)));
  routes.push_back(api::route(Verb::get, "/api/v1/people/{id}/absences", "Absences of a person, the newest first", "self.read", tag,
                              {"", "AbsenceList"}, reader(list_one)));
  routes.push_back(api::keyed(api::route(Verb::post, "/api/v1/people/{id}/absences",
                                         "Enter an absence: one's own, of somebody in a team one manages, or with people.absence anybody's",
                                         "self.edit", tag, {"AbsenceRequest", "Absence", 201}, writer(create))));
  routes.back().description =
      "`begins_at` absent: now. `hand_over` says what becomes of the open incidents and tasks that the person has when it begins: `team` "
      "(unless said otherwise) gives them back to the teams, `person` to the `substitute` (to the team where the substitute is not of "
      "it, or is away too), `keep` leaves them. Each hand-over stands in the story of its incident with its reason; `handed_over` lists "
      "them. Who comes back is told by mail which of them are still open.";
  routes.push_back(api::keyed(api::route(Verb::post, "/api/v1/absences/{id}/end", "Back again, or not away after all", "self.edit", tag,
                                         {"", "Absence"}, writer(end))));
}

}  // namespace evenkeel::people
