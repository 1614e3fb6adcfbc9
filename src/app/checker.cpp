#include "app/checker.hpp"

#include "base/log.hpp"
#include "practice/check/check_rules.hpp"
#include "practice/check/check_store.hpp"
#include "practice/people/accounts.hpp"

namespace evenkeel::app {
namespace {

constexpr std::chrono::milliseconds pause{1'000};  // whoever asks now waits for it
constexpr std::size_t page_most = 1'024 * 1'024;   // bytes; texts that tell stand near the begin

}  // namespace

Checker::Checker(store::Register& reg, checks::Checks& checks, CheckerOptions options)
    : register_(reg), checks_(checks), options_(std::move(options)) {}

std::optional<Time> Checker::next_due() {
  std::optional<Time> next;
  register_.readers.read([&](store::Connection& db) { next = checks::next_due(db); });
  return next;
}

checks::Probe Checker::ask(const checks::Check& check) {
  using service::CheckKind;
  const bool page = check.kind == CheckKind::http, name = check.kind == CheckKind::dns;
  connect::Call call;
  call.url = page || name ? check.address : "http://" + check.address;
  call.method = "GET";
  call.asked = page ? connect::Asked::answer : name ? connect::Asked::addresses : connect::Asked::connection;
  call.ca_file = options_.ca_file;
  call.timeout_seconds = static_cast<int>(check.timeout_s);
  call.inside = connect::Inside::refused;
  call.except = &options_.networks;
  call.setting = "checks.networks";
  call.certificate = check.certificate_days > 0;
  if (page && !(check.contains.empty() && check.lacks.empty())) call.keep_most = page_most;
  const std::int64_t began = register_.world.monotonic_us();
  const connect::Answer answer = options_.send(call);
  const std::int64_t took = register_.world.monotonic_us() - began;
  if (name) return checks::judge_name(check, answer.body, answer.trouble, took);
  if (!page) return checks::judge_connection(check, answer.trouble, took);
  if (answer.late) return checks::judge_page(check, {0, {}, "the answer was not whole in time", took});
  const std::int64_t left = answer.certificate_ends ? std::max<std::int64_t>(0, answer.certificate_ends - register_.world.now()) : -1;
  return checks::judge_page(check, {answer.status, answer.body, answer.trouble, took, left});
}

std::size_t Checker::step() {
  bool due = false;
  register_.readers.read([&](store::Connection& db) { due = checks::due_state(db, register_.world.now()).has_value(); });
  if (!due) return 0;
  const auto actor = people::system_principal("checks").actor();
  std::optional<checks::Claimed> claimed;
  (void)register_.writer.run(store::Lane::clockwork, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    claimed = checks::claim_due(checks_, tx);
    return store::Outcome{};
  });
  if (!claimed) return 0;
  const auto probe = ask(claimed->check);
  const auto taken = register_.writer.run(store::Lane::clockwork, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    checks::take_probe(checks_, tx, *claimed, probe);
    return store::Outcome{};
  });
  if (!taken) log_error("check.not_taken", {{"check", to_string(claimed->check.id)}, {"why", taken.error().first().text}});
  return 1;
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
