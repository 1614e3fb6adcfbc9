// Reads any JSON by a mapping: JSON pointers that say where in it an event's key, title, state and so on stand.
//
//   {"items":"/alerts","key":"/id","title":"/name","state":"/status","resolved":["ok","closed"],"severity":"/level","labels":"/tags",
//    "annotations":"/details","starts_at":"/since","ends_at":"/until","link":"/url"}
//
// A pointer of an item is from that item. What the mapping leaves out is sought under its own name (/key, /title ...). `labels` and
// `annotations` may also name each text: {"host":"/node/name"}. `severities` are the sender's words: {"7":"critical"}.
#pragma once
#include <string_view>

#include "practice/alert/event.hpp"

namespace evenkeel::alerting {

/// Everything wrong with a mapping; the names of its members are the pointers.
std::vector<Problem> problems_of_mapping(std::string_view mapping);
/// Unreadable: malformed, invalid (there is no list where the mapping says). Without a key of its own an event's key is its labels, or
/// its title.
/// `remarks`, when wanted: what is taken and yet may be meant otherwise, for those who write the mapping.
struct Remark {
  std::size_t at = 0;  // the event's place
  std::string field;   // of the mapping
  std::string text;
};
alert::Reading read_generic(std::string_view body, std::string_view mapping, Time now, std::vector<Remark>* remarks = nullptr);

}  // namespace evenkeel::alerting
