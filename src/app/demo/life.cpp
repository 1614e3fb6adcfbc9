// How a life begins, and what moves it between people.
#include "app/demo/life.hpp"

#include <fmt/format.h>

#include "practice/incident/incident_store.hpp"

namespace evenkeel::app::demo {

using incident::Target;
using incident::Work;

namespace {

constexpr std::string_view desk = "Service desk";
constexpr Hours staff_hours{"Europe/Berlin", 7, 19};

}  // namespace

Life::Life(Story& story, const Symptom& symptom, const Caller& caller, Time begins)
    : story_(story),
      symptom_(symptom),
      caller_(caller),
      words_(story.chance),
      t_(begins),
      team_(desk),
      holder_(&story.people.member(desk, story.chance)) {}

void Life::work_goes_on(std::int64_t from_minutes, std::int64_t to_minutes) {
  t_ = t_ + story_.chance.between(from_minutes * 60, to_minutes * 60) * us_per_second;
  if (pace_ == Pace::office_hours) t_ = within(staff_hours, t_, story_.chance);
}

void Life::caller_takes(std::int64_t from_minutes, std::int64_t to_minutes) {
  t_ = t_ + story_.chance.between(from_minutes * 60, to_minutes * 60) * us_per_second;
  t_ = within({caller_.zone, 8, 18}, t_, story_.chance);
}

void Life::does(const people::Principal& who, Act act) {
  if (t_ > story_.end) return;
  story_.stage.at(t_, [&stage = story_.stage, c = case_, &who, act = std::move(act)] { stage.act(c, who, act); });
}

void Life::log(const people::Principal& who, Incident given) {
  if (t_ > story_.end) return;
  story_.stage.at(t_, [&stage = story_.stage, c = case_, &who, given = std::move(given)] { stage.log(c, who, given); });
}

Life::Incident Life::told(Channel channel) {
  Incident i;
  i.channel = channel;
  i.title = words_.matching(symptom_.titles);
  i.description = words_.in_tone(symptom_.bodies, channel);
  i.caller = caller_.who.person;
  if (story_.chance.percent(30)) i.began_at = t_ - story_.chance.between(10, 240) * us_per_minute;
  return i;
}

void Life::reported(Channel channel) {
  auto i = told(channel);
  const bool knows = channel == Channel::portal && story_.chance.percent(60);
  if (channel == Channel::portal || knows) i.service = story_.people.id("service", symptom_.service);
  if (knows) {
    i.category = story_.people.id("category", symptom_.category);
    i.subcategory = story_.people.id("category", fmt::format("{}/{}", symptom_.category, symptom_.part));
    i.urgency = symptom_.urgency;
    i.custom.text = custom();
    team_ = story_.people.team_of(symptom_.category, symptom_.part);
  } else {
    i.team = story_.people.id("team", desk);
  }
  if (channel == Channel::portal && story_.chance.percent(25)) i.affected_count = story_.chance.between(2, 12);
  log(caller_.who, std::move(i));
}

void Life::taken_down(Channel channel) {
  auto i = told(channel);
  i.service = story_.people.id("service", symptom_.service);
  i.category = story_.people.id("category", symptom_.category);
  i.subcategory = story_.people.id("category", fmt::format("{}/{}", symptom_.category, symptom_.part));
  i.impact = symptom_.impact;
  i.urgency = symptom_.urgency;
  i.custom.text = custom();
  if (story_.chance.percent(40)) i.ci = story_.people.item_of(symptom_.service, story_.chance);
  // The security team's matter stays theirs; everything else is kept by whoever holds the telephone.
  if (symptom_.category != "Security") {
    i.team = story_.people.id("team", desk);
    i.assignee = holder_->person;
    has_it_ = true;
  } else {
    team_ = "Security";
  }
  log(*holder_, std::move(i));
}

void Life::seen_by_monitoring() {
  auto i = told(Channel::monitoring);
  i.caller = {};
  has_caller_ = false;
  i.service = story_.people.id("service", symptom_.service);
  i.ci = story_.people.item_of(symptom_.service, story_.chance);
  i.category = story_.people.id("category", symptom_.category);
  i.subcategory = story_.people.id("category", fmt::format("{}/{}", symptom_.category, symptom_.part));
  i.impact = symptom_.impact;
  i.urgency = symptom_.urgency;
  i.external_ref = fmt::format("check-{:05}", story_.chance.between(1, 99'999));
  team_ = story_.people.team_of(symptom_.category, symptom_.part);
  log(story_.people.monitoring(), std::move(i));
}

std::string Life::custom() {
  if (symptom_.category == "Security") return fmt::format(R"({{"data_concerned":"{}"}})", words_.one("none|none|internal|personal"));
  if (symptom_.category == "Workplace" && story_.chance.percent(70)) return fmt::format(R"({{"asset":"{}"}})", words_.one("{asset}"));
  if (symptom_.service == "Remote access") return R"({"works_from":"home"})";
  return {};
}

void Life::triaged() {
  work_goes_on(2, 50);
  holder_ = &story_.people.member(desk, story_.chance);
  does(*holder_, acting([](Work& w, const Target& t) { return incident::take(w, t); }));
  has_it_ = true;
  work_goes_on(1, 8);
  const Id category = story_.people.id("category", symptom_.category);
  const Id part = story_.people.id("category", fmt::format("{}/{}", symptom_.category, symptom_.part));
  does(*holder_, acting([=](Work& w, const Target& t) { return incident::categorise(w, t, category, part); }));
  Incident levels;
  levels.service = story_.people.id("service", symptom_.service);
  levels.impact = symptom_.impact;
  levels.urgency = symptom_.urgency;
  levels.custom.text = custom();
  record::Patch patch{record::to_record(levels), {}};
  for (const auto& field : patch.values.type->fields)
    patch.named.push_back(field.name == "service" || field.name == "impact" || field.name == "urgency" ||
                          (field.name == "custom" && !levels.custom.text.empty()));
  does(*holder_, acting([patch](Work& w, const Target& t) { return incident::edit(w, t, patch); }));
}

void Life::picked_up() {
  work_goes_on(3, symptom_.urgency == "high" ? 60 : 240);
  if (!has_it_) {
    holder_ = &story_.people.member(team_, story_.chance);
    does(*holder_, acting([](Work& w, const Target& t) { return incident::take(w, t); }));
    has_it_ = true;
  }
  work_goes_on(1, 20);
  does(*holder_, acting([](Work& w, const Target& t) -> Result<Incident> {
    // Whoever was asked and answered has begun already.
    auto begun = incident::start(w, t);
    return begun || begun.error().fault != Fault::conflict ? std::move(begun) : Result<Incident>(Incident{});
  }));
}

void Life::passed_to(std::string_view team, std::string_view why) {
  if (team == team_) return;
  work_goes_on(4, 40);
  const incident::Assignment to{story_.people.id("team", team), {}, words_.one(phrases(why))};
  team_ = team;
  has_it_ = false;
  does(*holder_, acting([to](Work& w, const Target& t) { return incident::assign(w, t, to); }));
}

void Life::handed_back() {
  work_goes_on(20, 300);
  has_it_ = false;
  does(*holder_, acting([why = words_.one(phrases("hand_back"))](Work& w, const Target& t) { return incident::hand_back(w, t, why); }));
}

void Life::escalated_on() {
  const std::string_view next = team_ == desk                        ? "Workplace"
                                : team_ == "Network"                 ? "Network engineering"
                                : team_ == "Applications"            ? "Application engineering"
                                : team_ == "Application engineering" ? "Supplier D support"
                                                                     : "Platform engineering";
  if (team_ == "Security" || next == team_ || team_ == "Network engineering" || team_ == "Supplier D support") return;
  work_goes_on(30, 200);
  const incident::Escalation to{incident::EscalationKind::functional, words_.one(phrases("escalate")), story_.people.id("team", next)};
  team_ = next;
  has_it_ = false;
  does(*holder_, acting([to](Work& w, const Target& t) { return incident::escalate(w, t, to); }));
}

void Life::escalated_up() {
  work_goes_on(10, 90);
  const incident::Escalation up{incident::EscalationKind::hierarchical, words_.one(phrases("complain")), {}};
  does(story_.people.incident_manager(story_.chance), acting([up](Work& w, const Target& t) { return incident::escalate(w, t, up); }));
}

void Life::watched_by(const people::Principal& who) {
  does(who, acting([](Work& w, const Target& t) { return incident::watch(w, t, {}); }));
}

void Life::linked(const CasePtr& other, incident::LinkKind kind) {
  work_goes_on(1, 6);
  does(*holder_, acting([other, kind](Work& w, const Target& t) { return incident::link(w, t, other->number, kind); }));
}

void Life::merged_into(const CasePtr& other) {
  work_goes_on(2, 15);
  does(*holder_, acting([other](Work& w, const Target& t) { return incident::merge(w, t, other->number, "Same fault, same caller"); }));
}

void Life::split_off(std::string title) {
  work_goes_on(2, 15);
  does(*holder_, acting([title = std::move(title)](Work& w, const Target& t) {
    const auto id = parse_id(t.ref).value_or(Id{});
    const auto entries = incident::hanging_on(w.tx.db(), record::type_of<incident::Entry>(), {id}, 100);
    incident::Splitting part{title, "A second fault in the same report", {}};
    if (!entries.empty()) part.entries = {entries.back().id()};
    return incident::split(w, t, part);
  }));
}

}  // namespace evenkeel::app::demo
