// The grid of hand-offs of a layer, and whose turn it is. A hand-off is a time of the wall: one that the clocks skip is the instant of
// their jump, one that they repeat is the first of the two. The grid is counted from the layer's first hand-off, never from the one
// before, so that no error adds up. Pure functions.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "practice/roster/roster.hpp"

namespace evenkeel::roster {

class Grid {
 public:
  /// `layer` must outlive it; `every` is positive, line-ups are ordered by date and none is without turns.
  explicit Grid(const Layer& layer);
  /// The instant of a hand-off; turn number n begins with it. Two can be one instant, where the clocks skip more than a turn.
  Time hand_off(std::int64_t n) const;
  /// The turn that runs at an instant: negative before the first hand-off.
  std::int64_t number_at(Time t) const;
  /// The first turn that begins on this date of the wall or later; 0 at least.
  std::int64_t first_on(std::int64_t day) const;
  /// The wall's date on which a turn begins.
  std::int64_t day_of(std::int64_t n) const;
  /// Where it stands in the line-up that holds; none: no line-up has begun.
  struct Place {
    std::size_t line_up = 0, turn = 0;
  };
  std::optional<Place> place(std::int64_t n) const;
  /// Who has it; null: no line-up has begun.
  const Turn* turn(std::int64_t n) const;
  /// When the layer ends; far away when it does not.
  Time end() const { return end_; }

 private:
  std::int64_t wall_of(std::int64_t n) const;
  const Layer& layer_;
  std::int64_t first_wall_us_ = 0;
  Time end_;
  std::vector<std::int64_t> line_up_begins_;  // number of the first turn of each
};

/// What becomes of the turns of somebody who leaves.
enum class TurnsOfLeaver {
  close_up,  // the others follow one another without them
  vacant,    // nobody's turn moves: theirs stay, with nobody in them (or those who had them too)
};
/// The layer with the person in turn from the first hand-off on this date or later: at the end of the round that begins there, so that
/// everybody's next turn stays where it is. Unchanged when the person has turns in all that is to come.
Layer with_person(const Layer& layer, Id person, std::int64_t from_day);
/// The layer without the person from the first hand-off on this date or later; the others keep their order, and those before them keep
/// their turn. Unchanged when the person has none there.
Layer without_person(const Layer& layer, Id person, std::int64_t from_day, TurnsOfLeaver turns);

/// "2026-03-02" -> days since 1970-01-01, and back; empty when it is no date of 1970 to 2037.
std::optional<std::int64_t> parse_day(std::string_view text);
std::string format_day(std::int64_t day);
/// "09:00" -> minutes; empty when it is no time of the wall.
std::optional<int> parse_minute(std::string_view text);
std::string format_minute(int minute);

}  // namespace evenkeel::roster
