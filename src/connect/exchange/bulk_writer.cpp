#include "connect/exchange/bulk_writer.hpp"

#include <algorithm>
#include <chrono>

#include "condition/custom.hpp"
#include "connect/exchange/import_store.hpp"
#include "practice/incident/incident_rules.hpp"
#include "practice/incident/incident_store.hpp"

namespace evenkeel::exchange {

using incident::Incident;
using record::Record;

namespace {

/// Steps of one command: some tens of milliseconds, which is what others beside the import then wait.
constexpr std::size_t steps_of_a_command = 1'000;
constexpr std::size_t under_way_most = 3;
/// Imported incidents of one later look: some milliseconds on the writer.
constexpr std::size_t looked_at_once = 20;

std::int64_t changes_of(const History& h) {
  std::int64_t n = 0;
  for (const Step& s : h.steps) n += s.ended ? 2 : 1;
  return n;
}

/// What conditions may ask of custom fields is mirrored beside the incident.
void mirror_custom(store::Tx& tx, const History& h, Id id, const condition::CustomFields& custom) {
  const std::string before = h.before ? record::from_record<Incident>(*h.before).custom.text : std::string();
  if (before == h.last.custom.text) return;
  auto items = condition::custom_items(h.last.custom.text, custom);
  for (const auto& [field, values] : condition::custom_items(before, custom)) items.try_emplace(field);
  for (const auto& [field, values] : items)
    tx.set_list_items("incident", id, field, values, h.before ? store::Tx::ListWas::unknown : store::Tx::ListWas::empty);
}

void set_timers(store::Tx& tx, const History& h, Id id) {
  const auto was = h.before ? incident::timers_for(record::from_record<Incident>(*h.before)) : std::vector<incident::Due>{};
  const auto is = incident::timers_for(h.last);
  for (const incident::Due& due : was)
    if (std::ranges::none_of(is, [&](const incident::Due& other) { return other.kind == due.kind; })) tx.disarm(due.kind, "incident", id);
  for (const incident::Due& due : is)
    if (std::ranges::find(was, due) == was.end()) tx.arm(due.kind, "incident", id, due.at);
}

/// What is due of open ones is found right after, when their histories stand in the change log.
void arm_looks(store::Tx& tx, const std::vector<History>& piece) {
  std::vector<Id> open;
  for (const History& h : piece)
    if (h.last.open) open.push_back(h.last.id);
  for (std::size_t from = 0; from < open.size(); from += looked_at_once) {
    std::string ids;
    for (std::size_t i = from; i < std::min(from + looked_at_once, open.size()); ++i) ids += (ids.empty() ? "" : " ") + to_string(open[i]);
    tx.arm(incident::timer_imported, "incident", open[from], tx.now(), ids);
  }
}

}  // namespace

void write_history(store::Tx& tx, History& h, std::string_view source, const condition::CustomFields& custom) {
  static const std::size_t number_position = record::type_of<Incident>().index("number");
  const Id id = h.before ? h.before->id() : tx.new_id();
  const record::Value number = h.before            ? h.before->values[number_position]
                               : !h.number.empty() ? record::Value(h.number)
                                                   : record::Value(incident::format_number(tx.next_number()));
  const Record* before = h.before ? &*h.before : nullptr;
  for (Step& step : h.steps) {
    step.after.values[0] = id;
    step.after.values[number_position] = number;
    if (step.ended) {
      incident::Cycle cycle = *step.ended;
      cycle.id = tx.new_id();
      cycle.incident = id;
      tx.insert(cycle, store::Note{"incident.cycle_ended", id, {}, step.at});
    }
    const store::Note note{step.kind, id, step.why, step.at};
    if (before) tx.update(*before, step.after, note);
    else tx.insert(step.after, note);
    before = &step.after;
  }
  h.last.id = id;
  mirror_custom(tx, h, id, custom);
  set_timers(tx, h, id);
  const Mark mark{id, before ? before->version() : 0, h.rows, h.digest};
  if (h.before) update_mark(tx.db(), source, h.ref, h.rows_before, mark);
  else insert_mark(tx.db(), source, h.ref, mark);
}

void BulkWriter::write(std::vector<History> histories) {
  auto piece = std::make_shared<std::vector<History>>();
  std::size_t steps = 0;
  for (History& h : histories) {
    steps += h.steps.size();
    piece->push_back(std::move(h));
    if (steps < steps_of_a_command) continue;
    submit(std::exchange(piece, std::make_shared<std::vector<History>>()));
    steps = 0;
  }
  if (!piece->empty()) submit(std::move(piece));
}

void BulkWriter::submit(Pieces piece) {
  wait(under_way_most - 1);
  {
    std::lock_guard lock(mutex_);
    ++under_way_;
  }
  store::Command command;
  command.lane = store::Lane::bulk;
  command.actor = actor_;
  command.run = [this, piece](store::Tx& tx) -> evenkeel::Result<store::Outcome> {
    for (History& h : *piece) write_history(tx, h, source_, custom_);
    arm_looks(tx, *piece);
    return store::Outcome{};
  };
  command.done = [this, piece](const evenkeel::Result<store::Outcome>& done) {
    std::lock_guard lock(mutex_);
    --under_way_;
    if (done) {
      for (const History& h : *piece) {
        result_.changes += changes_of(h);
        ++(h.before ? result_.incidents_continued : result_.incidents_new);
      }
    } else if (piece->size() == 1) {
      const History& h = piece->front();
      result_.refused.push_back({h.ref, h.first_line, done.error().first().text});
    } else {
      failed_.push_back(piece);
    }
    ended_.notify_all();
  };
  register_.writer.submit(std::move(command));
}

/// Each incident for itself, so that only the one that cannot be written is refused.
void BulkWriter::retry(const Pieces& piece) {
  for (History& h : *piece) {
    auto alone = std::make_shared<std::vector<History>>();
    alone->push_back(std::move(h));
    submit(std::move(alone));
  }
}

void BulkWriter::wait(std::size_t most) {
  std::unique_lock lock(mutex_);
  while (under_way_ > most) {
    // Without a thread of its own the writer works on ours.
    lock.unlock();
    const bool worked = register_.writer.step() > 0;
    lock.lock();
    if (!worked && under_way_ > most) ended_.wait_for(lock, std::chrono::milliseconds(20));
  }
}

void BulkWriter::finish() {
  for (bool again = true; again;) {
    wait(0);
    std::vector<Pieces> failed;
    {
      std::lock_guard lock(mutex_);
      failed.swap(failed_);
    }
    again = !failed.empty();
    for (const Pieces& piece : failed) retry(piece);
  }
}

BulkWriter::Result BulkWriter::take_result() {
  std::lock_guard lock(mutex_);
  return std::exchange(result_, Result{});
}

}  // namespace evenkeel::exchange
