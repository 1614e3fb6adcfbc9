#include "sim/life.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <stdexcept>

#include "app/migrations.hpp"
#include "sim/invariants.hpp"
#include "store/node.hpp"

namespace evenkeel::sim {
namespace {

namespace json = boost::json;
using http::Verb;
using scenario::Answered;

const Time begin{1'772'438'400 * us_per_second};
constexpr std::size_t history_most = 40;
constexpr const char* commands[] = {"take",
                                    "assign",
                                    "hand_back",
                                    "escalate",
                                    "acknowledge",
                                    "start",
                                    "hold",
                                    "resume",
                                    "comment",
                                    "comment",
                                    "note",
                                    "note",
                                    "resolve",
                                    "resolve",
                                    "confirm",
                                    "reject",
                                    "rate",
                                    "close",
                                    "reopen",
                                    "cancel",
                                    "merge",
                                    "unmerge",
                                    "link",
                                    "watch",
                                    "unwatch",
                                    "follow_up",
                                    "promise",
                                    "undo",
                                    "mark",
                                    "categorise",
                                    "override_priority",
                                    "reset_priority",
                                    "hold",
                                    "escalations/acknowledge",
                                    "escalations/snooze",
                                    "escalations/next"};

}  // namespace

Life::Life(const Plan& plan) : plan_(plan), random_(plan.seed) {
  stage_ = std::make_unique<scenario::Stage>(
      plan.engine, begin,
      [this](app::Config&, app::HouseOptions& options) {
        // As a server does: a lease tells after a lost connection whether the commit happened.
        options.lease = store::lease_node(*faulty_, stage_ ? stage_->world.now() : begin, ++fences_);
        if (plan_.seed % 4 != 0) options.reruns = store::WriterOptions::Reruns::needed;
      },
      [this](store::Database& real) -> store::Database& {
        if (!faulty_) {
          faulty_ = std::make_unique<FaultyDatabase>(real);
          store::migrate(real, app::migrations(real.engine()), begin);  // the lease needs its table
        }
        return *faulty_;
      });
}
Life::~Life() {
  office_.reset();
  stage_.reset();
}

void Life::note(const std::string& text) {
  history_.push_back(fmt::format("{} {}", format_rfc3339(stage_->world.now()), text));
  if (history_.size() > history_most) history_.pop_front();
}

std::string Life::history() const {
  std::string out;
  for (const auto& line : history_) out += "    " + line + "\n";
  return out;
}

void Life::fail(const std::string& why) { throw std::runtime_error(why); }

std::string Life::word() { return fmt::format("w{}x{}", plan_.seed, ++words_); }

void Life::found() {
  office_ = std::make_unique<scenario::Office>(*stage_);
  auto made = [&](const std::string& path, const std::string& body) { return office_->must("admin", "/api/v1/" + path, body)["id"]; };
  teams_ = {made("teams", R"({"name":"Desk","line":1,"mail":"desk@example.org"})"), made("teams", R"({"name":"Network","line":2})")};
  code_ = made("resolution_codes", R"({"name":"Mended"})");
  category_ = made("categories", R"({"name":"Printing"})");
  other_category_ = made("categories", R"({"name":"Network"})");
  service_ = made("services", R"({"name":"WAN","team":")" + teams_[1] + "\"}");
  auto add = [&](std::vector<std::string>& list, const std::string& who, const std::string& roles, const std::string& team) {
    office_->add(who, roles, team.empty() ? "" : R"("teams":[")" + team + "\"]");
    list.push_back(who);
  };
  add(staff_, "first", "analyst", teams_[0]);
  add(staff_, "second", "technician", teams_[1]);
  add(staff_, "manager", "incident_manager,analyst", teams_[0]);
  add(callers_, "caller_a", "caller", "");
  add(callers_, "caller_b", "caller", "");
  made("escalation_policies",
       R"({"name":"Round and round","applies":"priority <= 3","repeat":2,"fallback":"role incident_manager","steps":)"
       R"("after 15m tell team\nafter 30m tell assignee, role incident_manager\nafter 2h involve role incident_manager"})");
  made("escalation_policies", R"({"name":"Trusted","applies":"priority <= 3","trigger":"unassigned","acknowledged_for":"45m","steps":)"
                              R"("after 20m tell team\nafter 1h reassign team \"Network\""})");
  made("escalation_policies", R"({"name":"Silence","applies":"state = in_progress","trigger":"no_update","stops":"resolved","steps":)"
                              R"("after 3h tell assignee\nafter 3h tell role incident_manager"})");
}

Answered Life::give(const std::string& who, Verb verb, const std::string& target, const std::string& body) {
  const auto key = fmt::format("key-{}-{}", plan_.seed, ++words_);
  const bool keyed = verb == Verb::post && target.find("/bulk") == std::string::npos;
  auto send = [&] {
    std::vector<std::pair<std::string, std::string>> headers;
    if (keyed) headers.emplace_back("idempotency-key", key);
    return office_->ask(who, verb, target, body, std::move(headers));
  };
  ++counts_.commands;
  auto answered = send();
  note(fmt::format("{} {} {} -> {}{}", who, target, body, answered.status, answered.status >= 400 ? " " + answered["code"] : ""));
  if (answered.status == 503) {
    ++counts_.unavailable;
    if (keyed && one_in(2)) {
      answered = send();
      note(fmt::format("  again with the same key -> {}", answered.status));
    }
  }
  if (answered.status >= 200 && answered.status < 300) ++counts_.taken;
  else if (answered.status >= 400 && answered.status < 500 && answered.status != 401) ++counts_.refused;
  else if (answered.status != 503) fail(fmt::format("{} {} was answered {} {}", target, body, answered.status, answered.text));
  return answered;
}

void Life::log_incident() {
  const auto title = word();
  const bool by_caller = one_in(2);
  const auto who = by_caller ? any(callers_) : any(staff_);
  std::string body = fmt::format(R"({{"title":"{}","description":"it fails")", title);
  if (!by_caller) body += fmt::format(R"(,"caller":"{}","channel":"phone")", office_->id(any(callers_)));
  if (one_in(2)) body += fmt::format(R"(,"category":"{}")", category_);
  if (one_in(3)) body += fmt::format(R"(,"service":"{}")", service_);
  if (one_in(2)) body += R"(,"impact":"high","urgency":"high")";
  const auto answered = give(who, Verb::post, "/api/v1/incidents", body + "}");
  if (answered.status == 201) {
    incidents_.push_back(answered["id"]);
    versions_[answered["id"]] = std::stoll(answered["version"]);
    titles_[answered["id"]] = title;
  } else if (answered.status != 503) {
    fail("a plain incident was refused: " + answered.text);
  }
}

std::string Life::body_of(const std::string& command, std::string& said) {
  const auto later = format_rfc3339(stage_->world.now() + static_cast<std::int64_t>(1 + chance(72)) * us_per_hour);
  if (command == "assign")
    return one_in(3) ? fmt::format(R"({{"assignee":"{}","reason":"busy"}})", office_->id(any(staff_)))
                     : fmt::format(R"({{"team":"{}","reason":"theirs"}})", any(teams_));
  if (command == "escalate") return fmt::format(R"({{"kind":"{}","reason":"stuck"}})", one_in(2) ? "functional" : "hierarchical");
  if (command == "hold")
    return one_in(3)   ? R"({"kind":"caller","question":"which room?"})"
           : one_in(2) ? fmt::format(R"({{"kind":"supplier","reason":"part ordered","until":"{}"}})", later)
                       : R"({"kind":"other","reason":"tomorrow"})";
  if (command == "comment" || command == "note") {
    said = word();
    return fmt::format(R"({{"text":"{}","time_worked_s":{}}})", said, chance(900));
  }
  if (command == "resolve")
    return fmt::format(R"({{"resolution_code":"{}","resolution_notes":"mended","closing_category":"{}"}})", code_,
                       one_in(2) ? category_ : other_category_);
  if (command == "merge" || command == "link") {
    const auto other = any(incidents_);
    return command == "merge" ? fmt::format(R"({{"into":"{}","reason":"the same"}})", other)
                              : fmt::format(R"({{"other":"{}","kind":"{}"}})", other, one_in(2) ? "related_to" : "child_of");
  }
  if (command == "rate") return fmt::format(R"({{"rating":{}}})", 1 + chance(5));
  if (command == "escalations/snooze")
    return fmt::format(R"({{"until":"{}"}})",
                       format_rfc3339(stage_->world.now() + static_cast<std::int64_t>(1 + chance(90)) * us_per_minute));
  if (command == "promise") return fmt::format(R"({{"at":"{}","reason":"the part came"}})", later);
  if (command == "follow_up") return fmt::format(R"({{"at":"{}","note":"look"}})", later);
  if (command == "mark") return one_in(2) ? R"({"mark":"service_request"})" : R"({"mark":"incident"})";
  if (command == "categorise") return fmt::format(R"({{"category":"{}"}})", one_in(2) ? category_ : other_category_);
  if (command == "override_priority") return fmt::format(R"({{"priority":{},"reason":"the board calls"}})", 1 + chance(6));
  const bool needs_reason =
      command == "hand_back" || command == "reject" || command == "reopen" || command == "cancel" || command == "unmerge";
  return needs_reason && !one_in(12) ? R"({"reason":"because"})" : "{}";
}

void Life::command() {
  const auto id = any(incidents_);
  const std::string name = commands[chance(std::size(commands))];
  const bool callers_own = name == "confirm" || name == "reject" || name == "rate" || (name == "comment" && one_in(2));
  std::string said;
  const auto body = body_of(name, said);
  const auto answered = give(callers_own ? any(callers_) : any(staff_), Verb::post, "/api/v1/incidents/" + id + "/" + name, body);
  const bool taken = answered.status == 200;
  if (!said.empty() && (taken || answered.status == 503)) said_.push_back({said, taken});
  if (taken) versions_[answered["id"]] = std::max(versions_[answered["id"]], std::int64_t{std::stoll(answered["version"])});
}

void Life::edit_title() {
  const auto id = any(incidents_);
  const auto title = word();
  const auto answered = give("manager", Verb::patch, "/api/v1/incidents/" + id, fmt::format(R"({{"title":"{}"}})", title));
  if (answered.status == 200) titles_[id] = title;
  else if (answered.status == 503) titles_.erase(id);
}

void Life::task() {
  const auto who = any(staff_);
  const auto due = format_rfc3339(stage_->world.now() + static_cast<std::int64_t>(1 + chance(48)) * us_per_hour);
  const auto made = give(who, Verb::post, "/api/v1/incidents/" + any(incidents_) + "/tasks",
                         fmt::format(R"({{"title":"{}","due_at":"{}","items":["one","two"]}})", word(), due));
  if (made.status == 201 && one_in(2))
    give(who, Verb::patch, "/api/v1/tasks/" + made["id"], one_in(2) ? R"({"state":"done"})" : R"({"items_done":["one"]})");
}

void Life::bulk() {
  std::string ids;
  for (std::size_t i = 0; i < 1 + chance(4); ++i) ids += (ids.empty() ? "\"" : ",\"") + any(incidents_) + '"';
  std::string said;
  const char* name = one_in(2) ? "acknowledge" : "hold";
  give("manager", Verb::post, "/api/v1/incidents/bulk",
       fmt::format(R"({{"ids":[{}],"command":"{}","body":{}}})", ids, name, body_of(name, said)));
}

void Life::misfortune() {
  switch (chance(7)) {
    case 0:
      note("crash");
      ++counts_.crashes;
      stage_->crash();
      break;
    case 1:
      stage_->mail_works = !stage_->mail_works;
      note(stage_->mail_works ? "mail works" : "mail fails");
      break;
    case 2: {
      const auto step = static_cast<std::int64_t>(chance(4 * 3'600)) * us_per_second;
      const bool back = one_in(2);
      note(fmt::format("the clock is put {} by {} s", back ? "back" : "forward", step / us_per_second));
      if (back) clock_ = ClockBack::once;
      stage_->world.step_wall(back ? -step : step);
      stage_->settle();
      break;
    }
    default: {
      const bool server = plan_.engine == store::Engine::postgres;  // a file loses no connection
      const auto fault = static_cast<CommitFault>(1 + chance(server ? 5 : 3));
      note(fmt::format("the next commit fails ({})", static_cast<int>(fault)));
      faulty_->next = fault;
    }
  }
}

void Life::step(int number) {
  if (one_in(4)) misfortune();
  if (incidents_.size() < 2 || one_in(7)) log_incident();
  else if (one_in(12)) bulk();
  else if (one_in(12)) task();
  else if (one_in(15)) edit_title();
  else command();
  if (one_in(3)) {
    const std::int64_t spans[] = {5 * us_per_second, 10 * us_per_minute, 3 * us_per_hour, us_per_day};
    const auto span = spans[chance(4)];
    note(fmt::format("{} s pass", span / us_per_second));
    stage_->advance(span);
  }
  check(number % 10 == 9);
}

void Life::check(bool all) {
  faulty_->next = CommitFault::none;
  stage_->settle();
  const auto db = stage_->database().connect(store::Open::read);
  auto hold = [&](const std::string& wrong) {
    if (!wrong.empty()) fail(wrong);
  };
  hold(check_timers(*db));
  hold(check_escalations(*db, stage_->world.now(), clock_));
  for (const auto& [id, version] : versions_) {
    std::int64_t found = 0;
    db->query("SELECT version FROM incident WHERE id = $1", {store::Param(Id{std::stoll(id)})},
              [&](const store::Row& row) { found = row.integer(0); });
    if (found < version) fail(fmt::format("incident {} was answered at version {}, but is at {}", id, version, found));
  }
  if (!all) return;
  hold(check_transitions(*db));
  hold(check_measures(*db));
  check_said();
  check_search();
}

void Life::check_said() {
  const auto db = stage_->database().connect(store::Open::read);
  for (const auto& said : said_) {
    std::int64_t found = 0;
    // What a parent passed on to its children is theirs.
    db->query("SELECT COUNT(*) FROM entry WHERE text = $1 AND (via IS NULL OR via <> 'parent')", {store::Param(said.text)},
              [&](const store::Row& row) { found = row.integer(0); });
    if (found > 1 || (said.taken && found == 0)) fail(fmt::format("{} was said {} times", said.text, found));
  }
}

void Life::check_search() {
  for (const auto& [id, title] : titles_) {
    const auto found = office_->get("manager", "/api/v1/incidents?q=" + title + "%20&fields=id");
    if (found.status != 200) fail("search was answered " + found.text);
    const auto& items = found.body.at("items").as_array();
    if (items.size() != 1 || items[0].at("id").as_string() != id)
      fail(fmt::format("a search for {} (of incident {}) gave {}", title, id, found.text.substr(0, 300)));
  }
}

void Life::end() {
  stage_->mail_works = true;
  stage_->advance(2 * us_per_day);
  check(true);
  const auto db = stage_->database().connect(store::Open::read);
  db->query("SELECT state, COUNT(*) FROM delivery WHERE state NOT IN ('sent','dropped','failed') GROUP BY state", {},
            [&](const store::Row& row) { fail(fmt::format("{} deliveries are still {}", row.integer(1), row.text(0))); });
  std::map<std::string, int> mails;
  for (const auto& mail : stage_->mails) ++mails[mail.message_id];
  for (const auto& [id, count] : mails)
    if (count > 1 + counts_.crashes + faulty_->fired) fail(fmt::format("mail {} left {} times", id, count));
  db->query("SELECT message_id FROM delivery WHERE state = 'sent'", {}, [&](const store::Row& row) {
    const auto id = fmt::format("<{}.message@", row.integer(0));  // the host after it is the configuration's
    const auto left = mails.lower_bound(id);
    if (left == mails.end() || !left->first.starts_with(id)) fail("a mail is said to be sent and never left");
  });
  if (const auto wrong = stage_->audit(); !wrong.empty()) fail("the audit found: " + wrong);
}

void Life::run() {
  found();
  for (int i = 0; i < plan_.steps; ++i) step(i);
  end();
  counts_.faults = faulty_->fired;
}

}  // namespace evenkeel::sim
