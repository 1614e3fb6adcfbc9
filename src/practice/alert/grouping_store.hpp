// What grouping asks the catalogue about: which places the labels of alerts name, and what stands on what.
#pragma once
#include <memory>
#include <mutex>
#include <span>

#include "practice/alert/grouping_rules.hpp"
#include "store/db.hpp"

namespace evenkeel::alert {

/// What groups remember beside what they began with.
std::string grouping_schema();

/// The map as the catalogue was at one version; configuration items are not in its snapshot, so it is read once for each.
class MapKeeper {
 public:
  std::shared_ptr<const ServiceMap> now(store::Connection& db, const service::Snapshot& catalogue);

 private:
  std::mutex mutex_;
  std::int64_t version_ = -1;
  std::shared_ptr<const ServiceMap> map_;
};

/// The places that labels name, looked up for many alerts at once.
class Places {
 public:
  Places(store::Connection& db, const service::Snapshot& catalogue) : db_(db), catalogue_(catalogue) {}
  /// Asks for what these values name, as far as that is not known.
  void look_up(std::span<const Texts> labels);
  /// The alert's service first, then what its labels name: services and items by any label, and by those of items also what the catalogue
  /// does not know.
  std::vector<Place> of(const Alert& alert, const Texts& labels, const service::AlertSource& source) const;
  /// The alert's service, and the item that a label of items names with its service, if there are any.
  std::vector<Id> about(const Alert& alert, const Texts& labels, const service::AlertSource& source) const;
  /// The item that a label of items names; none: no such one.
  Id item_of(const Texts& labels, const service::AlertSource& source) const;

 private:
  struct Item {
    Id id, service;
  };
  const Item* item(std::string_view value) const;
  const Item* named_item(const Texts& labels, const service::AlertSource& source) const;
  store::Connection& db_;
  const service::Snapshot& catalogue_;
  std::map<std::string, Item, std::less<>> items_;  // id none: there is none of this name
};

}  // namespace evenkeel::alert
