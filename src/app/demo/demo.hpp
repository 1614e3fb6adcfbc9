// The demo: an organisation and ninety days of its incidents up to now, made by the commands that people give, on a simulated
// clock. The same seed and the same end give the same change log.
#pragma once
#include <functional>
#include <map>
#include <string>

#include "app/demo/stage.hpp"

namespace evenkeel::app::demo {

struct DemoOptions {
  std::uint64_t seed = 1;
  int days = 90;
  std::string password_hash;                             // of the accounts that can sign in
  std::function<void(int day, int days)> progress = {};  // after each day
};
constexpr int days_most = 400;

/// Logins that a demo has, with what they show.
struct Account {
  std::string_view login, text;
};
std::span<const Account> accounts();

struct Made {
  std::int64_t commands = 0;
  std::vector<Refused> refused;  // commands that the desk did not take: a fault of the story, not of the register
};

/// Nothing was ever written to it but its schema.
bool is_empty(store::Connection& db);

/// Where the clock of a demo that ends at `end` must begin.
Time demo_begin(Time end, int days);
/// Fills the empty register from `world.now()` (demo_begin) to `end`, where `world` then stands.
Made make_demo(House& house, SimWorld& world, Time end, const DemoOptions& options);

}  // namespace evenkeel::app::demo
