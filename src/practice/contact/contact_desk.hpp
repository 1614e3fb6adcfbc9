// Contact points are added, proven, tried and removed, and rules are set: one's own, and those of teams by their managers and by whoever
// runs the register. A code to prove a point goes over the very channel that it is to prove.
#pragma once
#include "base/vault.hpp"
#include "practice/api/principal.hpp"
#include "practice/contact/browser.hpp"
#include "practice/contact/contact_store.hpp"
#include "practice/service/catalogue.hpp"

namespace evenkeel::contact {

using people::Principal;

constexpr std::int64_t code_life_us = 15 * us_per_minute;
/// Codes that one person has sent within an hour, to all points together and to one: each may cost money and rings somewhere.
constexpr int codes_most = 10;
constexpr int codes_of_point_most = 4;
/// Wrong codes for one point within a quarter of an hour.
constexpr int tries_most = 5;

/// Six digits, from the row of contact_code; neither the register nor a backup holds them.
std::string code_of(const Vault& vault, Id code_row);
/// What seals the address of a point.
std::string seal_context(Id point);

/// It is one's own, or of a team that one may keep.
bool keeps_point(const service::Snapshot& catalogue, const Principal& who, const ContactPoint& point);

struct NewPoint {
  Id gateway, team;  // no team: one's own
  std::string target, label;
};
/// Adds a point that is not proven, and sends its code. Errors: gateway.missing, contact.bad_target at /target, contact.too_many,
/// contact.too_many_codes.
Result<ContactPoint> add_point(store::Tx& tx, const Vault& vault, const service::Snapshot& catalogue, const Principal& who,
                               const NewPoint& given);
/// Adds the browser as a point of one's own and sends its code to it. One that was added before is answered, or, when it took nothing more,
/// proven anew. Errors: contact.bad_subscription at its field, contact.too_many, contact.too_many_codes.
Result<ContactPoint> add_browser(store::Tx& tx, const Vault& vault, const Principal& who, const BrowserSubscription& given,
                                 const std::string& label);
/// The browser takes nothing more: its person sees it, and nothing goes there until it is added again.
void withdraw_point(store::Tx& tx, Id point);
/// Another code. Errors: contact_point.missing, contact.proven, contact.too_many_codes.
Result<ContactPoint> send_code(store::Tx& tx, const service::Snapshot& catalogue, const Principal& who, Id point);
/// A browser that is proven belongs to this person alone: points of others for it are withdrawn. Error: contact.wrong_code at /code, also
/// for one that is too old.
Result<ContactPoint> prove_point(store::Tx& tx, const Vault& vault, const service::Snapshot& catalogue, const Principal& who, Id point,
                                 std::string_view code);
/// Sends a test message over a proven point.
Result<ContactPoint> test_point(store::Tx& tx, const service::Snapshot& catalogue, const Principal& who, Id point);
Result<ContactPoint> remove_point(store::Tx& tx, const service::Snapshot& catalogue, const Principal& who, Id point);

/// Errors: contact.unknown_point, contact.bad_rung, contact.bad_time, at their fields.
Result<ContactRules> set_rules(store::Tx& tx, const Principal& who, const ContactRules& given);

/// Sends a test message over a gateway to any address that fits it; its outcome is last_outcome() of the gateway.
Status test_gateway(store::Tx& tx, const Vault& vault, const service::Snapshot& catalogue, Id gateway, const std::string& target);
/// Of the message of test_gateway(): the address.
std::string tested_target(const Vault& vault, const store::Outgoing& out);

/// "\"contact_points\":[..],\"contact_rules\":[..]"
std::string export_person(store::Connection& db, Id person);
void erase_person(store::Tx& tx, Id person);

}  // namespace evenkeel::contact
