#include "app/asking.hpp"

#include <algorithm>

#include "connect/ping.hpp"
#include "practice/check/check_rules.hpp"

namespace evenkeel::app {
namespace {

using connect::Asked;
using service::CheckKind;

constexpr std::size_t page_most = 1'024 * 1'024;  // bytes; texts that tell stand near the begin

Asked asked_of(CheckKind kind) {
  switch (kind) {
    case CheckKind::http: return Asked::answer;
    case CheckKind::tcp: return Asked::connection;
    case CheckKind::dns: return Asked::addresses;
    case CheckKind::ping: break;
  }
  return Asked::echo;
}

}  // namespace

checks::Probe ask(const checks::Check& check, const AskingOptions& options, World& world) {
  connect::Call call;
  call.asked = asked_of(check.kind);
  call.url = call.asked == Asked::connection ? "http://" + check.address : check.address;
  call.method = "GET";
  call.ca_file = options.ca_file;
  call.timeout_seconds = static_cast<int>(check.timeout_s);
  call.inside = connect::Inside::refused;
  call.except = &options.networks;
  call.setting = options.setting;
  call.certificate = check.certificate_days > 0;
  if (call.asked == Asked::answer && !(check.contains.empty() && check.lacks.empty())) call.keep_most = page_most;
  if (call.asked == Asked::echo) {
    call.body.resize(connect::ping_mark_size);
    world.random(call.body.data(), call.body.size());
  }
  const std::int64_t began = world.monotonic_us();
  const connect::Answer answer = options.send(call);
  const std::int64_t took = world.monotonic_us() - began;
  if (answer.unasked) return {false, took, answer.trouble, false};
  if (call.asked == Asked::addresses) return checks::judge_name(check, answer.body, answer.trouble, took);
  if (call.asked != Asked::answer) return checks::judge_connection(check, answer.trouble, took);
  if (answer.late) return checks::judge_page(check, {0, {}, "the answer was not whole in time", took});
  const std::int64_t left = answer.certificate_ends ? std::max<std::int64_t>(0, answer.certificate_ends - world.now()) : -1;
  return checks::judge_page(check, {answer.status, answer.body, answer.trouble, took, left});
}

}  // namespace evenkeel::app
