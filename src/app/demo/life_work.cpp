// What is done about an incident of the demo, and how it ends.
#include <fmt/format.h>

#include "app/demo/life.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/incident/sniff.hpp"

namespace evenkeel::app::demo {

using incident::HoldKind;
using incident::Target;
using incident::Work;

void Life::noted(int most) {
  std::vector<std::string> texts{words_.matching(symptom_.findings)};
  for (auto& text : words_.some(phrases("step"), 1)) texts.push_back(std::move(text));
  if (story_.chance.percent(50)) std::swap(texts.front(), texts.back());
  texts.resize(std::min(texts.size(), static_cast<std::size_t>(story_.chance.between(1, most))));
  for (auto& text : texts) {
    work_goes_on(5, 70);
    const incident::Writing note{std::move(text), "console", incident::Contact::none, story_.chance.between(1, 9) * 300};
    does(*holder_, acting([note](Work& w, const Target& t) { return incident::note(w, t, note); }));
  }
}

void Life::told_caller() {
  work_goes_on(5, 60);
  const incident::Writing said{words_.one(phrases("status")), "console", incident::Contact::none, 0};
  does(*holder_, acting([said](Work& w, const Target& t) { return incident::comment(w, t, said); }));
}

void Life::chased() {
  if (!has_caller_) return;
  caller_takes(120, 1'500);
  const incident::Writing said{words_.one(phrases("chase")), "portal", incident::Contact::none, 0};
  does(caller_.who, acting([said](Work& w, const Target& t) { return incident::comment(w, t, said); }));
}

void Life::attached() {
  const auto host = words_.one("{host}"), time = words_.one("{time}"), wrong = words_.one("{error}");
  std::string log;
  for (int line = 0; line < 12; ++line)
    log += fmt::format("{} {}:{:02} {} {} {}\n", host, time, line * 3, line % 4 == 3 ? "ERROR" : "INFO ",
                       line % 4 == 3 ? wrong : "request served in", story_.chance.between(4, 9'000));
  work_goes_on(1, 6);
  incident::Filing filing{fmt::format("{}-{}.log", host, story_.chance.between(100, 999)), "text/plain", to_hex(sha256(log)),
                          static_cast<std::int64_t>(log.size()), incident::EntryKind::note};
  does(*holder_, acting([filing, log](Work& w, const Target& t) {
    incident::insert_blob_part(w.tx.db(), filing.sha256, 0, log);
    return incident::attach(w, t, filing);
  }));
}

void Life::given_tasks() {
  constexpr std::string_view titles =
      "Order spare part|Inform the other sites|Check the neighbouring devices|Write down the workaround|Watch for a day after the repair";
  work_goes_on(4, 30);
  for (auto& title : words_.some(titles, 2)) {
    incident::Task task;
    task.title = std::move(title);
    task.team = story_.people.id("team", team_);
    task.due_at = within({"Europe/Berlin", 8, 17}, t_ + story_.chance.between(4, 60) * us_per_hour, story_.chance);
    task.items = {"Prepared", "Done", "Checked with the caller"};
    if (story_.chance.percent(40)) task.items_done = {"Prepared"};
    auto made = std::make_shared<Id>();
    does(*holder_, acting([task, made](Work& w, const Target& t) -> Result<incident::Task> {
      auto added = incident::add_task(w, t, task);
      if (added) *made = added->id;
      return added;
    }));
    if (story_.chance.percent(30)) continue;  // left open, some of them past their date
    const Time due = t_;
    work_goes_on(20, 200);
    incident::Task done = task;
    done.state = incident::TaskState::done;
    done.items_done = done.items;
    record::Patch patch{record::to_record(done), {}};
    for (const auto& field : patch.values.type->fields) patch.named.push_back(field.name == "state" || field.name == "items_done");
    does(*holder_, acting([patch, made](Work& w, const Target&) { return incident::edit_task(w, *made, {}, patch); }));
    t_ = due;
  }
  work_goes_on(200, 240);
}

void Life::tagged(std::string_view tag) {
  Incident said;
  said.tags = {std::string(tag)};
  record::Patch patch{record::to_record(said), {}};
  for (const auto& field : patch.values.type->fields) patch.named.push_back(field.name == "tags");
  work_goes_on(1, 5);
  does(*holder_, acting([patch](Work& w, const Target& t) { return incident::edit(w, t, patch); }));
}

void Life::asked_caller() {
  if (!has_caller_) return;
  work_goes_on(3, 60);
  incident::Holding hold{HoldKind::caller, {}, words_.one(phrases("question")), "console", {}};
  hold.until.at = within({"Europe/Berlin", 8, 17}, t_ + story_.chance.between(20, 50) * us_per_hour, story_.chance);
  does(*holder_, acting([hold](Work& w, const Target& t) { return incident::hold(w, t, hold); }));
  if (story_.chance.percent(80)) {
    caller_takes(20, 1'400);
    const incident::Writing answer{words_.one(phrases("answer")), story_.chance.percent(50) ? "mail" : "portal", incident::Contact::none,
                                   0};
    does(caller_.who, acting([answer](Work& w, const Target& t) { return incident::comment(w, t, answer); }));
    return;
  }
  // Silence until the follow-up date: somebody rings and goes on with what is known.
  t_ = hold.until.at;
  work_goes_on(20, 240);
  const auto why = words_.one(phrases("no_answer"));
  does(*holder_, acting([why](Work& w, const Target& t) { return incident::resume(w, t, why); }));
}

void Life::held(HoldKind kind, Time until) {
  incident::Holding hold{kind, words_.one(phrases(record::name_of(kind))), {}, {}, until};
  if (kind == HoldKind::caller) hold = {kind, {}, words_.one(phrases("question")), "console", until};
  does(*holder_, acting([hold](Work& w, const Target& t) { return incident::hold(w, t, hold); }));
}

void Life::waited_for(HoldKind kind) {
  if (kind == HoldKind::supplier && story_.people.has_supplier(symptom_.service)) {
    Incident said;
    said.supplier = story_.people.supplier_of(symptom_.service);
    said.supplier_ref = fmt::format("S-{}", story_.chance.between(100'000, 999'999));
    record::Patch patch{record::to_record(said), {}};
    for (const auto& field : patch.values.type->fields) patch.named.push_back(field.name == "supplier" || field.name == "supplier_ref");
    work_goes_on(2, 10);
    does(*holder_, acting([patch](Work& w, const Target& t) { return incident::edit(w, t, patch); }));
  }
  work_goes_on(3, 40);
  const Time until = within({"Europe/Berlin", 8, 17}, t_ + story_.chance.between(18, 100) * us_per_hour, story_.chance);
  held(kind, until);
  if (story_.chance.percent(70)) t_ = t_ + story_.chance.between(3, 18) * us_per_hour;
  else t_ = until + story_.chance.between(1, 30) * us_per_hour;
  work_goes_on(1, 120);
  does(*holder_, acting([](Work& w, const Target& t) { return incident::resume(w, t, {}); }));
}

void Life::overridden(std::int64_t priority, std::string why) {
  work_goes_on(1, 10);
  does(*holder_,
       acting([priority, why = std::move(why)](Work& w, const Target& t) { return incident::override_priority(w, t, priority, why); }));
}

void Life::marked_as_request() {
  work_goes_on(2, 20);
  const incident::Marking mark{incident::RequestMark::service_request, fmt::format("REQ{:06}", story_.chance.between(1, 99'999))};
  does(*holder_, acting([mark](Work& w, const Target& t) { return incident::mark(w, t, mark); }));
}

void Life::resolved() {
  work_goes_on(10, symptom_.line == 1 ? 25 : 150);
  incident::Resolving done{story_.people.id("resolution_code", symptom_.code), words_.matching(symptom_.fixes), {}, {}, {}};
  resolved_at_ = t_;
  does(*holder_, acting([done](Work& w, const Target& t) { return incident::resolve(w, t, done); }));
}

void Life::answered() {
  if (!has_caller_) return;
  // Within the window, also when a weekend lies between; later the silence has closed it.
  const auto in_time = [this] {
    return t_ - resolved_at_ < story_.stage.house().incidents().ground.settings.confirmation_us - us_per_hour;
  };
  const auto share = story_.chance.between(1, 100);
  caller_takes(10, share <= 40 ? 900 : 1'600);
  if (share <= 38) {
    const auto stars = story_.chance.percent(70) ? story_.chance.between(4, 5) : story_.chance.between(1, 4);
    const bool rates = story_.chance.percent(65);
    const incident::Rating r{rates ? stars : 0, rates ? words_.one(phrases(stars >= 4 ? "good" : stars == 3 ? "middling" : "bad")) : ""};
    if (in_time()) does(caller_.who, acting([r](Work& w, const Target& t) { return incident::confirm(w, t, r); }));
  } else if (share <= 45 && in_time()) {
    const auto why = words_.one(phrases("not_fixed"));
    does(caller_.who, acting([why](Work& w, const Target& t) { return incident::reject(w, t, why); }));
    noted(1);
    resolved();
  } else if (share <= 53) {
    const auto stars = story_.chance.between(2, 5);
    const incident::Rating r{stars, words_.one(phrases(stars >= 4 ? "good" : stars == 3 ? "middling" : "bad"))};
    does(caller_.who, acting([r](Work& w, const Target& t) { return incident::rate(w, t, r); }));
  } else if (share <= 56) {
    reopened();
  }
}

void Life::reopened() {
  t_ = t_ + story_.chance.between(4, 9) * us_per_day;
  work_goes_on(1, 300);
  const auto why = words_.one(phrases("back_again"));
  does(*holder_, acting([why](Work& w, const Target& t) { return incident::reopen(w, t, why); }));
  noted(2);
  resolved();
}

void Life::cancelled(std::string why) {
  work_goes_on(3, 60);
  does(*holder_, acting([why = std::move(why)](Work& w, const Target& t) { return incident::cancel(w, t, why); }));
}

}  // namespace evenkeel::app::demo
