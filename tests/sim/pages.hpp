// One random life of escalations, many of them at once: the production house on one thread and simulated time, policies whose steps go to
// people by mail and by a gateway, some of them acknowledged. Servers die while a message is handed over and right after a commit, commits
// fail, a node loses its lease, clocks are put forward and back, channels refuse, hang and take a message without a word. All of it comes
// from one seed. What people got is counted here, beside the code that sends it.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "scenario/office.hpp"
#include "sim/faulty_database.hpp"
#include "sim/invariants.hpp"

namespace evenkeel::sim {

struct PagesPlan {
  std::uint64_t seed = 1;
  int incidents = 300;
  store::Engine engine = store::Engine::sqlite;
};

struct PagesCounts {
  std::int64_t escalations = 0, steps = 0, acknowledged = 0, handed_over = 0, repeated = 0, unknown = 0, crashes = 0, faults = 0,
               leases = 0;
};

class PagesLife {
 public:
  explicit PagesLife(const PagesPlan& plan);
  ~PagesLife();
  /// Lives it; throws std::runtime_error with what does not hold.
  void run();
  const PagesCounts& counts() const { return counts_; }

 private:
  /// A server that dies: unwinds whatever it was doing.
  struct Died {};
  /// What one hand-over says to whom.
  struct HandedOver {
    std::set<std::string> numbers;  // of incidents
    std::string to;
  };

  std::uint64_t chance(std::uint64_t below) { return random_() % below; }
  bool one_in(std::uint64_t n) { return chance(n) == 0; }
  void adjust(app::Config& config, app::HouseOptions& options);
  void found();

  store::HandOver mail(const notification::Mail& mail);
  connect::Answer call(const connect::Call& call);
  /// Judges a hand-over when it begins, and chooses what becomes of it.
  enum class Fate { taken, refused, taken_without_a_word, hung, dies_before, dies_after };
  Fate begin(HandedOver what);
  void arrive();
  /// Nobody knows what became of the hand-over that was last.
  void nobody_knows();

  /// Runs the work; a server that dies in it is started again.
  template <class Work>
  bool guarded(Work work);
  void settle();
  void pass(std::int64_t us);
  void log_some();
  void acknowledge_one();
  void misfortune();
  void check();

  PagesPlan plan_;
  std::mt19937_64 random_;
  std::unique_ptr<FaultyDatabase> faulty_;
  std::unique_ptr<scenario::Stage> stage_;
  std::int64_t fences_ = 0;
  bool peaceful_ = true;
  int channels_broken_ = 0;  // of eight hand-overs so many fail
  int commits_left_ = 0;     // until the server dies right after one; 0: it does not
  int fired_ = 0;
  std::string code_;  // that came over the gateway
  int logged_ = 0;
  ClockBack clock_ = ClockBack::never;
  std::vector<std::string> open_;  // numbers that somebody may acknowledge
  std::set<std::string> answered_, tried_;
  HandedOver last_;
  std::map<std::pair<std::string, std::string>, int> told_, may_repeat_;  // by incident and recipient
  PagesCounts counts_;
};

}  // namespace evenkeel::sim
