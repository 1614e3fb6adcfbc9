#include "practice/people/external_account.hpp"

#include <fmt/format.h>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "store/erase.hpp"
#include "store/row_io.hpp"
#include "store/schema.hpp"

namespace evenkeel::people {
namespace {

using store::Param;

std::vector<ExternalAccount> select(store::Connection& db, std::string_view rest, std::initializer_list<Param> params) {
  const auto& type = record::type_of<ExternalAccount>();
  static const std::string columns = store::select_columns(type, "e");
  std::vector<ExternalAccount> found;
  db.query(fmt::format("SELECT {} FROM external_account e {}", columns, rest), store::Params(params.begin(), params.size()),
           [&](const store::Row& row) { found.push_back(record::from_record<ExternalAccount>(store::read_record(type, row))); });
  return found;
}

std::optional<ExternalAccount> first(std::vector<ExternalAccount> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::string erased_subject(std::string_view source, std::string_view subject) {
  return "erased " + to_hex(sha256(std::string(source) + '\n' + std::string(subject)));
}

}  // namespace

std::string external_schema() {
  return store::ddl_for(record::type_of<ExternalAccount>()) + R"(
CREATE UNIQUE INDEX external_account__subject ON external_account(source, subject);
CREATE INDEX external_account__person ON external_account(person, source);
)";
}

std::optional<ExternalAccount> find_account(store::Connection& db, std::string_view source, std::string_view subject) {
  return first(
      select(db, "WHERE e.source = $1 AND e.subject IN ($2, $3)", {Param(source), Param(subject), Param(erased_subject(source, subject))}));
}

std::optional<ExternalAccount> account_of(store::Connection& db, Id person, std::string_view source) {
  return first(select(db, "WHERE e.person = $1 AND e.source = $2 ORDER BY e.id DESC LIMIT 1", {Param(person), Param(source)}));
}

std::vector<ExternalAccount> accounts_at(store::Connection& db, std::string_view source) {
  return select(db, "WHERE e.source = $1 ORDER BY e.id", {Param(source)});
}

std::vector<ExternalAccount> accounts_of(store::Connection& db, Id person) {
  return select(db, "WHERE e.person = $1 ORDER BY e.id", {Param(person)});
}

void erase_accounts(store::Tx& tx, Id person) {
  for (const ExternalAccount& account : accounts_of(tx.db(), person)) {
    ExternalAccount after = account;
    after.subject = erased_subject(account.source, account.subject);
    after.active = false;
    after.given_name.clear();
    after.family_name.clear();
    tx.update(account, after, {.kind = "external_account.erased", .root = person, .values = store::NoteValues::hidden});
    store::erase_history(tx, person, account.id);
  }
}

}  // namespace evenkeel::people

namespace evenkeel::record {

using people::ExternalAccount;

template <>
const RecordType& type_of<ExternalAccount>() {
  const auto system = [](std::string_view label) { return FieldFacts{.label = label, .access = Access::system}; };
  static const RecordType type{
      "external_account",
      "external_account",
      "external-accounts",
      "External account",
      "External accounts",
      {
          field<&ExternalAccount::id>("id", system("Id")),
          field<&ExternalAccount::version>("version", system("Version")),
          field<&ExternalAccount::person>("person", {.label = "Person", .ref = "person", .required = true, .access = Access::system}),
          field<&ExternalAccount::source>("source", {.label = "Source", .max = 300, .required = true, .access = Access::system}),
          field<&ExternalAccount::subject>(
              "subject", {.label = "Subject", .max = people::subject_most, .required = true, .personal = true, .access = Access::system}),
          field<&ExternalAccount::active>("active", system("Active")),
          field<&ExternalAccount::given_name>("given_name", {.label = "Given name", .personal = true, .access = Access::system}),
          field<&ExternalAccount::family_name>("family_name", {.label = "Family name", .personal = true, .access = Access::system}),
      }};
  return type;
}

}  // namespace evenkeel::record
