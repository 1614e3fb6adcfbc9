// Commands about second factors, each inside one transaction of the writer.
#pragma once
#include "practice/people/people.hpp"
#include "practice/people/second_factor.hpp"

namespace evenkeel::people {

/// The factor of a person, confirmed or not.
std::optional<SecondFactor> find_second_factor(store::Connection& db, Id person);
/// One that signing in asks for.
bool has_second_factor(store::Connection& db, Id person);

/// Keeps a fresh secret, not asked for until a code proved it; one that was never proven is replaced.
/// Error: second_factor.active.
Result<SecondFactor> begin_second_factor(const People& people, store::Tx& tx, Id person, const std::string& secret);
/// From now on it is asked for; answers the recovery codes, this once. Ends the person's other sessions (`keep_session`: digest of
/// the secret of the one that stays). Errors: second_factor.none, second_factor.active, code.wrong at /code.
Result<std::vector<std::string>> confirm_second_factor(const People& people, store::Tx& tx, Id person, std::string_view code,
                                                       std::string_view keep_session);
/// Spends a code of the app or a recovery code of a confirmed factor. Errors: second_factor.none; session.code_wrong
/// (unauthenticated): wrong, too old or used before; second_factor.key_missing: sealed under a key that this server has not got.
Status spend_code(const People& people, store::Tx& tx, Id person, std::string_view code);
/// Ten new recovery codes; the old ones are void.
Result<std::vector<std::string>> renew_recovery_codes(store::Tx& tx, Id person);
/// Signing in asks for the password alone again. Error: second_factor.none.
Status remove_second_factor(store::Tx& tx, Id person, std::string_view reason);

}  // namespace evenkeel::people
