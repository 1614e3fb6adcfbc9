// Agreements and calendars as clocks need them: read once for each version of the catalogue and once for each text that clocks were
// pinned to. Words that were pinned never change, so what was read from them is kept under their digest.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "practice/agreement/terms.hpp"
#include "practice/calendar/working_hours.hpp"
#include "store/tx.hpp"

namespace evenkeel::agreement {

using SnapshotPtr = std::shared_ptr<const service::Snapshot>;

/// An agreement with its words and what they mean.
struct Offer {
  service::Agreement agreement;
  std::string body, digest;
  Terms terms;
};
using Offers = std::vector<std::shared_ptr<const Offer>>;

/// The words of a calendar, with those of the holidays it takes over.
struct HoursText {
  std::string body, digest;
};

class Book {
 public:
  /// The active ones of this version of the catalogue, oldest first. Only what was edited since the last one is read again.
  std::shared_ptr<const Offers> offers(const SnapshotPtr& catalogue);
  /// What a clock was pinned to; null when it can no longer be read.
  std::shared_ptr<const Offer> pinned(store::Connection& db, const std::string& digest, const SnapshotPtr& catalogue);
  std::shared_ptr<const calendar::WorkingHours> hours(store::Connection& db, const std::string& digest);
  /// The hours of a calendar as it is now; of none: always.
  std::shared_ptr<const calendar::WorkingHours> hours_of_now(const SnapshotPtr& catalogue, Id calendar);

 private:
  std::mutex mutex_;
  std::int64_t version_ = -1;
  std::string custom_fields_;  // which versions of them the offers were read with
  std::shared_ptr<const Offers> offers_;
  std::map<std::string, std::shared_ptr<const Offer>> pinned_;
  std::map<std::string, std::shared_ptr<const calendar::WorkingHours>> hours_;
  std::int64_t now_version_ = -1;
  std::map<Id, std::shared_ptr<const calendar::WorkingHours>> now_;
};

/// What the calendar says now; empty when there is none of this id.
std::optional<HoursText> hours_text(const service::Snapshot& catalogue, Id calendar);
/// The record that pinned words hold; empty when they are of another kind.
std::optional<record::Record> record_in(const record::RecordType& type, std::string_view body);
/// Keeps words under their digest, unless they are kept already.
void pin(store::Tx& tx, const std::string& digest, const std::string& body);

}  // namespace evenkeel::agreement
