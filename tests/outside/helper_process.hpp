// A program that plays the other side of a protocol: started by the test, told what to do line by line, and listened to. It ends with
// the test.
#pragma once
#include <boost/json.hpp>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace evenkeel::outside {

class HelperProcess {
 public:
  /// Starts `program` (found by path) with its arguments; throws std::runtime_error when that fails.
  explicit HelperProcess(std::vector<std::string> program);
  ~HelperProcess();
  HelperProcess(const HelperProcess&) = delete;
  HelperProcess& operator=(const HelperProcess&) = delete;

  void tell(const std::string& line);
  /// The next line of its output as JSON, waited for at most so long; empty when none came.
  std::optional<boost::json::object> next(int wait_ms = 10'000);
  /// Events of this kind among what it said until now, each taken once; `wait_ms` is how long to wait for the first.
  std::vector<boost::json::object> take(std::string_view event, int wait_ms = 0);
  void kill();

 private:
  std::optional<std::string> line(int wait_ms);
  int pid_ = -1, in_ = -1, out_ = -1;
  std::string buffer_;
  std::deque<boost::json::object> kept_;
};

inline std::string text_of(const boost::json::object& event, std::string_view name) {
  const auto* found = event.if_contains(name);
  return !found ? std::string() : found->is_string() ? std::string(found->get_string().c_str()) : boost::json::serialize(*found);
}

}  // namespace evenkeel::outside
