#include "practice/outward/webhook_desk.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/url.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/outward/event.hpp"
#include "practice/service/custom_fields.hpp"

namespace evenkeel::outward {

using store::Tx;

namespace {

constexpr std::size_t shown_letters = 4;

template <class List>
void check_names(const std::vector<std::string>& given, std::string_view field, const List& is_known, std::vector<Problem>& out) {
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::string at = fmt::format("/{}/{}", field, i);
    if (!is_known(given[i])) out.push_back({"webhook.unknown_name", "there is no " + given[i], at});
    else if (std::ranges::find(given.begin(), given.begin() + static_cast<std::ptrdiff_t>(i), given[i]) !=
             given.begin() + static_cast<std::ptrdiff_t>(i))
      out.push_back({"field.duplicate", "is there twice", at});
  }
}

/// Who may not see confidential incidents does not move where they are sent either; only ends it.
bool takes_right(const Webhook* before, const Webhook& after) {
  if (!after.confidential || !after.active) return false;
  if (!before || !before->confidential || !before->active) return true;
  Webhook same = *before;
  same.version = after.version;
  same.name = after.name;
  return !record::diff(record::to_record(same), record::to_record(after)).empty();
}

Result<Line> line_for(Tx& tx, Id webhook) {
  auto line = line_of(tx.db(), webhook);
  if (!line) return api::missing("webhook");
  return std::move(*line);
}

void log(Tx& tx, Id webhook, std::string kind, std::string why = {}) {
  tx.log("webhook", webhook, store::Note{std::move(kind), webhook, std::move(why)});
}

bool has_secret(Tx& tx, Id webhook) {
  return std::ranges::any_of(secrets_of(tx.db(), webhook), [&](const auto& s) { return !s.ends_at || s.ends_at > tx.now(); });
}

/// What was moved by hand: whoever delivers right now may not put it back.
void move_line(Tx& tx, Id webhook, const Line& line) {
  (void)save_line(tx.db(), webhook, line);
  tx.db().execute("UPDATE webhook_line SET generation = generation + 1 WHERE webhook = $1", {store::Param(webhook)});
}

}  // namespace

condition::Vocabulary webhook_words(const incident::Incidents& practice, const Principal& who) {
  return incident::vocabulary(who, practice.kinds, service::custom_types(practice.ground.catalogue.now()));
}

Result<condition::Condition> condition_of(const incident::Incidents& practice, const Principal& who, const Webhook& webhook) {
  return condition::parse(webhook.condition_text.empty() ? "true" : webhook.condition_text, webhook_words(practice, who));
}

Principal reader_for(const Webhook& webhook) {
  Principal who;
  who.name = "webhook";
  who.roles = {webhook.confidential ? people::Role::auditor : people::Role::analyst};
  return who;
}

std::string why_unheard(const incident::Incidents& practice, store::Connection& db, const Webhook& webhook,
                        const record::Record& incident) {
  const auto who = reader_for(webhook);
  const auto only = condition_of(practice, who, webhook);
  return only ? why_untold(practice, db, {.who = who, .only = *only}, incident) : "its condition can no longer be read";
}

Status check_webhook(const incident::Incidents& practice, const Principal& who, const Webhook* before, const Webhook& after) {
  if (takes_right(before, after) && !people::may(who, "incident.read_confidential"))
    return error(Fault::forbidden, "webhook.confidential", "This is for administrators who may see confidential incidents themselves.",
                 "/confidential");
  std::vector<Problem> problems;
  if (const auto valid = record::validate(record::to_record(after)); !valid) problems = valid.error().problems;
  if (!after.url.empty() && !is_usable_url(after.url))
    problems.push_back({"webhook.bad_url", "must be an https address without a user name in it", "/url"});
  check_names(after.changes, "changes", [](const std::string& name) { return record::from_name<Happening>(name).has_value(); }, problems);
  const auto& type = record::type_of<incident::Incident>();
  check_names(
      after.fields, "fields",
      [&](const std::string& name) {
        const auto* field = type.find(name);
        return field && field->facts.access != record::Access::secret;
      },
      problems);
  if (const auto parsed = api::parse_filter(after.condition_text, webhook_words(practice, reader_for(after)), "condition"); !parsed)
    problems.insert(problems.end(), parsed.error().problems.begin(), parsed.error().problems.end());
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  return Done{};
}

namespace {

Status check_room(Tx& tx, const Webhook& w) {
  const auto all = webhooks(tx.db());
  for (const Webhook& other : all)
    if (other.id != w.id && other.name == w.name) return invalid("field.not_unique", "there is another webhook of this name", "/name");
  const auto active = std::ranges::count_if(all, [&](const Webhook& other) { return other.active && other.id != w.id; });
  if (w.active && active >= static_cast<std::ptrdiff_t>(webhooks_most))
    return error(Fault::conflict, "webhook.too_many", fmt::format("There are {} active webhooks already.", active));
  return Done{};
}

}  // namespace

Result<Webhook> make_webhook(Tx& tx, const incident::Incidents& practice, const Principal& who, Webhook given) {
  given.id = tx.new_id();
  given.made_by = who.person;
  given.made_at = tx.now();
  CHECK_OK(check_webhook(practice, who, nullptr, given));
  CHECK_OK(check_room(tx, given));
  tx.insert(given, {.kind = "webhook.created"});
  insert_line(tx.db(), given.id, newest_change(tx.db()));
  return given;
}

Result<Webhook> change_webhook(Tx& tx, const incident::Incidents& practice, const Principal& who, const Webhook& before, Webhook after) {
  CHECK_OK(check_webhook(practice, who, &before, after));
  CHECK_OK(check_room(tx, after));
  tx.update(before, after, {.kind = "webhook.updated"});
  return after;
}

Result<WebhookSecret> make_secret(Tx& tx, const Vault& vault, const Principal& who, Id webhook, const std::string& text, Others others) {
  if (!find_webhook(tx.db(), webhook)) return api::missing("webhook");
  const Time until = tx.now() + (others == Others::end_now ? 0 : old_secrets_us);
  for (const WebhookSecret& before : secrets_of(tx.db(), webhook)) {
    if (before.ends_at && before.ends_at <= until) continue;
    WebhookSecret after = before;
    after.ends_at = until;
    tx.update(before, after, {.kind = "webhook.secret_ended", .root = webhook});
  }
  WebhookSecret made;
  made.id = tx.new_id();
  made.webhook = webhook;
  made.sealed = vault.seal(text, tx.random(Vault::nonce_bytes), seal_context(made.id));
  made.shown = text.substr(text.size() - shown_letters);
  made.made_by = who.person;
  made.made_at = tx.now();
  tx.insert(made, {.kind = "webhook.secret_made", .root = webhook});
  return made;
}

std::vector<std::string> signing_secrets(store::Connection& db, const Vault& vault, Id webhook, Time now) {
  std::vector<std::string> texts;
  for (const WebhookSecret& s : secrets_of(db, webhook)) {
    if (s.ends_at && s.ends_at <= now) continue;
    if (auto text = vault.open(s.sealed, seal_context(s.id))) texts.push_back(std::move(*text));
  }
  return texts;
}

Status pause(Tx& tx, Id webhook) {
  TRY(Line line, line_for(tx, webhook));
  if (!line.paused.empty()) return Done{};
  line.paused = "It was paused by hand.";
  line.paused_at = tx.now();
  move_line(tx, webhook, line);
  log(tx, webhook, "webhook.paused");
  return Done{};
}

Status resume(Tx& tx, Id webhook) {
  TRY(Line line, line_for(tx, webhook));
  line.paused.clear();
  line.paused_at = line.not_before = {};
  line.failures = line.refusals = 0;
  move_line(tx, webhook, line);
  log(tx, webhook, "webhook.resumed");
  return Done{};
}

Result<std::int64_t> replay(Tx& tx, Id webhook, const From& from) {
  TRY(Line line, line_for(tx, webhook));
  const std::int64_t newest = newest_change(tx.db());
  const std::int64_t seq = from.after_seq ? *from.after_seq : last_change_before(tx.db(), from.since);
  if (seq > newest) return invalid("webhook.replay_from", "there is no such change yet", "/after");
  if (newest - seq > replayed_most)
    return invalid("webhook.replay_too_long", fmt::format("there are more than {} changes since", replayed_most),
                   from.after_seq ? "/after" : "/since");
  line.seq = seq;
  move_line(tx, webhook, line);
  // What waits for another attempt comes by itself now, in its order.
  tx.db().execute("DELETE FROM webhook_late WHERE webhook = $1 AND seq > $2", {store::Param(webhook), store::Param(seq)});
  log(tx, webhook, "webhook.replayed", fmt::format(R"({{"after":"{}"}})", seq));
  return seq;
}

Status send_test(Tx& tx, Id webhook) {
  const auto found = find_webhook(tx.db(), webhook);
  if (!found) return api::missing("webhook");
  if (!found->active) return error(Fault::conflict, "webhook.inactive", "The webhook is not active.");
  if (!has_secret(tx, webhook)) return error(Fault::conflict, "webhook.no_secret", "The webhook has no secret yet to sign with.");
  put_late(tx.db(), webhook, {-tx.new_id().v, {}, 0, {}});
  log(tx, webhook, "webhook.tested");
  return Done{};
}

Status retry(Tx& tx, Id webhook, Id attempt) {
  TRY(Line line, line_for(tx, webhook));
  const auto found = find_attempt(tx.db(), webhook, attempt);
  if (!found) return api::missing("webhook_attempt");
  if (found->seq < 0) return send_test(tx, webhook);
  if (!line.paused.empty()) return error(Fault::conflict, "webhook.paused", "The webhook is paused; resume it first.");
  line.not_before = {};
  move_line(tx, webhook, line);
  // What the line stands before comes by itself.
  if (found->seq <= line.seq) put_late(tx.db(), webhook, {found->seq, found->incident, 0, {}});
  log(tx, webhook, "webhook.retried", fmt::format(R"({{"event":"{}"}})", found->event));
  return Done{};
}

}  // namespace evenkeel::outward
