#include "app/opened.hpp"

#include <signal.h>

#include <charconv>
#include <cstdlib>
#include <filesystem>

#include "app/migrations.hpp"
#include "base/log.hpp"

namespace evenkeel::app {
namespace {

constexpr int command_line_node = 255;  // the server of an SQLite file is node 1

/// EVENKEEL_CRASH_AFTER_COMMIT=n kills the server at its n-th commit, before anybody is answered; the crash test asks for it.
std::function<void()> crash_probe() {
  const char* wanted = std::getenv("EVENKEEL_CRASH_AFTER_COMMIT");
  if (!wanted) return {};
  const std::string_view text(wanted);
  std::int64_t left = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), left);
  if (end.ec != std::errc() || end.ptr != text.data() + text.size() || left < 1)
    throw store::DbError(store::DbFault::broken, "EVENKEEL_CRASH_AFTER_COMMIT must be a whole number from 1");
  return [left]() mutable {
    if (--left == 0) raise(SIGKILL);
  };
}

}  // namespace

bool is_postgres(const std::string& location) { return location.starts_with("postgres://") || location.starts_with("postgresql://"); }

std::string database_location(const Config& config) {
  return is_postgres(config.database) ? config.database : in_data_folder(config, config.database);
}

Opened::Opened(const Config& config, OpenedAs as) : config_(config) {
  const auto location = database_location(config);
  if (!is_postgres(location)) {
    const auto folder = std::filesystem::path(location).parent_path();
    if (!folder.empty()) std::filesystem::create_directories(folder);
    // One server a file; one command at a time beside it.
    lock_.emplace(as == OpenedAs::server ? location : location + ".command");
  }
  database_ = store::open_database(location);
  auto clock = make_real_world(command_line_node);
  store::migrate(*database_, migrations(database_->engine()), clock->now());
  lease_ = store::lease_node(*database_, clock->now(), store::new_fence(*clock));
  const bool beside = as == OpenedAs::command_line && database_->engine() == store::Engine::sqlite;
  world_ = make_real_world(beside ? command_line_node : lease_.node);
  HouseOptions options;
  options.schema = Schema::opened;  // the lease above needed it
  options.lease = lease_;
  if (as == OpenedAs::server) options.after_commit_probe = crash_probe();
  house_ = std::make_unique<House>(config_, *database_, *world_, std::move(options));
  house_->keep_lease();
}

Opened::~Opened() {
  house_.reset();
  try {
    store::release_node(*database_->connect(store::Open::write), lease_);
  } catch (const store::DbError& e) {
    log_warn("node.not_released", {{"what", e.what()}});  // it runs out by itself
  }
}

}  // namespace evenkeel::app
