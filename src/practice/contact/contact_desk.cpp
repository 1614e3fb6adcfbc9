#include "practice/contact/contact_desk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "practice/api/api.hpp"
#include "practice/contact/gateway_words.hpp"
#include "store/erase.hpp"

namespace evenkeel::contact {
namespace {

using service::Gateway;
using service::Snapshot;
using store::Param;
using store::Tx;

constexpr std::int64_t codes_span_us = us_per_hour;

Result<ContactPoint> kept(Tx& tx, const Snapshot& catalogue, const Principal& who, Id id) {
  auto point = find_point(tx.db(), id);
  if (!point || !keeps_point(catalogue, who, *point)) return api::missing("contact_point");
  return std::move(*point);
}

Id story_of(const ContactPoint& p) { return p.person ? p.person : p.team; }

/// Codes are counted for system commands too, under whose point it is.
Id asker(const Principal& who, const ContactPoint& p) { return who.person ? who.person : story_of(p); }

std::string body_of(const ContactPoint& p, std::string_view more = {}) {
  std::string body = "{\"name\":";
  record::append_json_string(body, p.label.empty() ? p.shown : p.label);
  return body.append(more) + "}";
}

void send_over(Tx& tx, const ContactPoint& p, std::string_view kind, std::string_view more = {}) {
  store::send(tx, {std::string(kind), "contact_point", p.id, p.person, {}, {}, body_of(p, more)},
              {{p.channel, p.shown, p.id, tx.now(), {}}});
}

std::int64_t codes_lately(Tx& tx, std::string_view column, Id id) {
  std::int64_t count = 0;
  tx.db().query(fmt::format("SELECT COUNT(*) FROM contact_code WHERE {} = $1 AND sent_us > $2", column),
                {Param(id), Param(tx.now() - codes_span_us)}, [&](const store::Row& row) { count = row.integer(0); });
  return count;
}

Status check_codes(Tx& tx, Id asked_by, Id point) {
  if (codes_lately(tx, "asked_by", asked_by) >= codes_most || (point && codes_lately(tx, "point", point) >= codes_of_point_most))
    return error(Fault::too_many, "contact.too_many_codes", "So many codes were sent already; try again in an hour.");
  return Done{};
}

void issue_code(Tx& tx, const Principal& who, const ContactPoint& p) {
  tx.db().execute("DELETE FROM contact_code WHERE point = $1 AND sent_us <= $2", {Param(p.id), Param(tx.now() - codes_span_us)});
  tx.db().execute("DELETE FROM contact_code WHERE asked_by = $1 AND sent_us <= $2",
                  {Param(asker(who, p)), Param(tx.now() - codes_span_us)});
  const Id row = tx.new_id();
  tx.db().execute("INSERT INTO contact_code(id, point, asked_by, sent_us) VALUES ($1,$2,$3,$4)",
                  {Param(row), Param(p.id), Param(asker(who, p)), Param(tx.now())});
  send_over(tx, p, "contact.code", fmt::format(R"(,"code_row":"{}")", to_string(row)));
}

void ensure_rules(Tx& tx, Id person) {
  if (rules_of(tx.db(), person)) return;
  ContactRules rules;
  rules.id = tx.new_id();
  rules.person = person;
  tx.insert(rules, {.kind = "contact_rules.created", .root = person});
}

Status check_room(std::size_t there) {
  if (there < points_most) return Done{};
  return error(Fault::conflict, "contact.too_many", fmt::format("There are {} contact points already.", there));
}

const Gateway* usable_gateway(const Snapshot& catalogue, Id id) {
  const auto* gateway = catalogue.get<Gateway>(id);
  return gateway && gateway->active ? gateway : nullptr;
}

/// What a rung or a time of the day may be.
class RulesCheck {
 public:
  RulesCheck(const std::vector<ContactPoint>& own, std::vector<Problem>& out) : own_(own), out_(out) {}

  void rungs(const std::vector<std::string>& texts, std::string_view field) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const auto rung = read_rung(texts[i]);
      const std::string at = fmt::format("/{}/{}", field, i);
      if (!rung)
        out_.push_back({"contact.bad_rung", fmt::format("must be mail or a point, and 0 to {} minutes: mail 0", after_minutes_most), at});
      else if (rung->point && std::ranges::find(own_, rung->point, &ContactPoint::id) == own_.end())
        out_.push_back({"contact.unknown_point", "is none of your contact points", at});
    }
  }
  void time(const std::string& text, std::string field) {
    if (!text.empty() && !read_minutes(text)) out_.push_back({"contact.bad_time", "must be a time of day: 22:00", std::move(field)});
  }

 private:
  const std::vector<ContactPoint>& own_;
  std::vector<Problem>& out_;
};

}  // namespace

bool keeps_point(const Snapshot& catalogue, const Principal& who, const ContactPoint& p) {
  if (p.person) return p.person == who.person;
  const auto* team = catalogue.get<service::Team>(p.team);
  return people::may(who, "operation.edit") || (team && team->manager && team->manager == who.person);
}

std::string seal_context(Id point) { return "contact " + to_string(point); }

std::string code_of(const Vault& vault, Id code_row) {
  const std::string digest = from_base64url(vault.digest("contact code", to_string(code_row)));
  std::uint64_t n = 0;
  for (std::size_t i = 0; i < 8; ++i) n = n << 8 | static_cast<unsigned char>(digest[i]);
  return fmt::format("{:06}", n % 1'000'000);
}

Result<ContactPoint> add_point(Tx& tx, const Vault& vault, const Snapshot& catalogue, const Principal& who, const NewPoint& given) {
  ContactPoint p;
  if (given.team) p.team = given.team;
  else p.person = who.person;
  if (!p.person && !p.team) return error(Fault::conflict, "contact.nobody", "Only a person has contact points.");
  if (p.team && (!catalogue.get<service::Team>(p.team) || !keeps_point(catalogue, who, p))) return api::missing("team");
  const auto* gateway = usable_gateway(catalogue, given.gateway);
  if (!gateway) return invalid("gateway.missing", "there is no such gateway, or it is not in use", "/gateway");
  if (const auto wrong = wrong_with_target(*gateway, given.target); !wrong.empty()) return invalid("contact.bad_target", wrong, "/target");
  const auto others = p.team ? points_of_team(tx.db(), p.team) : points_of_person(tx.db(), p.person);
  CHECK_OK(check_room(others.size()));
  CHECK_OK(check_codes(tx, asker(who, p), {}));
  p.id = tx.new_id();
  p.gateway = gateway->id;
  p.channel = record::name_of(gateway->kind);
  p.label = given.label;
  p.shown = hint_of(*gateway, given.target);
  p.sealed = vault.seal(given.target, tx.random(Vault::nonce_bytes), seal_context(p.id));
  if (p.person) ensure_rules(tx, p.person);
  tx.insert(p, {.kind = "contact_point.added", .root = story_of(p)});
  issue_code(tx, who, p);
  return p;
}

Result<ContactPoint> add_browser(Tx& tx, const Vault& vault, const Principal& who, const BrowserSubscription& given,
                                 const std::string& label) {
  if (!who.person) return error(Fault::conflict, "contact.nobody", "Only a person has contact points.");
  if (auto wrong = wrong_with_subscription(given); !wrong.empty()) return Error{Fault::invalid, std::move(wrong), {}};
  const auto own = points_of_person(tx.db(), who.person);
  const auto mark = subscription_mark(given.endpoint);
  const auto known = std::ranges::find(own, mark, &ContactPoint::subscription);
  const auto text = subscription_text(given);
  if (known != own.end() && !known->withdrawn_at && vault.open(known->sealed, seal_context(known->id)) == text) return *known;
  CHECK_OK(check_codes(tx, who.person, {}));
  ContactPoint p;
  if (known != own.end()) p = *known;
  else {
    CHECK_OK(check_room(own.size()));
    p.id = tx.new_id();
    p.person = who.person;
    p.channel = web_push;
    p.subscription = mark;
    p.shown = subscription_hint(given.endpoint);
  }
  p.label = label;
  p.sealed = vault.seal(text, tx.random(Vault::nonce_bytes), seal_context(p.id));
  p.verified_at = p.withdrawn_at = {};
  ensure_rules(tx, p.person);
  if (known != own.end()) tx.update(*known, p, {.kind = "contact_point.added", .root = p.person});
  else tx.insert(p, {.kind = "contact_point.added", .root = p.person});
  issue_code(tx, who, p);
  return p;
}

void withdraw_point(Tx& tx, Id id) {
  const auto before = find_point(tx.db(), id);
  if (!before || before->withdrawn_at) return;
  ContactPoint after = *before;
  after.withdrawn_at = tx.now();
  tx.update(*before, after, {.kind = "contact_point.withdrawn", .root = story_of(after)});
}

Result<ContactPoint> send_code(Tx& tx, const Snapshot& catalogue, const Principal& who, Id id) {
  TRY(const ContactPoint p, kept(tx, catalogue, who, id));
  if (p.verified_at) return error(Fault::conflict, "contact.proven", "This contact point is proven already.");
  CHECK_OK(check_codes(tx, asker(who, p), p.id));
  issue_code(tx, who, p);
  return p;
}

Result<ContactPoint> prove_point(Tx& tx, const Vault& vault, const Snapshot& catalogue, const Principal& who, Id id,
                                 std::string_view code) {
  TRY(const ContactPoint before, kept(tx, catalogue, who, id));
  if (before.verified_at) return before;
  Id newest;
  tx.db().query("SELECT id FROM contact_code WHERE point = $1 AND sent_us > $2 ORDER BY sent_us DESC, id DESC LIMIT 1",
                {Param(id), Param(tx.now() - code_life_us)}, [&](const store::Row& row) { newest = row.id(0); });
  std::string typed;
  for (const char c : code)
    if (c >= '0' && c <= '9') typed += c;
  if (!newest || !equal_secret(typed, code_of(vault, newest)))
    return invalid("contact.wrong_code", "is not the newest code, or is older than a quarter of an hour", "/code");
  tx.db().execute("DELETE FROM contact_code WHERE id = $1", {Param(newest)});
  ContactPoint after = before;
  after.verified_at = tx.now();
  tx.update(before, after, {.kind = "contact_point.proven", .root = story_of(before)});
  // Who sits at the browser now is not shown what is for whoever sat there before.
  if (!after.subscription.empty())
    for (const ContactPoint& other : points_of_browser(tx.db(), after.subscription))
      if (other.id != after.id) withdraw_point(tx, other.id);
  return after;
}

Result<ContactPoint> test_point(Tx& tx, const Snapshot& catalogue, const Principal& who, Id id) {
  TRY(const ContactPoint p, kept(tx, catalogue, who, id));
  if (!p.verified_at) return error(Fault::conflict, "contact.not_proven", "Prove this contact point by its code first.");
  if (p.withdrawn_at) return error(Fault::conflict, "contact.withdrawn", "This browser takes no more messages; turn them on in it again.");
  std::int64_t tests = 0;
  tx.db().query("SELECT COUNT(*) FROM message WHERE subject_id = $1 AND kind = 'contact.test' AND created_us > $2",
                {Param(id), Param(tx.now() - codes_span_us)}, [&](const store::Row& row) { tests = row.integer(0); });
  if (tests >= codes_most)
    return error(Fault::too_many, "contact.too_many_tests", "So many tests were sent already; try again in an hour.");
  send_over(tx, p, "contact.test");
  return p;
}

Result<ContactPoint> remove_point(Tx& tx, const Snapshot& catalogue, const Principal& who, Id id) {
  TRY(const ContactPoint p, kept(tx, catalogue, who, id));
  tx.remove(record::to_record(p), {.kind = "contact_point.removed", .root = story_of(p)});
  if (const auto before = p.person ? rules_of(tx.db(), p.person) : std::nullopt) {
    ContactRules after = *before;
    const auto of_point = [&](const std::string& text) { return read_rung(text).value_or(Rung{}).point == id; };
    std::erase_if(after.urgent, of_point);
    std::erase_if(after.normal, of_point);
    tx.update(*before, after, {.kind = "contact_rules.changed", .root = p.person});
  }
  return p;
}

Result<ContactRules> set_rules(Tx& tx, const Principal& who, const ContactRules& given) {
  if (!who.person) return error(Fault::conflict, "contact.nobody", "Only a person has rules.");
  std::vector<Problem> problems;
  const auto own = points_of_person(tx.db(), who.person);
  RulesCheck check(own, problems);
  check.rungs(given.urgent, "urgent");
  check.rungs(given.normal, "normal");
  check.time(given.quiet_from, "/quiet_from");
  check.time(given.quiet_until, "/quiet_until");
  for (std::size_t i = 0; i < given.digest_at.size(); ++i) check.time(given.digest_at[i], fmt::format("/digest_at/{}", i));
  if (given.quiet_from.empty() != given.quiet_until.empty())
    problems.push_back(
        {"contact.bad_time", "quiet hours have a begin and an end", given.quiet_from.empty() ? "/quiet_from" : "/quiet_until"});
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  ensure_rules(tx, who.person);
  const auto before = rules_of(tx.db(), who.person).value();
  ContactRules after = given;
  after.id = before.id;
  after.version = before.version;
  after.person = who.person;
  tx.update(before, after, {.kind = "contact_rules.changed", .root = who.person});
  return after;
}

Status test_gateway(Tx& tx, const Vault& vault, const Snapshot& catalogue, Id id, const std::string& target) {
  const auto* gateway = usable_gateway(catalogue, id);
  if (!gateway) return api::missing("gateway");
  if (const auto wrong = wrong_with_target(*gateway, target); !wrong.empty()) return invalid("contact.bad_target", wrong, "/target");
  std::string body = "{\"name\":";
  record::append_json_string(body, gateway->name);
  body += ",\"sealed\":\"" + vault.seal(target, tx.random(Vault::nonce_bytes), seal_context(id)) + "\"}";
  store::send(tx, {"contact.test", "gateway", id, {}, {}, {}, body},
              {{std::string(record::name_of(gateway->kind)), hint_of(*gateway, target), id, tx.now(), {}}});
  return Done{};
}

std::string tested_target(const Vault& vault, const store::Outgoing& out) {
  boost::json::error_code ec;
  const auto body = boost::json::parse(out.body, ec);
  const auto* sealed = !ec && body.is_object() ? body.get_object().if_contains("sealed") : nullptr;
  return sealed && sealed->is_string() ? vault.open(std::string_view(sealed->get_string()), seal_context(out.point)).value_or("") : "";
}

std::string export_person(store::Connection& db, Id person) {
  std::string out = "\"contact_points\":[";
  for (const ContactPoint& p : points_of_person(db, person)) {
    if (out.back() != '[') out += ',';
    record::append_json(out, record::to_record(p));
  }
  out += "],\"contact_rules\":[";
  if (const auto rules = rules_of(db, person)) record::append_json(out, record::to_record(*rules));
  return out + "]";
}

void erase_person(Tx& tx, Id person) {
  // Also of points that are gone for long.
  std::vector<Id> known;
  tx.db().query("SELECT DISTINCT subject_id FROM change WHERE root_id = $1 AND subject_kind = 'contact_point'", {Param(person)},
                [&](const store::Row& row) { known.push_back(row.id(0)); });
  for (const Id id : known) {
    const store::Note erased{.kind = "contact_point.erased", .root = person, .values = store::NoteValues::hidden};
    if (const auto point = find_point(tx.db(), id)) tx.remove(record::to_record(*point), erased);
    else tx.log("contact_point", id, erased);
    store::erase_history(tx, person, id);
  }
  if (const auto rules = rules_of(tx.db(), person)) {
    tx.remove(record::to_record(*rules), {.kind = "contact_rules.erased", .root = person, .values = store::NoteValues::hidden});
    store::erase_history(tx, person, rules->id);
  }
  tx.db().execute("DELETE FROM contact_code WHERE asked_by = $1", {Param(person)});
}

}  // namespace evenkeel::contact
