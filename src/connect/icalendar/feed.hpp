// Holidays that somebody publishes at an address: asked for again and again, at a cost of some hundred bytes while nothing has changed.
// What comes back is foreign: bounded in size and time, a redirect is looked at like the address itself, and only a whole file counts.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "connect/icalendar/holidays.hpp"
#include "connect/outgoing.hpp"

namespace evenkeel::icalendar {

struct FeedQuestion {
  std::string address;              // https://...
  std::string etag, last_modified;  // of the copy at hand; empty: there is none
  std::int64_t from_day = 0, until_day = 0;
};

struct FeedAnswer {
  enum class Kind { fresh, unchanged, failed };
  Kind kind = Kind::failed;
  std::vector<Holiday> holidays;    // of a fresh one
  std::string etag, last_modified;  // of a fresh one
  std::string trouble;              // why it failed, for people; never the address
};

/// How one gets out of the house. `networks`: private ones that are connected to all the same.
struct FeedWays {
  std::function<connect::Answer(const connect::Call&)> send;
  std::string ca_file;
  const http::AddressBlocks* networks = nullptr;
  const std::atomic<bool>* given_up = nullptr;  // see connect::Call
};

/// Blocks, half a minute at most.
FeedAnswer fetch_feed(const FeedQuestion& question, const FeedWays& ways);

}  // namespace evenkeel::icalendar
