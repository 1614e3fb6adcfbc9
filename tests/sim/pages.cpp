#include "sim/pages.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "app/migrations.hpp"
#include "practice/incident/desk.hpp"
#include "practice/incident/incidents.hpp"
#include "store/node.hpp"

namespace evenkeel::sim {
namespace {

const Time begin_at{1'772'438'400 * us_per_second};
constexpr int settle_rounds_most = 10'000;
constexpr std::uint64_t together_most = 25;  // incidents of one command
constexpr int acknowledged_of_ten = 6;

/// Nobody is told twice by design, so whatever says something again to somebody is a repetition.
struct Step {
  const char* words;
  const char* who;
};
struct Policy {
  const char* name;
  const char* trigger;
  Step steps[2];
};
constexpr Policy policies[] = {
    {"At once", "logged", {{"at once tell person p1", "p1"}, {"after 3m tell person p2", "p2"}}},
    {"Soon", "logged", {{"after 2m tell person p3", "p3"}, {"after 10m tell person p4", "p4"}}},
    {"Unacknowledged", "unacknowledged", {{"after 1m tell person p5", "p5"}, {"after 5m tell person p6", "p6"}}},
    {"Unassigned", "unassigned", {{"after 90s tell person p7", "p7"}, {"after 30m tell person p8", "p8"}}},
};

std::set<std::string> numbers_in(const std::string& text) {
  std::set<std::string> found;
  for (std::size_t at = text.find("INC"); at != std::string::npos; at = text.find("INC", at + 3)) {
    std::size_t end = at + 3;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    if (end - at > 6) found.insert(text.substr(at, end - at));
  }
  return found;
}

std::string login_of(const std::string& mail) { return mail.substr(0, mail.find('@')); }

}  // namespace

PagesLife::PagesLife(const PagesPlan& plan) : plan_(plan), random_(plan.seed) {
  stage_ = std::make_unique<scenario::Stage>(
      plan.engine, begin_at, [this](app::Config& config, app::HouseOptions& options) { adjust(config, options); },
      [this](store::Database& real) -> store::Database& {
        if (!faulty_) {
          faulty_ = std::make_unique<FaultyDatabase>(real);
          store::migrate(real, app::migrations(real.engine()), begin_at);  // the lease needs its table
        }
        return *faulty_;
      });
}
PagesLife::~PagesLife() { stage_.reset(); }

void PagesLife::adjust(app::Config&, app::HouseOptions& options) {
  options.lease = store::lease_node(*faulty_, stage_ ? stage_->world.now() : begin_at, ++fences_);
  options.reruns = store::WriterOptions::Reruns::needed;
  options.lease_lost = [] { throw Died{}; };
  options.carry_mail = [this](const notification::Mail& m) { return mail(m); };
  options.send_call = [this](const connect::Call& c) { return call(c); };
  options.after_commit_probe = [this] {
    if (commits_left_ > 0 && --commits_left_ == 0) throw Died{};
  };
}

template <class Work>
bool PagesLife::guarded(Work work) {
  try {
    work();
    return true;
  } catch (const Died&) {
    ++counts_.crashes;
    commits_left_ = 0;
    nobody_knows();
    faulty_->next = CommitFault::none;
    stage_->crash();
    return false;
  }
}

// ---- what people get -------------------------------------------------------------------------------------------------

PagesLife::Fate PagesLife::begin(HandedOver what) {
  if (faulty_->fired != fired_) nobody_knows();  // the commit that failed may have been the one that settled the last
  fired_ = faulty_->fired;
  last_ = std::move(what);
  ++counts_.handed_over;
  for (const auto& number : last_.numbers)
    if (answered_.contains(number))
      throw std::runtime_error(fmt::format("a hand-over of {} to {} began after its acknowledgement was answered", number, last_.to));
  if (peaceful_ || static_cast<int>(chance(8)) >= channels_broken_) return Fate::taken;
  // A death costs a whole start of the house: rare enough for many escalations in an hour.
  if (one_in(12)) return one_in(2) ? Fate::dies_before : Fate::dies_after;
  return static_cast<Fate>(1 + chance(3));
}

void PagesLife::arrive() {
  for (const auto& number : last_.numbers) {
    const std::pair key(number, last_.to);
    const int times = ++told_[key];
    counts_.repeated += times > 1;
    if (times > 1 + may_repeat_[key])
      throw std::runtime_error(
          fmt::format("{} was told of {} {} times, {} outcomes of it were unknown", last_.to, number, times, may_repeat_[key]));
  }
}

void PagesLife::nobody_knows() {
  ++counts_.unknown;
  for (const auto& number : last_.numbers) ++may_repeat_[{number, last_.to}];
}

store::HandOver PagesLife::mail(const notification::Mail& m) {
  using Outcome = store::HandOver::Outcome;
  switch (begin({numbers_in(m.subject + m.text), login_of(m.to)})) {
    case Fate::dies_before: throw Died{};
    case Fate::refused: return {Outcome::retry, "451 come back later"};
    case Fate::hung:
      stage_->world.advance(30 * us_per_second);
      acknowledge_one();  // others go on meanwhile
      return {Outcome::retry, "it took too long"};
    case Fate::taken_without_a_word:
      arrive();
      nobody_knows();
      stage_->world.advance(30 * us_per_second);
      return {Outcome::retry, "it took too long"};
    case Fate::dies_after: arrive(); throw Died{};
    case Fate::taken: break;
  }
  arrive();
  return {};
}

connect::Answer PagesLife::call(const connect::Call& c) {
  if (const auto text = c.body.find("\"text\":\""); text != std::string::npos) code_ = c.body.substr(text + 8, 6);
  const auto to = c.body.substr(c.body.find("\"to\":\"") + 6, 8);
  switch (begin({numbers_in(c.body), to})) {
    case Fate::dies_before: throw Died{};
    case Fate::refused: return one_in(2) ? connect::Answer{429, "", 7 * us_per_second} : connect::Answer{one_in(2) ? 400L : 500L, "", 0};
    case Fate::hung:
      stage_->world.advance(15 * us_per_second);
      acknowledge_one();
      return {0, "it took too long", 0};
    case Fate::taken_without_a_word:
      arrive();
      nobody_knows();
      stage_->world.advance(15 * us_per_second);
      return {0, "it took too long", 0};
    case Fate::dies_after: arrive(); throw Died{};
    case Fate::taken: break;
  }
  arrive();
  return {200, "", 0};
}

// ---- what happens ----------------------------------------------------------------------------------------------------

void PagesLife::found() {
  scenario::Office office(*stage_);
  for (const Policy& policy : policies)
    for (const Step& step : policy.steps) office.add(step.who, "incident_manager");
  const auto given = office.get("admin", "/api/v1/escalation_policies");
  for (const auto& one : given.body.at("items").as_array())
    office.ask("admin", http::Verb::patch, "/api/v1/escalation_policies/" + std::string(one.at("id").as_string().c_str()),
               R"({"active":false})", {{"if-match", "*"}});
  for (const Policy& policy : policies)
    office.must("admin", "/api/v1/escalation_policies",
                fmt::format(R"({{"name":"{}","trigger":"{}","steps":"{}\n{}"}})", policy.name, policy.trigger, policy.steps[0].words,
                            policy.steps[1].words));
  const auto gateway =
      office.must("admin", "/api/v1/gateways", R"({"name":"SMS","kind":"sms","url":"https://gate.example.org/send"})")["id"];
  for (const char* who : {"p1", "p4"}) {
    const auto point =
        office.must(who, "/api/v1/contact/points", fmt::format(R"({{"gateway":"{}","target":"+493{}12345"}})", gateway, who[1]))["id"];
    office.must(who, "/api/v1/contact/points/" + point + "/verify", fmt::format(R"({{"code":"{}"}})", code_));
  }
}

void PagesLife::settle() {
  for (int round = 0; round < settle_rounds_most; ++round) {
    bool rests = false;
    if (guarded([&] { rests = stage_->house().step(app::House::Onlookers::left_out) == 0; }) && rests) return;
  }
  throw std::runtime_error("the house does not come to rest");
}

void PagesLife::pass(std::int64_t us) {
  stage_->world.advance(us);
  settle();
}

void PagesLife::log_some() {
  const auto count = std::min<std::uint64_t>(1 + chance(together_most), static_cast<std::uint64_t>(plan_.incidents - logged_));
  logged_ += static_cast<int>(count);
  const auto who = people::system_principal("caller");
  std::vector<std::string> made;
  guarded([&] {
    const auto done = stage_->house().writer().run(store::Lane::bulk, who.actor(), [&](store::Tx& tx) -> Result<store::Outcome> {
      made.clear();
      incident::Work w(tx, stage_->house().incidents().ground, who);
      for (std::uint64_t i = 0; i < count; ++i) {
        incident::Incident given;
        given.title = "Page";
        TRY(const auto one, incident::create(w, given));
        made.push_back(one.number);
      }
      return store::Outcome{};
    });
    if (done) open_.insert(open_.end(), made.begin(), made.end());
  });
}

void PagesLife::acknowledge_one() {
  if (open_.empty()) return;
  const auto at = open_.begin() + static_cast<std::ptrdiff_t>(chance(open_.size()));
  const std::string number = *at;
  open_.erase(at);
  if (static_cast<int>(chance(10)) >= acknowledged_of_ten) return;  // nobody ever does
  tried_.insert(number);
  const auto who = people::system_principal("desk");
  const auto done = stage_->house().writer().run(store::Lane::people, who.actor(), [&](store::Tx& tx) -> Result<store::Outcome> {
    incident::Work w(tx, stage_->house().incidents().ground, who);
    TRY([[maybe_unused]] const auto now, incident::acknowledge(w, {number, {}}));
    return store::Outcome{};
  });
  if (!done) return;
  answered_.insert(number);
  ++counts_.acknowledged;
}

void PagesLife::misfortune() {
  switch (chance(6)) {
    case 0: guarded([] { throw Died{}; }); break;
    case 1: commits_left_ = 1 + static_cast<int>(chance(40)); break;
    case 2: channels_broken_ = static_cast<int>(chance(6)); break;
    case 3: {
      const auto step = static_cast<std::int64_t>(chance(2 * 3'600)) * us_per_second;
      const bool back = one_in(3);
      if (back) clock_ = ClockBack::once;
      stage_->world.step_wall(back ? -step : step);
      break;
    }
    case 4:
      if (plan_.engine == store::Engine::postgres) {  // another node has our number
        ++counts_.leases;
        stage_->database().connect(store::Open::write)->execute("UPDATE node SET fence = 0, lease_until_us = 0", {});
        break;
      }
      [[fallthrough]];
    default: faulty_->next = static_cast<CommitFault>(1 + chance(plan_.engine == store::Engine::postgres ? 5 : 3));
  }
}

void PagesLife::check() {
  const auto db = stage_->database().connect(store::Open::read);
  auto hold = [&](const std::string& wrong) {
    if (!wrong.empty()) throw std::runtime_error(wrong);
  };
  hold(check_timers(*db));
  hold(check_escalations(*db, stage_->world.now(), clock_));
  db->query("SELECT COUNT(*) FROM escalation", {}, [&](const store::Row& row) { counts_.escalations = row.integer(0); });
  db->query("SELECT COUNT(*) FROM escalation_step", {}, [&](const store::Row& row) { counts_.steps = row.integer(0); });
  db->query("SELECT COUNT(*) FROM delivery WHERE state IN ('waiting','leased')", {}, [&](const store::Row& row) {
    if (row.integer(0) > 0) hold(fmt::format("{} deliveries are still on their way", row.integer(0)));
  });
  std::set<std::string> there;
  db->query("SELECT number FROM incident", {}, [&](const store::Row& row) { there.emplace(row.text(0)); });
  for (const auto& number : open_)
    if (!there.contains(number)) hold(number + " was answered and is not there");
  std::int64_t left_alone = 0;
  for (const auto& number : there) {
    if (tried_.contains(number)) continue;
    ++left_alone;
    for (const Policy& policy : policies)
      for (const Step& step : policy.steps)
        if (!told_.contains({number, step.who})) hold(fmt::format("{} was never told of {}", step.who, number));
  }
  if (counts_.escalations != static_cast<std::int64_t>(there.size() * std::size(policies)))
    hold(fmt::format("{} escalations of {} incidents", counts_.escalations, there.size()));
  if (left_alone == 0 || answered_.empty() || counts_.handed_over == 0) hold("this life did not see both ends of an escalation");
}

void PagesLife::run() {
  found();
  open_.clear();
  peaceful_ = false;
  while (logged_ < plan_.incidents) {
    if (one_in(3)) misfortune();
    log_some();
    for (std::uint64_t i = chance(together_most); i > 0; --i) guarded([&] { acknowledge_one(); });
    pass(static_cast<std::int64_t>(1 + chance(180)) * us_per_second);
  }
  for (int i = 0; i < 20; ++i) {
    guarded([&] { acknowledge_one(); });
    pass(us_per_minute);
  }
  peaceful_ = true;
  commits_left_ = 0;
  faulty_->next = CommitFault::none;
  for (int i = 0; i < 30; ++i) pass(us_per_hour);
  counts_.faults = faulty_->fired;
  check();
}

}  // namespace evenkeel::sim
