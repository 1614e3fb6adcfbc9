// evenkeel notify: what Nagios, Icinga, Zabbix and scripts call. An event is put into the spool first and sent then, so that an outage of
// the server loses none; the next call, or `evenkeel notify --flush`, sends what waits.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <map>

#include "app/cli.hpp"
#include "app/notify/notice.hpp"
#include "app/notify/spool.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "connect/outgoing.hpp"

namespace evenkeel::app {
namespace {

using notify::Outcome;
using notify::Sent;

constexpr const char* settings_file = "/etc/evenkeel/notify";
constexpr const char* spool_above = "/var/spool/evenkeel/";
constexpr int limit_seconds = 10, limit_most = 600;
constexpr int grace_seconds = 3;          // of what no time limit reaches: a resolver, a disk that hangs
constexpr int one_call_seconds = 10;      // of the time limit, for one request
constexpr std::size_t answer_kept = 500;  // bytes of a refusal

enum Exit { done = 0, not_taken = 1, wrong_use = 2, lost = 3 };

struct Arguments {
  notify::Said said;
  std::string settings;
  bool flush = false;
  int limit = limit_seconds;
};

struct Settings {
  std::string url, key, ca_file, spool;
};

std::string variable(const char* name) {
  const char* found = std::getenv(name);
  return found ? found : "";
}

/// NAME=value lines, as systemd's EnvironmentFile has them; the environment says otherwise. Errors: invalid.
Result<Settings> settings_of(const Arguments& a) {
  const std::string path = a.settings.empty() ? settings_file : a.settings;
  std::map<std::string, std::string, std::less<>> lines;
  std::ifstream file(path);
  if (!file && !a.settings.empty()) return invalid("notify.settings", "the file " + path + " cannot be read");
  for (std::string line; std::getline(file, line);)
    if (const auto equals = line.find('='); equals != std::string::npos && !trim(line).starts_with('#'))
      lines[std::string(trim(std::string_view(line).substr(0, equals)))] = trim(std::string_view(line).substr(equals + 1));
  const auto named = [&](const char* name) {
    const std::string said = variable(name);
    return said.empty() ? lines[name] : said;
  };
  Settings s{named("EVENKEEL_NOTIFY_URL"), named("EVENKEEL_NOTIFY_KEY"), named("EVENKEEL_NOTIFY_CA_FILE"), named("EVENKEEL_NOTIFY_SPOOL")};
  if (s.url.empty() || s.key.empty())
    return invalid("notify.settings", "EVENKEEL_NOTIFY_URL and EVENKEEL_NOTIFY_KEY stand neither in the environment nor in " + path);
  if (!is_usable_url(s.url)) return invalid("notify.settings", "EVENKEEL_NOTIFY_URL must be https://..., or http:// to this machine");
  if (s.key.find_first_of("\r\n") != std::string::npos) return invalid("notify.settings", "EVENKEEL_NOTIFY_KEY must be one line");
  while (s.url.ends_with('/')) s.url.pop_back();
  // A file of settings is a source; each has a spool of its own.
  if (s.spool.empty()) s.spool = spool_above + path.substr(path.rfind('/') + 1);
  return s;
}

/// What is wrong with the event itself is refused for good; everything else (no answer, too much, a key that ended) may become well again.
Outcome offer(const Settings& settings, const std::string& body, int seconds) {
  connect::Call call;
  call.url = settings.url + "/v2/enqueue";
  call.headers = {"Content-Type: application/json", "Authorization: Bearer " + settings.key};
  call.body = body;
  call.ca_file = settings.ca_file;
  call.timeout_seconds = seconds;
  call.begin_most = answer_kept;
  const auto answer = connect::send(call);
  if (answer.status >= 200 && answer.status < 300) return {Sent::taken, {}};
  if (answer.status == 0) return {Sent::not_now, answer.trouble};
  const bool of_the_event = answer.status == 400 || answer.status == 413 || answer.status == 422;
  return {of_the_event ? Sent::refused : Sent::not_now,
          fmt::format("the server answered {}{}{}", answer.status, of_the_event ? ": " : "", of_the_event ? answer.body : "")};
}

/// What the program says when its time is up all the same: what was kept is not lost.
std::atomic<int> verdict{lost};
void end_now(int) { ::_exit(verdict.load()); }

int tell(const notify::Flushed& sent) {
  if (sent.refused > 0) complain(fmt::format("{} events were refused and lie aside: {}", sent.refused, sent.reason));
  else if (sent.left > 0)
    complain(fmt::format("{} events wait in the spool: {}", sent.left,
                         sent.busy             ? "another call is sending"
                         : sent.reason.empty() ? "the time is up"
                                               : sent.reason));
  return sent.refused > 0 ? not_taken : done;
}

int run(const Arguments& a) {
  const auto settings = settings_of(a);
  if (!settings) {
    complain(settings.error().first().text);
    return wrong_use;
  }
  const auto world = make_real_world(0);
  const std::int64_t until = world->monotonic_us() + a.limit * us_per_second;
  verdict = lost;
  std::signal(SIGALRM, end_now);
  ::alarm(static_cast<unsigned>(a.limit + grace_seconds));
  notify::Notice notice;
  if (!a.flush) {
    auto made = notify::notice_of(a.said, variable, world->now());
    if (!made) {
      complain(made.error().first().text);
      return wrong_use;
    }
    notice = std::move(*made);
    if (notice.body.empty()) {
      say("nothing is sent: " + notice.nothing);
      return done;
    }
  }
  const auto offered = [&](const std::string& body) {
    const std::int64_t left = (until - world->monotonic_us()) / us_per_second;
    return offer(*settings, body, static_cast<int>(std::clamp<std::int64_t>(left, 1, one_call_seconds)));
  };
  auto spool = notify::Spool::open(settings->spool, *world);
  Status kept = !spool ? Status(spool.error()) : a.flush ? Status(Done{}) : spool->keep(notice.body);
  if (spool && !kept) {
    // A full one is emptied first, so that the new event stays behind the old ones.
    spool->flush(offered, until);
    kept = spool->keep(notice.body);
  }
  if (spool && kept) {
    verdict = done;
    return tell(spool->flush(offered, until));
  }
  complain(kept.error().first().text);
  if (a.flush) return lost;
  // Without a spool it is sent at once: better out of its order than not at all.
  const Outcome outcome = offered(notice.body);
  if (outcome.sent == Sent::taken) return done;
  complain("the event is lost: " + outcome.reason);
  return lost;
}

}  // namespace

void add_notify(CLI::App& program, Cli& cli) {
  auto a = std::make_shared<Arguments>();
  auto* command = program.add_subcommand("notify", "Tell a running Evenkeel of an alert, for Nagios, Icinga, Zabbix and scripts");
  auto& said = a->said;
  command->add_option("--key", said.key, "What it is about; the same key ends it");
  command->add_option("--summary", said.summary, "What is wrong, in a line");
  command->add_option("--severity", said.severity, "critical, error, warning or info");
  command->add_option("--label", said.labels, "name=value, may be given several times")->expected(1)->take_all();
  command->add_flag("--resolve", said.resolve, "It has ended");
  command->add_option("--host", said.host, "Nagios, Icinga: the host (else NAGIOS_HOSTNAME)");
  command->add_option("--service", said.service, "the service, when it is about one");
  command->add_option("--state", said.state, "OK, WARNING, CRITICAL, UNKNOWN, UP, DOWN, UNREACHABLE");
  command->add_option("--output", said.output, "what the check printed");
  command->add_option("--type", said.type, "PROBLEM, RECOVERY, ACKNOWLEDGEMENT, CUSTOM, FLAPPINGSTART ...");
  command->add_option("words", said.words, "Zabbix: to whom, subject, message (text, or the parameters of a media type as JSON)")
      ->expected(3);
  command->add_flag("--flush", a->flush, "Send what waits in the spool, and nothing new");
  command->add_option("--settings", a->settings,
                      "File with EVENKEEL_NOTIFY_URL=..., _KEY, _CA_FILE, _SPOOL (default: /etc/evenkeel/notify)");
  command->add_option("--limit", a->limit, "Seconds that all this may take (default: 10)")->check(CLI::Range(1, limit_most));
  command->callback([&cli, a] { cli.chosen = [a] { return run(*a); }; });
}

}  // namespace evenkeel::app
