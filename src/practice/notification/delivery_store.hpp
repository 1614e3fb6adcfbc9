// What became of messages on their way out, for operators: what waits, what failed for good and why, and a second chance.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "store/tx.hpp"

namespace evenkeel::notification {

struct Delivery {
  Id id, message;
  std::string kind, subject_kind;
  Id subject, person;
  std::string channel, address;  // empty: erased by law
  std::string state;             // waiting (also while it is handed over), sent, failed, dropped
  std::int64_t attempts = 0;
  Time created, next, ended;  // next: when it is tried again; ended: when it was settled
  std::string reason;         // of the last attempt that failed
};

enum class Unsettled { waiting, failed };

/// Where a page begins: after the delivery with this time (of its end when failed, of its next attempt when waiting) and id.
struct After {
  Time at;
  Id id;
};

/// Failed ones newest first, waiting ones in the order in which they are tried.
std::vector<Delivery> list_deliveries(store::Connection& db, Unsettled which, const std::optional<After>& after, int limit);
std::optional<Delivery> find_delivery(store::Connection& db, Id id);
/// The oldest failed ones that still have an address.
std::vector<Id> failed_deliveries(store::Connection& db, int limit);

/// Tries a failed delivery anew, from the first attempt on; it keeps its identity, so that nobody gets it twice unknowingly.
void put_back(store::Tx& tx, const Delivery& delivery);
/// Takes a failed delivery off the list for good.
void dismiss(store::Tx& tx, const Delivery& delivery);

/// Forgets deliveries that were sent or dropped before `settled`, or failed before `failed` (never, without it), and messages from before
/// `settled` that have no delivery left; at most `most` of each. Returns how many there were.
std::int64_t forget_settled(store::Connection& db, Time settled, std::optional<Time> failed, std::int64_t most);

}  // namespace evenkeel::notification
