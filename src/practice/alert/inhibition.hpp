// Inhibition: while an alert fires, others that follow from it open no incident, by the rules of the catalogue. Which alerts hold others
// back is kept beside them, so that each is asked about by one index. Semantics of Alertmanager's inhibit_rules.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "practice/alert/alert_store.hpp"
#include "practice/alert/matchers.hpp"
#include "practice/service/inhibition_rule.hpp"
#include "practice/service/shelf.hpp"

namespace evenkeel::alert {

/// A rule, read.
struct Inhibition {
  Id rule;
  std::int64_t version = 0;
  std::string name;
  Matchers source, target;
  std::vector<std::string> equal;
};
std::vector<Inhibition> inhibitions_of(const service::Snapshot& catalogue);
/// Whether both have the labels alike that the rule asks for. A label that is missing is empty.
bool are_alike(const Inhibition& rule, const Texts& one, const Texts& other);
/// Equal for alerts that are alike.
std::int64_t fit_of(const Inhibition& rule, const Texts& labels);

/// Everything wrong with a rule; for service::check_later.
void check_inhibition_rule(const service::Shelf& shelf, const record::Record& after, std::vector<Problem>& out);

/// Notes these, which fire, as such that may hold others back.
void note_inhibitors(store::Connection& db, std::span<const Inhibition> rules, std::span<const Alert> firing);
/// These ended, or say something else now: what they held back is looked at again at once.
void release_inhibited(store::Connection& db, std::span<const Id> alerts, Time now);
/// Rules that were made or changed are laid over what fires already.
void renew_inhibitors(store::Connection& db, const service::Snapshot& catalogue, std::span<const Inhibition> rules);
/// `by` (none: nobody) holds these back from now on.
void hold_back(store::Connection& db, std::span<const Id> alerts, Id by);

/// What is held back is looked at so often, since rules change; the end of what holds it back tells at once.
constexpr std::int64_t inhibited_again_us = us_per_minute;

/// What holds alerts back now.
class Inhibitors {
 public:
  /// The connection is used as long as alerts are asked about.
  Inhibitors(store::Connection& db, const service::Snapshot& catalogue) : db_(db), rules_(inhibitions_of(catalogue)) {}
  struct Held {
    Id by;
    std::string why;
  };
  std::optional<Held> of(Id alert, const Texts& labels);
  std::span<const Inhibition> rules() const { return rules_; }

 private:
  Id first_of(const Inhibition& rule, Id alert, const Texts& labels);

  store::Connection& db_;
  std::vector<Inhibition> rules_;
};

/// Which alerts hold others back by which rule, and whom.
std::string inhibition_schema();

}  // namespace evenkeel::alert
