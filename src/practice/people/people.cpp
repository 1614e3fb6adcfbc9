#include "practice/people/people.hpp"

#include "base/text.hpp"
#include "practice/people/directory.hpp"
#include "practice/people/one_time.hpp"

namespace evenkeel::people {
namespace {

constexpr int directory_questions_at_once = 4;  // each waits for the network, not for a processor

}  // namespace

People::People(PeopleOptions options)
    : options_(std::move(options)),
      accounts_(options_.reg, options_.second_factor_roles),
      book_(options_.reg),
      last_sync_(std::make_unique<LastSync>()),
      directory_threads_(options_.directory ? directory_questions_at_once : 0) {
  names_.provide("person", [this](const api::Names::Question& asked, api::Names::Found& found) { book_.find(asked.db, asked.ids, found); });
}

People::~People() = default;

void People::changed(std::string_view subject_kind, Id id) {
  accounts_.invalidate(subject_kind, id);
  if (subject_kind == "person") book_.forget(id);
}

void People::set_setup_code(std::string code) {
  std::lock_guard lock(mutex_);
  setup_code_ = std::move(code);
}

bool People::is_setup_code(std::string_view code) const {
  std::lock_guard lock(mutex_);
  return !setup_code_.empty() && equal_secret(lower_ascii(trim(code)), setup_code_);
}

bool People::needs_setup(store::Connection& db) {
  if (set_up_) return false;
  const bool needed = setup_needed(db);
  if (!needed) set_up_ = true;
  return needed;
}

bool setup_needed(store::Connection& db) { return !has_administrator(db); }

std::string make_setup_code(World& world) {
  std::string chance(recovery_code_bytes, '\0');
  world.random(chance.data(), chance.size());
  return readable_code(chance);
}

}  // namespace evenkeel::people
