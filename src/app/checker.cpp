#include "app/checker.hpp"

#include "base/log.hpp"
#include "practice/check/check_store.hpp"
#include "practice/people/accounts.hpp"

namespace evenkeel::app {
namespace {

constexpr std::chrono::milliseconds pause{1'000};  // whoever asks now waits for it
constexpr std::int64_t worker_grace_us = us_per_minute;
constexpr std::string_view here;  // the place of this server

}  // namespace

Checker::Checker(store::Register& reg, checks::Checks& checks, AskingOptions options)
    : register_(reg), checks_(checks), options_(std::move(options)), began_(reg.world.now()) {}

std::optional<Time> Checker::next_due() {
  std::optional<Time> next;
  register_.readers.read([&](store::Connection& db) {
    next = checks::next_due(db, here);
    const auto elsewhere = checks::next_due_elsewhere(db);
    if (!elsewhere) return;
    const Time neglected = std::max(*elsewhere, began_) + worker_grace_us;
    if (!next || neglected < *next) next = neglected;
  });
  return next;
}

Time Checker::neglected_since() const { return register_.world.now() - worker_grace_us; }

bool Checker::ask_one() {
  bool due = false;
  register_.readers.read([&](store::Connection& db) { due = checks::due_state(db, here, register_.world.now()).has_value(); });
  if (!due) return false;
  const auto actor = people::system_principal("checks").actor();
  std::optional<checks::Claimed> claimed;
  (void)register_.writer.run(store::Lane::clockwork, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    claimed = checks::claim_due(checks_, tx, here);
    return store::Outcome{};
  });
  if (!claimed) return false;
  const auto probe = ask(claimed->check, options_, register_.world);
  const auto taken = register_.writer.run(store::Lane::clockwork, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    checks::take_probe(checks_, tx, claimed->turn(), probe);
    return store::Outcome{};
  });
  if (!taken) log_error("check.not_taken", {{"check", to_string(claimed->check.id)}, {"why", taken.error().first().text}});
  return true;
}

bool Checker::note_one() {
  const Time since = neglected_since();
  bool found = false;
  if (since >= began_) register_.readers.read([&](store::Connection& db) { found = checks::neglected_state(db, since).has_value(); });
  if (!found) return false;
  const auto actor = people::system_principal("checks").actor();
  (void)register_.writer.run(store::Lane::clockwork, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    checks::note_neglected(checks_, tx, since);
    return store::Outcome{};
  });
  return true;
}

std::size_t Checker::step() {
  const bool asked = ask_one(), noted = note_one();
  return std::size_t{asked} + std::size_t{noted};
}

void Checker::start() {
  for (auto& loop : loops_)
    loop.start([this] {
      // What fails here is tried again: its next time is set already.
      try {
        if (step() > 0) return std::chrono::milliseconds(0);
      } catch (const std::exception& e) {
        log_error("check.failed", {{"what", e.what()}});
      }
      return pause;
    });
}

void Checker::stop() {
  for (auto& loop : loops_) loop.stop();
}

}  // namespace evenkeel::app
