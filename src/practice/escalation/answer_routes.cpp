// The token comes in a body: a page takes it from behind the # of its address, so that it stands in no log and no Referer. Whatever opens
// addresses by itself (a mail scanner, a preview) asks at most what the link would do.
#include "practice/escalation/answer_routes.hpp"

#include <boost/json.hpp>

#include "practice/escalation/answer_desk.hpp"
#include "practice/escalation/escalation_json.hpp"
#include "practice/people/accounts.hpp"
#include "practice/people/people_store.hpp"

namespace evenkeel::escalation {
namespace {

namespace bj = boost::json;
using people::People;

constexpr std::size_t token_most = 300;

http::Response shown(const AnswerView& view) {
  bj::object out;
  out["state"] = bj::string(record::name_of(view.state));
  out["answer"] = bj::string(record::name_of(view.link.answer));
  out["person"] = view.person;
  out["number"] = view.number.empty() ? bj::value(nullptr) : bj::value(view.number);
  out["title"] = view.number.empty() ? bj::value(nullptr) : bj::value(view.title);
  out["priority"] = view.priority > 0 ? bj::value(view.priority) : bj::value(nullptr);
  out["at"] = time_json(view.at);
  out["by"] = view.by.empty() ? bj::value(nullptr) : bj::value(view.by);
  out["expires_at"] = time_json(view.link.step + answer_life_us);
  http::Response response = http::json(bj::serialize(out));
  response.set("Cache-Control", "no-store");
  return response;
}

Result<AnswerLink> link_of(const People& people, const http::Request& request) {
  TRY(const bj::value json, api::body_object(request));
  api::BodyReader body(json);
  const std::string token = body.text("token", token_most, http::Presence::required);
  CHECK_OK(body.finish());
  const auto link = read_answer_token(people.vault(), token);
  if (!link) return people::link_refused();
  return *link;
}

void look(People& people, const http::Request& request, const http::Done& done) {
  if (auto refusal = people::refuse_token(people, request)) return done(std::move(*refusal));
  const auto link = link_of(people, request);
  if (!link) return done(http::problem(link.error()));
  Result<AnswerView> view = people::link_refused();
  people.reg().readers.read([&](store::Connection& db) { view = look_at_answer(db, *link, request.received); });
  done(view ? shown(*view) : http::problem(view.error()));
}

void give(People& people, Escalating& escalating, http::Request request, const http::Done& done) {
  if (auto refusal = people::refuse_token(people, request)) return done(std::move(*refusal));
  const auto link = link_of(people, request);
  if (!link) return done(http::problem(link.error()));
  std::optional<people::Person> person;
  people.reg().readers.read([&](store::Connection& db) { person = people::find_person(db, link->person); });
  if (!person) return done(http::problem(people::link_refused()));
  // It acts in this name, whoever is signed in where the link is opened; the command looks at the person again.
  api::set_principal(request, std::make_shared<const people::Principal>(people::principal_of(*person)));
  auto view = std::make_shared<AnswerView>();
  api::Job job;
  job.idempotency_key = http::IdempotencyKey::ignored;
  job.work = [&escalating, link = *link, view](store::Tx& tx) -> Result<store::Outcome> {
    TRY(*view, give_answer(escalating, tx, link));
    return store::Outcome{};
  };
  job.present = [view](const store::Outcome&) { return shown(*view); };
  api::submit_command(people.reg(), request, done, std::move(job));
}

}  // namespace

std::vector<http::Route> answer_routes(Escalating& escalating, People& people) {
  const std::string path = "/api/v1/answers", tag = "Session";
  std::vector<http::Route> routes;
  routes.push_back(api::route(http::Verb::post, path + "/look", "What a link in a message of an escalation would do; changes nothing", "",
                              tag, {"LinkRequest", "escalation_answer"},
                              [&people](http::Request request, const http::Done& done) { look(people, request, done); }));
  routes.back().description =
      "Messages of an escalation to a person link to `/answer/acknowledge#TOKEN`, `/answer/decline#TOKEN` and `/answer/escalate#TOKEN`. "
      "The "
      "page "
      "sends the token here and drops it from its address. `state` is `ready`, or says why the answer is not needed or not possible any "
      "more.";
  routes.back().also = {401};
  routes.push_back(api::route(http::Verb::post, path, "Answer a message of an escalation by its link, without signing in", "", tag,
                              {"LinkRequest", "escalation_answer"}, [&people, &escalating](http::Request request, const http::Done& done) {
                                give(people, escalating, std::move(request), done);
                              }));
  routes.back().description =
      "Done in the name of the person whom the message went to; each link once and within a day. 409 `answer.not_possible`: look why.";
  routes.back().also = {401, 409};
  return routes;
}

std::map<std::string, std::string> answer_schemas() {
  return {{"escalation_answer",
           R"({"type":"object","required":["state","answer","person","number","title","priority","at","by","expires_at"],"properties":{)"
           R"("state":{"type":"string","enum":["ready","used","acknowledged","moved_on","last","resolved","over","expired","refused"]},)"
           R"("answer":{"type":"string","enum":["acknowledge","decline","escalate"]},"person":{"type":"string"},)"
           R"("number":{"type":["string","null"]},"title":{"type":["string","null"]},"priority":{"type":["integer","null"]},)"
           R"("at":{"type":["string","null"],"format":"date-time","description":"When it was used, acknowledged, resolved or ended."},)"
           R"("by":{"type":["string","null"],"description":"Who has it."},"expires_at":{"type":"string","format":"date-time"}}})"}};
}

}  // namespace evenkeel::escalation
