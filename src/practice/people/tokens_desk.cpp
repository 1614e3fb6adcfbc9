// API tokens: made for a person, limited to permissions and to a time, and revoked for good.
#include <algorithm>

#include "practice/people/people_desk.hpp"
#include "practice/people/people_store.hpp"

namespace evenkeel::people {
namespace {

constexpr std::int64_t token_life_us = 365 * us_per_day;  // when nobody said how long

Status check_scopes(const Principal& who, const std::vector<std::string>& scopes) {
  // Not `required` of the field: a stored token without scopes stays what it is, a token that opens nothing.
  if (scopes.empty())
    return invalid("field.required", "must name at least one permission, or everything: all that the person may", "/scopes");
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < scopes.size(); ++i) {
    if (scopes[i] == everything_scope) continue;
    const std::string field = "/scopes/" + std::to_string(i);
    const bool known = std::ranges::any_of(permissions(), [&](const Permission& p) { return p.name == scopes[i]; });
    if (!known) problems.push_back({"token.unknown_scope", "is no permission; everything stands for all that the person may", field});
    else if (!may(who, scopes[i])) problems.push_back({"token.scope_not_held", "is a permission that the person has not got", field});
  }
  if (problems.empty()) return Done{};
  return Error{Fault::invalid, std::move(problems), {}};
}

}  // namespace

Result<Token> create_token(store::Tx& tx, const record::Patch& patch, Id person, const std::string& secret) {
  const auto owner = tx.find<Person>(person);
  if (!owner || !owner->active) return invalid("token.unknown_person", "There is no such person, or not an active one.", "/person");
  Token token = record::from_record<Token>(record::apply(record::to_record(Token{}), patch));
  token.person = person;
  token.secret_hash = hash_of_secret(secret);
  token.created_at = tx.now();
  if (!token.expires_at) token.expires_at = tx.now() + token_life_us;
  CHECK_OK(record::validate(record::to_record(token)));
  if (token.expires_at <= tx.now() || token.expires_at > tx.now() + token_life_most_us)
    return invalid("token.bad_expiry", "must be in the future, at most two years ahead", "/expires_at");
  CHECK_OK(check_scopes(principal_of(*owner), token.scopes));
  token.id = tx.new_id();
  tx.insert(token, {.kind = "token.created", .root = person});
  return token;
}

Result<Token> revoke_token(store::Tx& tx, const Principal& who, Id id) {
  const auto before = tx.find<Token>(id);
  if (!before || !(before->person == who.person || may(who, "token.edit"))) return api::missing("token");
  if (before->revoked) return *before;
  Token after = *before;
  after.revoked = true;
  tx.update(*before, after, {.kind = "token.revoked", .root = before->person});
  return after;
}

void revoke_tokens(store::Tx& tx, Id person, std::string_view reason) {
  std::string why = R"({"reason":)";
  record::append_json_string(why, reason);
  why += "}";
  for (const TokenRow& row : list_tokens(tx.db(), person)) {
    if (row.token.revoked) continue;
    Token after = row.token;
    after.revoked = true;
    tx.update(row.token, after, {.kind = "token.revoked", .root = person, .why = why});
  }
}

}  // namespace evenkeel::people
