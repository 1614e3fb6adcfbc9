// A calendar program asks at a secret address: who it belongs to, which shifts it shows now, and what it was told before.
#pragma once
#include "practice/roster/feed_rules.hpp"
#include "practice/roster/on_call_view.hpp"

namespace evenkeel::roster {

/// What is shown at an address.
struct FeedPage {
  Feed feed;
  std::string language;               // of its owner
  std::map<Id, std::string> rosters;  // names of what is shown
  std::map<Id, std::string> people;
  std::vector<Published> shifts;
};

/// The page of an address "<id>-<secret>": reads, and writes what is told for the first time or anew. Error: on_call_feed.missing, the
/// same for an address that never was, that was revoked, and whose owner may no longer see rosters.
Result<FeedPage> open_feed(const RosterParts& parts, std::string_view address, Time now);

}  // namespace evenkeel::roster
