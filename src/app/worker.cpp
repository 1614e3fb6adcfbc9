#include "app/worker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/log.hpp"

namespace evenkeel::app {
namespace {

namespace bj = boost::json;

constexpr std::size_t answer_most = 256 * 1'024;  // bytes
constexpr int call_seconds = 20;
constexpr std::int64_t away_pause_us = 5 * us_per_second;
constexpr std::int64_t refused_pause_us = 30 * us_per_second;  // until somebody gave it another token
constexpr int report_tries = 3;

std::string text_in(const bj::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_string() ? std::string(value->get_string().begin(), value->get_string().end()) : std::string();
}

std::int64_t number_in(const bj::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_int64() ? value->get_int64() : 0;
}

/// Why the server did not do what was asked; empty: it did.
std::string trouble_of(const connect::Answer& answer) {
  if (answer.status == 200) return {};
  return answer.status == 0 ? answer.trouble : fmt::format("it answered {}", answer.status);
}

}  // namespace

connect::Answer Worker::post(const std::string& path, std::string body) {
  connect::Call call;
  call.url = options_.server + path;
  call.headers = {"Authorization: Bearer " + options_.token, "Content-Type: application/json"};
  call.body = std::move(body);
  call.ca_file = options_.ca_file;
  call.timeout_seconds = call_seconds;
  call.keep_most = answer_most;
  return options_.asking.send(call);
}

void Worker::note(std::string trouble) {
  const std::lock_guard lock(mutex_);
  if (trouble == trouble_ || stopping_) return;
  if (trouble.empty()) log_info("worker.server_back");
  else log_warn("worker.not_served", {{"why", trouble}});
  trouble_ = std::move(trouble);
}

void Worker::rest(std::int64_t us) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, std::chrono::microseconds(us), [this] { return stopping_.load(); });
}

std::optional<Worker::Given> Worker::given_by(const std::string& body, std::int64_t& pause_us) {
  boost::system::error_code bad;
  const bj::value json = bj::parse(body, bad);
  const auto* answer = bad ? nullptr : json.if_object();
  const auto* items = answer ? answer->if_contains("items") : nullptr;
  if (!items || !items->is_array()) {
    note("its answer is none of Evenkeel's");
    pause_us = refused_pause_us;
    return std::nullopt;
  }
  pause_us = std::max<std::int64_t>(1, number_in(*answer, "next_in_s")) * us_per_second;
  if (items->get_array().empty() || !items->get_array()[0].is_object()) return std::nullopt;
  const bj::object& item = items->get_array()[0].get_object();
  const auto id = parse_id(text_in(item, "check"));
  if (!id) return std::nullopt;
  Given given;
  given.turn = text_in(item, "turn");
  checks::Check& check = given.check;
  check.id = *id;
  check.address = text_in(item, "address");
  check.expected_status = text_in(item, "expected_status");
  check.contains = text_in(item, "contains");
  check.lacks = text_in(item, "lacks");
  check.timeout_s = std::max<std::int64_t>(1, number_in(item, "timeout_s"));
  check.slow_ms = number_in(item, "slow_ms");
  check.certificate_days = number_in(item, "certificate_days");
  if (const auto kind = record::from_name<service::CheckKind>(text_in(item, "kind"))) check.kind = *kind;
  else given.unknown = checks::Probe{false, 0, "the worker is older than the server and does not know this kind", false};
  return given;
}

std::optional<Worker::Given> Worker::take() {
  const std::lock_guard turn(asking_server_);
  if (stopping_) return std::nullopt;
  const auto answer = post("/api/v1/check_turns", bj::serialize(bj::object{{"place", options_.place}, {"most", 1}}));
  note(trouble_of(answer));
  std::int64_t pause_us = std::max(answer.wait_us, answer.status == 401 || answer.status == 403 ? refused_pause_us : away_pause_us);
  if (answer.status == 200)
    if (auto given = given_by(answer.body, pause_us)) return given;
  rest(pause_us);
  return std::nullopt;
}

void Worker::report(const Given& given, const checks::Probe& probe) {
  const std::string path = "/api/v1/checks/" + to_string(given.check.id) + "/answers";
  const std::string body = bj::serialize(
      bj::object{{"turn", given.turn}, {"well", probe.well}, {"asked", probe.asked}, {"took_us", probe.took_us}, {"text", probe.text}});
  for (int i = 0; i < report_tries && !stopping_; ++i) {
    const auto answer = post(path, body);
    // A check that is gone needs no answer.
    if (answer.status == 200 || answer.status == 404) return;
    note(trouble_of(answer));
    rest(std::max(answer.wait_us, away_pause_us));
  }
}

void Worker::serve() {
  while (!stopping_) {
    const auto given = take();
    if (!given) continue;
    const auto probe = given->unknown ? *given->unknown : ask(given->check, options_.asking, world_);
    if (!stopping_) report(*given, probe);
  }
}

void Worker::start() {
  auto send = std::move(options_.asking.send);
  options_.asking.send = [this, send = std::move(send)](connect::Call call) {
    call.given_up = &stopping_;
    return send(call);
  };
  for (auto& thread : threads_)
    thread = std::thread([this] {
      while (!stopping_) try {
          serve();
        } catch (const std::exception& e) {
          log_error("worker.failed", {{"what", e.what()}});
          rest(away_pause_us);
        }
    });
}

void Worker::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
}

}  // namespace evenkeel::app
