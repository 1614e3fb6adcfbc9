#include "practice/alert/inhibition.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "practice/alert/label_bits.hpp"
#include "practice/alert/sql_pieces.hpp"
#include "store/schema.hpp"

namespace evenkeel::alert {
namespace {

using store::Param;
using store::Row;

constexpr int candidates_most = 8;  // of one fit: others only by a collision of it

Result<Matchers> matchers_in(std::string_view lines) {
  Matchers all;
  for (const auto line : split(lines, '\n')) {
    if (trim(line).empty()) continue;
    TRY(auto matcher, parse_matcher(trim(line)));
    all.push_back(std::move(matcher));
  }
  if (all.size() > matchers_most) return invalid("inhibition_rule.too_many", "At most 50 matchers.");
  if (all.empty() || matches_everything(all))
    return invalid("inhibition_rule.everything", "At least one matcher must not match what has no labels.");
  return all;
}

}  // namespace

std::vector<Inhibition> inhibitions_of(const service::Snapshot& catalogue) {
  std::vector<Inhibition> all;
  for (const auto* rule : catalogue.active<service::InhibitionRule>()) {
    auto source = matchers_in(rule->source_matchers), target = matchers_in(rule->target_matchers);
    if (source && target) all.push_back({rule->id, rule->version, rule->name, std::move(*source), std::move(*target), rule->equal});
  }
  return all;
}

bool are_alike(const Inhibition& rule, const Texts& one, const Texts& other) {
  return std::ranges::all_of(rule.equal, [&](const std::string& name) { return text_in(one, name) == text_in(other, name); });
}

std::int64_t fit_of(const Inhibition& rule, const Texts& labels) {
  using namespace std::string_view_literals;
  std::uint64_t hash = fnv1a("");
  for (const std::string& name : rule.equal) hash = fnv1a("\0"sv, fnv1a(text_in(labels, name), hash));
  return static_cast<std::int64_t>(hash >> 1);
}

void check_inhibition_rule(const service::Shelf&, const record::Record& after, std::vector<Problem>& out) {
  const auto rule = record::from_record<service::InhibitionRule>(after);
  for (const auto& [text, pointer] : {std::pair{rule.source_matchers, "/source_matchers"}, {rule.target_matchers, "/target_matchers"}})
    if (const auto read = matchers_in(text); !read) out.push_back({read.error().first().code, read.error().first().text, pointer});
  for (std::size_t i = 0; i < rule.equal.size(); ++i)
    if (trim(rule.equal[i]).empty())
      out.push_back({"inhibition_rule.equal", "The name of a label must not be empty.", fmt::format("/equal/{}", i)});
}

void note_inhibitors(store::Connection& db, std::span<const Inhibition> rules, std::span<const Alert> firing) {
  if (rules.empty()) return;
  for (const Alert& a : firing) {
    const Texts labels = read_texts(a.labels.text);
    for (const Inhibition& rule : rules)
      if (all_match(rule.source, labels))
        db.execute("INSERT INTO alert_inhibitor(rule, fit, alert, two_sided) VALUES ($1,$2,$3,$4) ON CONFLICT DO NOTHING",
                   {Param(rule.rule), Param(fit_of(rule, labels)), Param(a.id), Param(std::int64_t{all_match(rule.target, labels)})});
  }
}

void release_inhibited(store::Connection& db, std::span<const Id> alerts, Time now) {
  in_pieces(alerts, [&](auto piece) {
    std::vector<Param> params;
    const auto list = marks(piece, params);
    db.execute(fmt::format("DELETE FROM alert_inhibitor WHERE alert IN ({})", list), params);
    params.emplace_back(now);
    db.execute(fmt::format("UPDATE alert SET look_at = ${1} WHERE inhibited_by IN ({0}) AND look_at > ${1}", list, params.size()), params);
  });
}

void renew_inhibitors(store::Connection& db, const service::Snapshot& catalogue, std::span<const Inhibition> rules) {
  std::vector<Inhibition> changed;
  for (const Inhibition& rule : rules) {
    std::int64_t laid = 0;
    db.query("SELECT rule_version FROM alert_inhibition WHERE rule = $1", {Param(rule.rule)},
             [&](const Row& row) { laid = row.integer(0); });
    if (laid == rule.version) continue;
    db.execute("DELETE FROM alert_inhibitor WHERE rule = $1", {Param(rule.rule)});
    db.execute(
        "INSERT INTO alert_inhibition(rule, rule_version) VALUES ($1,$2) "
        "ON CONFLICT (rule) DO UPDATE SET rule_version = excluded.rule_version",
        {Param(rule.rule), Param(rule.version)});
    changed.push_back(rule);
  }
  if (changed.empty()) return;
  for (const auto* source : catalogue.active<service::AlertSource>())
    each_firing(db, source->id, 0, [&](const Alert& a) {
      note_inhibitors(db, changed, std::span(&a, 1));
      return true;
    });
}

void hold_back(store::Connection& db, std::span<const Id> alerts, Id by) {
  in_pieces(alerts, [&](auto piece) {
    std::vector<Param> params;
    const auto list = marks(piece, params);
    params.emplace_back(by);
    db.execute(fmt::format("UPDATE alert SET inhibited_by = ${} WHERE id IN ({})", params.size(), list), params);
  });
}

std::optional<Inhibitors::Held> Inhibitors::of(Id alert, const Texts& labels) {
  for (const Inhibition& rule : rules_) {
    if (!all_match(rule.target, labels)) continue;
    if (const Id by = first_of(rule, alert, labels))
      return Held{by, fmt::format("\"{}\" holds it back while another alert fires", rule.name)};
  }
  return std::nullopt;
}

/// Nothing holds itself back, and of two that match both sides neither holds the other back.
Id Inhibitors::first_of(const Inhibition& rule, Id alert, const Texts& labels) {
  Id found;
  const bool two_sided = all_match(rule.source, labels);
  db_.query(
      "SELECT a.id, a.labels FROM alert_inhibitor i JOIN alert a ON a.id = i.alert WHERE i.rule = $1 AND i.fit = $2 AND i.alert <> $3 AND "
      "i.two_sided <= $4 AND a.state = 'firing' ORDER BY i.alert LIMIT $5",
      {Param(rule.rule), Param(fit_of(rule, labels)), Param(alert), Param(std::int64_t{two_sided ? 0 : 1}), Param(candidates_most)},
      [&](const Row& row) {
        if (!found && are_alike(rule, labels, read_texts(row.text(1)))) found = row.id(0);
      });
  return found;
}

std::string inhibition_schema() {
  static constexpr std::string_view added[] = {"inhibited_by"};
  return store::ddl_adding(record::type_of<Alert>(), added) + R"(
CREATE TABLE alert_inhibition (
  rule {int} PRIMARY KEY,
  rule_version {int} NOT NULL
) {strict};
CREATE TABLE alert_inhibitor (
  rule {int} NOT NULL,
  fit {int} NOT NULL,
  alert {int} NOT NULL,
  two_sided {int} NOT NULL CHECK (two_sided IN (0, 1)),
  PRIMARY KEY (rule, fit, alert)
) {strict};
CREATE INDEX alert_inhibitor__alert ON alert_inhibitor(alert);
CREATE INDEX alert__inhibited_by ON alert(inhibited_by) WHERE inhibited_by IS NOT NULL;
)";
}

}  // namespace evenkeel::alert
