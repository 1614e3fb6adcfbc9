// Words for severity, of all the tools whose senders are read.
#include <array>

#include "base/text.hpp"
#include "practice/alert/alert_rules.hpp"

namespace evenkeel::alert {
namespace {

struct Word {
  std::string_view word;
  AlertSeverity severity;
};
using enum AlertSeverity;
constexpr std::array severity_words = {
    Word{"critical", critical}, Word{"crit", critical},   Word{"fatal", critical}, Word{"emergency", critical},
    Word{"disaster", critical}, Word{"page", critical},   Word{"p1", critical},    Word{"sev1", critical},
    Word{"down", critical},     Word{"error", error},     Word{"err", error},      Word{"high", error},
    Word{"major", error},       Word{"p2", error},        Word{"sev2", error},     Word{"warning", warning},
    Word{"warn", warning},      Word{"average", warning}, Word{"medium", warning}, Word{"minor", warning},
    Word{"p3", warning},        Word{"sev3", warning},    Word{"info", info},      Word{"information", info},
    Word{"low", info},          Word{"notice", info},     Word{"none", info},      Word{"ok", info},
    Word{"p4", info},           Word{"p5", info},         Word{"sev4", info},      Word{"debug", info}};

}  // namespace

std::optional<AlertSeverity> severity_in(std::string_view word) {
  const std::string lower = lower_ascii(trim(word));
  for (const Word& w : severity_words)
    if (w.word == lower) return w.severity;
  return std::nullopt;
}

}  // namespace evenkeel::alert
