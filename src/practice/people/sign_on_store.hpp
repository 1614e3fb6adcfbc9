// SQL of sign-on: what a session remembers of the provider that opened it is part of its row; here are its columns, ending sessions by
// what the provider calls them, and what may be used once.
#pragma once
#include <string_view>
#include <vector>

#include "practice/people/people_store.hpp"

namespace evenkeel::people {

/// Ends the sessions of this subject (when `sid` is empty), of this session at the provider (when `subject` is empty), or of both;
/// answers whose they were, each once.
std::vector<Id> end_sessions_of_provider(store::Tx& tx, std::string_view provider, std::string_view subject, std::string_view sid);

/// Whether note_used() saw it, and it is not yet so old that it needs no memory.
bool was_used(store::Connection& db, std::string_view what);
/// Remembers it until `until`; forgets what is older than now.
void note_used(store::Tx& tx, std::string_view what, Time until);

}  // namespace evenkeel::people
