// Reads any JSON by a mapping: JSON pointers that say where in it an event's key, title, state and so on stand.
//
//   {"items":"/alerts","key":"/id","title":"/name","state":"/status","resolved":["ok","closed"],"severity":"/level","labels":"/tags",
//    "annotations":"/details","starts_at":"/since","link":"/url"}
//
// A pointer of an item is from that item. What the mapping leaves out is sought under its own name (/key, /title ...).
#pragma once
#include <string_view>

#include "practice/alert/event.hpp"

namespace evenkeel::alerting {

/// Everything wrong with a mapping; the names of its members are the pointers.
std::vector<Problem> problems_of_mapping(std::string_view mapping);
/// Unreadable: malformed, invalid (there is no list where the mapping says). Without a key of its own an event's key is its labels, or
/// its title.
alert::Reading read_generic(std::string_view body, std::string_view mapping, Time now);

}  // namespace evenkeel::alerting
