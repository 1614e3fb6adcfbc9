// Links in mails that open something without a password: a new password, or one incident for its caller. What they carry is a keyed
// digest whose key lies outside the database, made when the mail is written: neither the register nor a backup holds a link.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "practice/people/people.hpp"
#include "store/deliveries.hpp"

namespace evenkeel::people {

constexpr std::int64_t reset_life_us = us_per_hour;

/// The text with its keyed digest behind it: what a link carries. A token of one purpose says nothing for another.
std::string signed_text(const Vault& vault, std::string_view purpose, std::string_view text);
/// The text of a token that is ours and for this purpose; compared in constant time.
std::optional<std::string_view> proven_text(const Vault& vault, std::string_view purpose, std::string_view token);
/// A token came from this address: a refusal when too many did of late. Tokens cannot be guessed; it bounds the work.
std::optional<http::Response> refuse_token(People& people, const http::Request& request);
/// 401 link.invalid: it is none of ours, or its person may not use it any more.
Error link_refused();

/// The token of the row of password_reset; good while the row is there and younger than reset_life_us.
std::string reset_token(const Vault& vault, Id reset);
/// The row, when the token is one of ours.
std::optional<Id> read_reset_token(const Vault& vault, std::string_view token);

/// What a link says: this person may follow this incident; made at this time.
struct IncidentLink {
  Id incident, person;
  Time made;  // whole seconds
};
std::string link_token(const Vault& vault, const IncidentLink& link);
std::optional<IncidentLink> read_link_token(const Vault& vault, std::string_view token);

/// What the mail links to: "/reset#..." or "/link#..." below the public address; empty when it has no such link. Only who is the caller
/// of the incident and has no work in the register gets the latter: others sign in.
std::string mail_link(People& people, store::Connection& db, const store::Outgoing& out);

// ---- commands --------------------------------------------------------------------------------------------------------

/// Sends a link to whoever signs in with this login, or has this address, when there is exactly one and it is not asked for too
/// often; does nothing otherwise, and never says which.
void request_reset(store::Tx& tx, std::string_view login);
/// The person whose password the row lets set, while it lasts.
std::optional<Person> find_by_reset(store::Connection& db, Id reset, Time now);
/// Sets the password, ends all sessions, uses the link up and tells the person. Error: reset.invalid at /token.
Result<Person> reset_password(store::Tx& tx, Id reset, const std::string& password_hash);

/// A link of the person made at this time was not ended since.
bool link_stands(store::Connection& db, const IncidentLink& link);
/// Ends all links that were mailed to the person so far, and the sessions they opened.
void end_links(store::Tx& tx, Id person);

}  // namespace evenkeel::people
