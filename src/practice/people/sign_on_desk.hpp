// Commands of signing on: who comes back from a provider becomes a person here, or is told why not.
#pragma once
#include "practice/people/people.hpp"
#include "practice/people/sign_on.hpp"

namespace evenkeel::people {

/// The person that the provider means: known by the subject, matched by the provider's rule, or made when it may; brought into step
/// with the claims. Decides before it writes. Errors: sign_on.no_account, sign_on.taken (somebody else has the login or the address),
/// sign_on.inactive, sign_on.unusable (the claims make no person).
Result<Person> admit(People& people, store::Tx& tx, const SignOnRules& rules, const OutsidePerson& outside);

}  // namespace evenkeel::people
