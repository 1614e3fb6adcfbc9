// What an answer means for a check, when it is asked again, and what is said of it. Pure functions with the time as an argument.
#pragma once
#include <string_view>
#include <vector>

#include "practice/alert/event.hpp"
#include "practice/check/check.hpp"

namespace evenkeel::checks {

/// Everything wrong with it, codes check.*, with pointers.
std::vector<Problem> problems_of(const Check& check);

/// An answer as it came; status 0: none, and `trouble` says why.
struct Heard {
  long status = 0;
  std::string_view body, trouble;
  std::int64_t took_us = 0;
  std::int64_t certificate_left_us = -1;  // how long the server's certificate is still good; negative: nobody asked
};
/// Whether this is what the check of a page expects, or why not.
Probe judge_page(const Check& check, const Heard& heard);
/// The same of a name; `addresses` one on each line.
Probe judge_name(const Check& check, std::string_view addresses, std::string_view trouble, std::int64_t took_us);
/// The same of a connection or an echo; empty trouble: it came about.
Probe judge_connection(const Check& check, std::string_view trouble, std::int64_t took_us);
/// What is kept when no worker came to ask in time.
Probe nobody_asked(const Check& check);

CheckState after_probe(const Check& check, CheckState state, const Probe& probe, Time now);

/// So much of the interval, by the check's identity, that not all are asked in the same moment; microseconds.
std::int64_t spread_us(const Check& check);
/// When it is asked again after it was due at `due` and is asked now: in its own rhythm, unless that has fallen behind.
Time next_after(const Check& check, Time due, Time now);

/// The alert of a check: the same key for good.
std::string alert_key(Id check);
alert::Event event_of(const Check& check, const CheckState& state, alert::AlertState alert, const alert::Texts& places, Time now);

}  // namespace evenkeel::checks
