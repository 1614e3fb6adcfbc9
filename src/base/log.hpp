// What the process tells its operator: one JSON object a line on standard error, so that journald, a file or a collector
// can read it alike. An event has a dotted name and named values; there are no sentences to parse.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

namespace evenkeel {

enum class LogLevel { debug, info, warn, error, off };

/// "debug", "info", "warn", "error", "off"; empty for anything else.
std::optional<LogLevel> parse_log_level(std::string_view name);
/// From here on lines below `level` are dropped; info at the start. Thread-safe.
void set_log_level(LogLevel level);

/// A value of a log line; text is only read during the call.
class LogValue {
 public:
  LogValue(const char* v) : v_(std::string_view(v)) {}
  LogValue(std::string_view v) : v_(v) {}
  LogValue(const std::string& v) : v_(std::string_view(v)) {}
  LogValue(bool v) : v_(v) {}
  LogValue(double v) : v_(v) {}
  template <class I>
    requires std::is_integral_v<I>
  LogValue(I v) : v_(static_cast<std::int64_t>(v)) {}
  const std::variant<std::string_view, std::int64_t, double, bool>& get() const { return v_; }

 private:
  std::variant<std::string_view, std::int64_t, double, bool> v_;
};

/// "at", "level" and "event" are taken; other names are free.
struct LogField {
  std::string_view name;
  LogValue value;
};
using LogFields = std::initializer_list<LogField>;

/// Never throw, thread-safe: log_info("server.started", {{"port", port}, {"database", name}});
void log_debug(std::string_view event, LogFields fields = {}) noexcept;
void log_info(std::string_view event, LogFields fields = {}) noexcept;
void log_warn(std::string_view event, LogFields fields = {}) noexcept;
void log_error(std::string_view event, LogFields fields = {}) noexcept;

}  // namespace evenkeel
