// Descriptions of what is kept beside the rosters of the catalogue: overrides, cover requests, and addresses of calendar feeds.
#include "practice/roster/roster.hpp"

namespace evenkeel::record {

using namespace roster;
using enum Access;

namespace {
constexpr std::int64_t note_most = 500;
}  // namespace

template <>
const RecordType& type_of<Override>() {
  static const RecordType type{
      "roster_override",
      "roster_override",
      "roster_overrides",
      "Override of a roster",
      "Overrides of rosters",
      {
          field<&Override::id>("id", {.label = "Id", .access = system}),
          field<&Override::version>("version", {.label = "Version", .access = system}),
          field<&Override::roster>("roster", {.label = "Roster", .ref = "roster", .required = true, .access = system}),
          field<&Override::kind>("kind", {.label = "Kind",
                                          .help = "add: the person is on duty besides; replace: in place of somebody, or of everybody; "
                                                  "remove: that one is not on duty."}),
          field<&Override::person>("person", {.label = "Who comes", .ref = "person"}),
          field<&Override::instead_of>(
              "instead_of", {.label = "In place of", .help = "None, of replace: in place of whoever is on duty.", .ref = "person"}),
          field<&Override::begins_at>("begins_at", {.label = "From", .help = "Absent: now.", .required = true}),
          field<&Override::ends_at>("ends_at", {.label = "Until", .required = true}),
          field<&Override::note>("note", {.label = "Note", .max = note_most, .personal = true}),
          field<&Override::made_by>("made_by", {.label = "Made by", .ref = "person", .access = system}),
          field<&Override::request>("request", {.label = "Cover request", .ref = "cover_request", .access = system}),
          field<&Override::active>("active", {.label = "Active", .help = "False: it was withdrawn.", .access = system}),
      }};
  return type;
}

template <>
const RecordType& type_of<CoverRequest>() {
  static const RecordType type{
      "cover_request",
      "cover_request",
      "cover_requests",
      "Cover request",
      "Cover requests",
      {
          field<&CoverRequest::id>("id", {.label = "Id", .access = system}),
          field<&CoverRequest::version>("version", {.label = "Version", .access = system}),
          field<&CoverRequest::roster>("roster", {.label = "Roster", .ref = "roster", .required = true}),
          field<&CoverRequest::kind>("kind", {.label = "Kind", .help = "swap: the person stands in for the other at another time."}),
          field<&CoverRequest::person>(
              "person", {.label = "For whom", .help = "Absent: oneself.", .ref = "person", .required = true, .access = system}),
          field<&CoverRequest::begins_at>("begins_at", {.label = "From", .required = true}),
          field<&CoverRequest::ends_at>("ends_at", {.label = "Until", .required = true}),
          field<&CoverRequest::asked>("asked", {.label = "Who is asked", .help = "Absent: everybody on the roster.", .ref = "person"}),
          field<&CoverRequest::back_begins_at>("back_begins_at", {.label = "In return from", .help = "Of a swap."}),
          field<&CoverRequest::back_ends_at>("back_ends_at", {.label = "In return until", .help = "Of a swap."}),
          field<&CoverRequest::note>("note", {.label = "Note", .max = note_most, .personal = true}),
          field<&CoverRequest::answer>("answer", {.label = "Answer", .max = note_most, .personal = true, .access = system}),
          field<&CoverRequest::state>("state", {.label = "State", .access = system}),
          field<&CoverRequest::taken_by>("taken_by", {.label = "Taken by", .ref = "person", .access = system}),
          field<&CoverRequest::answered_at>("answered_at", {.label = "Answered", .access = system}),
      }};
  return type;
}

template <>
const RecordType& type_of<Feed>() {
  static const RecordType type{
      "on_call_feed",
      "on_call_feed",
      "on_call_feeds",
      "Calendar address",
      "Calendar addresses",
      {
          field<&Feed::id>("id", {.label = "Id", .access = system}),
          field<&Feed::version>("version", {.label = "Version", .access = system}),
          field<&Feed::person>("person", {.label = "Person", .ref = "person", .required = true, .access = system}),
          field<&Feed::roster>("roster", {.label = "Roster", .help = "Absent: the own shifts on all rosters.", .ref = "roster"}),
          field<&Feed::name>("name", {.label = "Name", .help = "Where it is used: my phone."}),
          field<&Feed::secret_hash>("secret_hash", {.label = "Secret", .required = true, .access = secret}),
          field<&Feed::created_at>("created_at", {.label = "Made", .required = true, .access = system}),
          field<&Feed::revoked>("revoked", {.label = "Revoked", .access = system}),
      }};
  return type;
}

}  // namespace evenkeel::record
