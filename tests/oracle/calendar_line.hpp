// How the oracles tell a probe of a calendar: "ZONE|WEEK|DATES", dates parted by ;
#pragma once
#include <algorithm>
#include <iostream>
#include <sstream>
#include <string>

#include "practice/calendar/working_hours.hpp"

namespace evenkeel::calendar {

inline WorkingHours hours_of_line(const std::string& line) {
  WorkingHours hours;
  std::istringstream parts(line);
  std::string week, dates;
  std::getline(parts, hours.zone, '|');
  std::getline(parts, week, '|');
  std::getline(parts, dates, '|');
  std::replace(dates.begin(), dates.end(), ';', '\n');
  const auto wrong = read_week(week, hours.week) + read_dates(dates, hours.dates);
  if (!wrong.empty()) std::cerr << wrong << '\n';
  return hours;
}

}  // namespace evenkeel::calendar
