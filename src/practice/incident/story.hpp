// The story of an incident: what was written, done and attached, newest first, as the principal may read it. Read from the
// change log, so nothing is told that did not happen and nothing that happened is left out.
#pragma once
#include <string>
#include <string_view>

#include "practice/incident/incidents.hpp"

namespace evenkeel::incident {

/// {"items":[..],"next":"<seq>"|null}; `before_seq` 0 begins at the newest. The caller of this function has checked that the
/// principal may see the incident. Callers get comments, files meant for them and what became of their incident.
std::string story_json(const Ground& ground, store::Connection& db, const people::Principal& who, const record::Record& incident,
                       std::int64_t before_seq, int limit);

/// `via` of an entry that a rule of automation wrote.
inline constexpr std::string_view via_rule = "rule";

/// Whether a change of this field of an incident is news by itself, to those who read all of it.
bool is_news(std::string_view field);

}  // namespace evenkeel::incident
