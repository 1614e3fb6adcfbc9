// Whom somebody sees and looks after. Most permissions on people hold everywhere; what the role of an organisation's administrator gives
// holds for the people of that organisation and of those below it, as a condition that lists, look-ups and commands share.
#pragma once
#include "practice/people/people.hpp"

namespace evenkeel::people {

/// The people whom `permission` lets the principal see (people.read), or look after (any other): of the own organisations, and whoever
/// has more than an organisation's administrator can give is not theirs to look after. Always true where the permission holds everywhere.
condition::Condition reach(const Principal& who, std::string_view permission);

/// Oneself, or somebody in reach. Errors: permission.denied; person.missing for somebody whom the principal does not even see.
Status check_reach(store::Connection& db, const Principal& who, Id person, std::string_view permission);

/// What a change may not do: leave the reach, by another organisation or by a role that is more than one can give, or refer to what one
/// does not see. Error: person.out_of_reach, at the field.
Status check_stays_in_reach(const People& people, store::Tx& tx, const Principal& who, const Person& before, const Person& after);

/// The job, refused when the person is not in reach as it is carried out.
api::Job within_reach(const Principal& who, Id person, std::string_view permission, api::Job job);

}  // namespace evenkeel::people
