// A webhook: an address that wants to hear of changes of incidents, as an administrator describes it; and the secrets that sign what goes
// there. How far it is, what waits and what was answered are rows of their own (webhook_store.hpp): they move all the time and are no
// facts.
#pragma once
#include <string>
#include <vector>

#include "record/record.hpp"

namespace evenkeel::outward {

struct Webhook {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, url;
  std::string condition_text;        // of the incidents it hears of; empty: all
  std::vector<std::string> changes;  // names of Happening; empty: all but notes
  std::vector<std::string> fields;   // of an incident that it gets; empty: all
  bool confidential = false;         // hears of confidential incidents, too
  bool notes = false;                // hears of internal notes, too
  Id made_by;
  Time made_at;
};

struct WebhookSecret {
  Id id;
  std::int64_t version = 0;
  Id webhook;
  std::string sealed;  // by the vault, for seal_context()
  std::string shown;   // its last letters
  Id made_by;
  Time made_at, ends_at;  // none: until there is a new one
};
inline std::string seal_context(Id secret) { return "webhook " + to_string(secret); }

/// Their tables, and those of webhook_store.hpp.
std::string webhook_schema();

}  // namespace evenkeel::outward

namespace evenkeel::record {
template <>
const RecordType& type_of<outward::Webhook>();
template <>
const RecordType& type_of<outward::WebhookSecret>();
}  // namespace evenkeel::record
