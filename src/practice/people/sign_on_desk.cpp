#include "practice/people/sign_on_desk.hpp"

#include <algorithm>

#include "practice/people/people_desk.hpp"

namespace evenkeel::people {
namespace {

Error refused(std::string word, std::string text) { return error(Fault::forbidden, "sign_on." + std::move(word), std::move(text)); }

/// Somebody who is here and whom the operator's rule takes for this one; several are nobody.
Result<std::optional<Person>> matched(store::Connection& db, const SignOnRules& rules, const OutsidePerson& outside) {
  std::optional<Person> found;
  if (rules.match == SignOnMatch::login && !outside.login.empty()) found = find_by_login(db, outside.login);
  if (rules.match == SignOnMatch::verified_mail && outside.mail && !outside.mail->empty()) {
    auto same = find_by_mail(db, *outside.mail);
    if (same.size() > 1) return refused("taken", "several people have the mail address");
    if (!same.empty()) found = std::move(same.front());
  }
  if (found && account_of(db, found->id, rules.source)) return refused("taken", "another account of the provider belongs to this person");
  return found;
}

/// For whom the register or another system is where name and address are kept, the provider says only the groups.
void keep_profile(OutsidePerson& outside) {
  outside.name.clear();
  outside.login.clear();
  outside.mail = outside.phone = outside.language = std::nullopt;
}

bool is_kept_by(store::Connection& db, const Person& person, std::string_view source) {
  return person.password_hash.empty() &&
         std::ranges::all_of(accounts_of(db, person.id), [&](const ExternalAccount& account) { return account.source == source; });
}

/// Nobody is matched by chance: whoever has the login or the address must be the same person by a rule.
Status check_free(store::Connection& db, const OutsidePerson& outside) {
  if (find_by_login(db, outside.login)) return refused("taken", "somebody else has this login");
  if (outside.mail && !outside.mail->empty() && !find_by_mail(db, *outside.mail).empty())
    return refused("taken", "somebody else has this mail address");
  return Done{};
}

}  // namespace

Result<Person> admit(People& people, store::Tx& tx, const SignOnRules& rules, const OutsidePerson& said) {
  OutsidePerson outside = said;
  outside.source = rules.source;
  if (outside.login.empty()) outside.login = outside.mail.value_or("");
  std::optional<Person> known;
  if (const auto account = find_account(tx.db(), rules.source, outside.key)) {
    known = find_person(tx.db(), account->person);
  } else {
    TRY(known, matched(tx.db(), rules, outside));
    if (!known && !rules.create) return refused("no_account", "nobody here belongs to this account");
    if (!known) CHECK_OK(check_free(tx.db(), outside));
  }
  if (known) {
    if (!known->active) return refused("inactive", "the account here is not active");
    outside.person = known->id;
    if (!is_kept_by(tx.db(), *known, rules.source)) keep_profile(outside);
  }
  const OutsideRow row = apply_outside_person(people, tx, outside);
  if (row.action == OutsideAction::conflict) return refused("taken", row.what);
  if (row.action == OutsideAction::refuse) return refused("unusable", row.what);
  const auto person = find_person(tx.db(), known ? known->id : row.person);
  if (!person || !person->active) return refused("inactive", "the account here is not active");
  return *person;
}

}  // namespace evenkeel::people
