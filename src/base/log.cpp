// spdlog stays in this file: its headers would cost every other one a second.
#include "base/log.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <charconv>
#include <cmath>
#include <memory>

#include "base/utf8.hpp"

namespace evenkeel {
namespace {

/// Longer values are cut: a line must stay one write, and no attacker's title fills the disk.
constexpr std::size_t value_bytes_most = 4 * 1024;

spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> the_logger = [] {
    auto made = std::make_shared<spdlog::logger>("evenkeel", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern(R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc);
    return made;
  }();
  return *the_logger;
}

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::debug: return spdlog::level::debug;
    case LogLevel::info: return spdlog::level::info;
    case LogLevel::warn: return spdlog::level::warn;
    case LogLevel::error: return spdlog::level::err;
    case LogLevel::off: break;
  }
  return spdlog::level::off;
}

/// A JSON string; control characters are escaped and bytes that are no UTF-8 become U+FFFD, so that the line stays JSON.
void append_string(std::string& out, std::string_view text) {
  const bool cut = text.size() > value_bytes_most;
  text = text.substr(0, value_bytes_most);
  out += '"';
  while (!text.empty()) {
    const char32_t point = next_code_point(text).value_or(0xfffd);
    if (point == '"' || point == '\\') {
      out += '\\';
      out += static_cast<char>(point);
    } else if (point < 0x20 || point == 0x7f) {
      constexpr char digits[] = "0123456789abcdef";
      out += "\\u00";
      out += digits[point >> 4];
      out += digits[point & 15];
    } else {
      append_utf8(out, point);
    }
  }
  out += cut ? "...\"" : "\"";
}

template <class Number>
void append_number(std::string& out, Number value) {
  char digits[32];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

struct AppendValue {
  std::string& out;
  void operator()(std::string_view v) const { append_string(out, v); }
  void operator()(std::int64_t v) const { append_number(out, v); }
  void operator()(bool v) const { out += v ? "true" : "false"; }
  void operator()(double v) const {
    if (std::isfinite(v)) append_number(out, v);
    else out += "null";
  }
};

void write_line(LogLevel level, std::string_view event, LogFields fields) noexcept {
  try {
    spdlog::logger& to = logger();
    if (!to.should_log(level_of(level))) return;
    std::string line = R"("event":)";
    append_string(line, event);
    for (const LogField& field : fields) {
      line += ',';
      append_string(line, field.name);
      line += ':';
      std::visit(AppendValue{line}, field.value.get());
    }
    to.log(level_of(level), spdlog::string_view_t(line.data(), line.size()));
  } catch (...) {
    // No memory for a log line: there is nobody left to tell.
  }
}

}  // namespace

std::optional<LogLevel> parse_log_level(std::string_view name) {
  if (name == "debug") return LogLevel::debug;
  if (name == "info") return LogLevel::info;
  if (name == "warn") return LogLevel::warn;
  if (name == "error") return LogLevel::error;
  if (name == "off") return LogLevel::off;
  return std::nullopt;
}

void set_log_level(LogLevel level) { logger().set_level(level_of(level)); }

void log_debug(std::string_view event, LogFields fields) noexcept { write_line(LogLevel::debug, event, fields); }
void log_info(std::string_view event, LogFields fields) noexcept { write_line(LogLevel::info, event, fields); }
void log_warn(std::string_view event, LogFields fields) noexcept { write_line(LogLevel::warn, event, fields); }
void log_error(std::string_view event, LogFields fields) noexcept { write_line(LogLevel::error, event, fields); }

}  // namespace evenkeel
