// One random life of a register: the production house on one thread and simulated time, people who give random commands, and faults:
// crashes, a mail server that is away, a database that fails at a commit, a clock that is put forward or back. All of it comes from
// one seed, so that a failure can be looked at again.
#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "scenario/office.hpp"
#include "sim/faulty_database.hpp"
#include "sim/invariants.hpp"

namespace evenkeel::sim {

struct Plan {
  std::uint64_t seed = 1;
  int steps = 25;
  store::Engine engine = store::Engine::sqlite;
};

struct Counts {
  int commands = 0, taken = 0, refused = 0, unavailable = 0, crashes = 0, faults = 0;
};

class Life {
 public:
  explicit Life(const Plan& plan);
  ~Life();
  /// Lives it; throws std::runtime_error with what does not hold.
  void run();
  const Counts& counts() const { return counts_; }
  /// The last things that happened, oldest first.
  std::string history() const;

 private:
  /// A text that is found once when its command was taken, and at most once when nobody knows.
  struct Said {
    std::string text;
    bool taken = false;
  };

  std::uint64_t chance(std::uint64_t below) { return random_() % below; }
  bool one_in(std::uint64_t n) { return chance(n) == 0; }
  template <class List>
  auto& any(List& list) {
    return list[chance(list.size())];
  }
  std::string word();

  void found();
  void step(int number);
  void misfortune();
  void log_incident();
  void command();
  void task();
  void bulk();
  void edit_title();
  /// A body for the command, sometimes one that must be refused.
  std::string body_of(const std::string& command, std::string& said);
  /// Sends it, twice with the same key when the first answer was lost; judges the status.
  scenario::Answered give(const std::string& who, http::Verb verb, const std::string& target, const std::string& body);
  void check(bool all);
  void check_said();
  void check_search();
  void end();
  void note(const std::string& text);
  [[noreturn]] void fail(const std::string& why);

  Plan plan_;
  std::mt19937_64 random_;
  std::unique_ptr<FaultyDatabase> faulty_;
  std::unique_ptr<scenario::Stage> stage_;
  std::unique_ptr<scenario::Office> office_;
  std::vector<std::string> staff_, callers_, teams_;
  std::string code_, category_, other_category_, service_;
  std::vector<std::string> incidents_;
  std::map<std::string, std::int64_t> versions_;  // the newest that was answered
  std::map<std::string, std::string> titles_;     // the word of the title, of incidents whose last edit was answered
  std::vector<Said> said_;
  std::deque<std::string> history_;
  std::int64_t fences_ = 0;
  ClockBack clock_ = ClockBack::never;
  int words_ = 0;
  Counts counts_;
};

}  // namespace evenkeel::sim
