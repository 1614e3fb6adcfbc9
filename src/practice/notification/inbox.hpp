// What somebody was told, for the console: the messages to one person by whatever way, newest first, and which of them were read.
// Only the time of reading is kept beside the messages; retention forgets both together.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "practice/notification/delivery_store.hpp"
#include "practice/people/principal.hpp"
#include "store/tx.hpp"

namespace evenkeel::notification {

/// Messages that are looked at for the number of unread ones, and marked at once.
constexpr int inbox_most = 500;

/// More unread ones are not counted.
constexpr int counted_most = 100;

struct Notice {
  Id id;
  std::string kind;  // of the message: "incident.assigned"
  bool urgent = false;
  Time at, read;  // read: none while it was not
  // of the incident that it is about; none: about on-call duty
  Id incident;
  std::string number, title;
  std::int64_t priority = 0;
  std::string by, text;  // as it was said then; empty: erased by law
};

enum class Which { all, unread };

struct NoticePage {
  std::vector<Notice> items;
  std::optional<After> next;
};

/// Nothing about incidents that `who` may not see now, nor what proves an address or an account.
NoticePage notices(store::Connection& db, const people::Principal& who, Which which, const std::optional<After>& after, int limit);
/// Of the newest `inbox_most` messages, at most `counted_most`; cheap enough for every screen to ask after every change.
std::int64_t unread_notices(store::Connection& db, const people::Principal& who);

struct Marking {
  std::vector<Id> ids;  // these; those of others are passed over
  Id incident;          // or all about this incident
};  // neither: all, at most `inbox_most`
/// Returns those that were unread.
std::vector<Id> mark_read(store::Tx& tx, const people::Principal& who, const Marking& which);
/// Returns those that were read.
std::vector<Id> mark_unread(store::Tx& tx, const people::Principal& who, const std::vector<Id>& ids);

std::string inbox_schema();

}  // namespace evenkeel::notification
