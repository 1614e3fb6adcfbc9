// Who the people of a source are here: whom somebody named by hand, else who has the mail address, the login or the name.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "connect/rosters/source.hpp"
#include "store/db.hpp"

namespace evenkeel::rosters {

enum class MatchedBy { hand, mail, login, name };

struct Match {
  SourcePerson source;
  Id person;                    // none: nobody, or several
  std::optional<MatchedBy> by;  // none: nobody
  std::string why_not;
};

/// Of the people whom the rosters of the file name, by key. `by_hand`: keys of the source, and who they are here. Only active people
/// count. Two keys of the source may be one person here.
std::map<std::string, Match> match_people(store::Connection& db, const SourceFile& file, const std::map<std::string, Id>& by_hand);

}  // namespace evenkeel::rosters

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<rosters::MatchedBy> = std::array<std::string_view, 4>{"hand", "mail", "login", "name"};
}  // namespace evenkeel::record
