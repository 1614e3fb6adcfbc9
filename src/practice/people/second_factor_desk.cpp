#include "practice/people/second_factor_desk.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.hpp"
#include "practice/people/one_time.hpp"
#include "practice/people/people_store.hpp"
#include "store/row_io.hpp"

namespace evenkeel::people {
namespace {

using store::Param;

std::string context_of(Id person) { return "totp " + to_string(person); }

Error none() { return error(Fault::conflict, "second_factor.none", "There is no second factor set up."); }
Error active() { return error(Fault::conflict, "second_factor.active", "A second factor is set up already; remove it first."); }
Error wrong() { return error(Fault::unauthenticated, "session.code_wrong", "The code is wrong, too old, or was used already.", "/code"); }

std::int64_t last_used_step(store::Connection& db, Id person) {
  std::int64_t step = -1;
  db.query("SELECT step FROM second_factor_use WHERE person = $1", {Param(person)}, [&](const store::Row& row) { step = row.integer(0); });
  return step;
}

void keep_used_step(store::Tx& tx, Id person, std::int64_t step) {
  tx.db().execute("INSERT INTO second_factor_use(person, step) VALUES ($1, $2) ON CONFLICT (person) DO UPDATE SET step = excluded.step",
                  {Param(person), Param(step)});
}

std::vector<std::string> make_recovery_codes(store::Tx& tx) {
  std::vector<std::string> codes;
  for (int i = 0; i < recovery_codes; ++i) codes.push_back(readable_code(tx.random(recovery_code_bytes)));
  return codes;
}

std::vector<std::string> hashes_of(const std::vector<std::string>& codes) {
  std::vector<std::string> hashes;
  for (const std::string& code : codes) hashes.push_back(hash_of_secret(fold_code(code)));
  return hashes;
}

Result<std::string> secret_of(const People& people, const SecondFactor& factor) {
  auto secret = people.vault().open(factor.sealed_secret, context_of(factor.person));
  if (!secret)
    return error(Fault::unavailable, "second_factor.key_missing",
                 "This server has not got the key of this second factor; use a recovery code, or ask an administrator to reset it.");
  return std::move(*secret);
}

/// Of the app, once: what was used is remembered.
Result<bool> spend_totp(const People& people, store::Tx& tx, const SecondFactor& factor, std::string_view code) {
  TRY(const std::string secret, secret_of(people, factor));
  const auto step = totp_matching_step(secret, code, tx.now(), last_used_step(tx.db(), factor.person));
  if (step) keep_used_step(tx, factor.person, *step);
  return step.has_value();
}

bool spend_recovery(store::Tx& tx, const SecondFactor& factor, std::string_view folded) {
  SecondFactor after = factor;
  if (std::erase(after.recovery_hashes, hash_of_secret(folded)) == 0) return false;
  tx.update(factor, after, {.kind = "second_factor.recovery_code_used", .root = factor.person});
  return true;
}

}  // namespace

std::optional<SecondFactor> find_second_factor(store::Connection& db, Id person) {
  const auto& type = record::type_of<SecondFactor>();
  static const std::string sql = fmt::format("SELECT {} FROM second_factor f WHERE f.person = $1", store::select_columns(type, "f"));
  std::optional<SecondFactor> found;
  db.query(sql, {Param(person)}, [&](const store::Row& row) {
    found = record::from_record<SecondFactor>(store::read_record(record::type_of<SecondFactor>(), row));
  });
  return found;
}

bool has_second_factor(store::Connection& db, Id person) {
  bool found = false;
  db.query("SELECT 1 FROM second_factor WHERE person = $1 AND confirmed_at IS NOT NULL", {Param(person)},
           [&](const store::Row&) { found = true; });
  return found;
}

Result<SecondFactor> begin_second_factor(const People& people, store::Tx& tx, Id person, const std::string& secret) {
  const auto before = find_second_factor(tx.db(), person);
  if (before && before->confirmed_at) return active();
  SecondFactor factor = before.value_or(SecondFactor{});
  factor.sealed_secret = people.vault().seal(secret, tx.random(Vault::nonce_bytes), context_of(person));
  if (before) {
    tx.update(*before, factor, {.kind = "second_factor.begun", .root = person});
    return factor;
  }
  factor.id = tx.new_id();
  factor.person = person;
  tx.insert(factor, {.kind = "second_factor.begun", .root = person});
  return factor;
}

Result<std::vector<std::string>> confirm_second_factor(const People& people, store::Tx& tx, Id person, std::string_view code,
                                                       std::string_view keep_session) {
  const auto before = find_second_factor(tx.db(), person);
  if (!before) return none();
  if (before->confirmed_at) return active();
  TRY(const bool right, spend_totp(people, tx, *before, fold_code(code)));
  if (!right) return invalid("code.wrong", "is not the code that the app shows now; is its clock right?", "/code");
  SecondFactor after = *before;
  auto codes = make_recovery_codes(tx);
  after.confirmed_at = tx.now();
  after.recovery_hashes = hashes_of(codes);
  tx.update(*before, after, {.kind = "second_factor.confirmed", .root = person});
  end_other_sessions(tx, person, keep_session);
  return codes;
}

Status spend_code(const People& people, store::Tx& tx, Id person, std::string_view code) {
  const auto factor = find_second_factor(tx.db(), person);
  if (!factor || !factor->confirmed_at) return none();
  const std::string folded = fold_code(code);
  const bool of_app = folded.size() <= 8 && std::ranges::all_of(folded, [](char c) { return c >= '0' && c <= '9'; });
  if (!of_app) return spend_recovery(tx, *factor, folded) ? Status(Done{}) : Status(wrong());
  TRY(const bool right, spend_totp(people, tx, *factor, folded));
  return right ? Status(Done{}) : Status(wrong());
}

Result<std::vector<std::string>> renew_recovery_codes(store::Tx& tx, Id person) {
  const auto before = find_second_factor(tx.db(), person);
  if (!before || !before->confirmed_at) return none();
  SecondFactor after = *before;
  auto codes = make_recovery_codes(tx);
  after.recovery_hashes = hashes_of(codes);
  tx.update(*before, after, {.kind = "second_factor.recovery_codes_renewed", .root = person});
  return codes;
}

Status remove_second_factor(store::Tx& tx, Id person, std::string_view reason) {
  const auto before = find_second_factor(tx.db(), person);
  if (!before) return none();
  std::string why = "{\"reason\":";
  record::append_json_string(why, reason);
  tx.remove(record::to_record(*before), {.kind = "second_factor.removed", .root = person, .why = why + "}"});
  tx.db().execute("DELETE FROM second_factor_use WHERE person = $1", {Param(person)});
  return Done{};
}

}  // namespace evenkeel::people

namespace evenkeel::record {

using people::SecondFactor;

template <>
const RecordType& type_of<SecondFactor>() {
  static const RecordType type{
      "second_factor",
      "second_factor",
      "second-factors",
      "Second factor",
      "Second factors",
      {
          field<&SecondFactor::id>("id", {.label = "Id", .access = Access::system}),
          field<&SecondFactor::version>("version", {.label = "Version", .access = Access::system}),
          field<&SecondFactor::person>("person",
                                       {.label = "Person", .ref = "person", .required = true, .unique = true, .access = Access::system}),
          field<&SecondFactor::sealed_secret>("sealed_secret", {.label = "Secret", .max = 500, .required = true, .access = Access::secret}),
          field<&SecondFactor::confirmed_at>("confirmed_at", {.label = "In force since", .access = Access::system}),
          field<&SecondFactor::recovery_hashes>("recovery_hashes",
                                                {.label = "Recovery codes", .max = people::recovery_codes, .access = Access::secret}),
      }};
  return type;
}

}  // namespace evenkeel::record
