// Reads a scenario file and plays it. One file tells one behaviour; its first line is the story.
//
//   at      Mon 2026-03-02 09:00 Europe/Berlin      (the time at the start; later: moves on to it)
//   team    Network line=2                          ($Network is its id)
//   person  first01 roles=analyst,technician team=Network mail=first01@example.org
//   browser phone                                   (a client with an empty cookie jar sends what follows)
//   take    $token from mail to first01 after "/reset#"   (the rest of that word, in the newest such mail)
//   as      first01 | admin | nobody                   (who sends what follows; admin set the register up)
//   POST    /api/v1/incidents {"title":"router down"} => 201 as $inc and .priority == 3
//   GET     /api/v1/incidents/$inc => .state == "new" and .names absent     (no number: any 2xx)
//   GET     /api/v1/tags => as $tag=.items[0].id     (keeps another value than .id)
//   with    If-Match: "1"                            (a header of the next request)
//   body    text/csv                                 (next request: this media type, lines below until a line "end")
//   advance 14m59s
//   expect  no mail | 1 mail | 2 mails to first01 ~ "router"      (of the mails since the last `forget mail`)
//   expect  audit sound
//   expect  held "word" | nowhere "word"             (in any column of any table, whatever its case)
//   keep    figures                                  (counts, times and sums of all incidents)
//   expect  figures kept
//   mail    fails | works
//   forget  mail | posts
//   posts   answer 500                              (what gateways answer from now on; 0: nothing at all)
//   holidays https://... 2026-12-25 Christmas Day, 2026-12-26   (an iCalendar file to be read there; "fail": 500)
//   expect  1 post to https://... ~ "router"        (what gateways got; take reads from a post, too)
//   crash
#pragma once
#include <string>

#include "store/db.hpp"

namespace evenkeel::scenario {

/// Empty when it holds, else "file:line: what is wrong".
std::string play(const std::string& path, store::Engine engine);

}  // namespace evenkeel::scenario
