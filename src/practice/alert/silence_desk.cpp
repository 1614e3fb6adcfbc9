#include "practice/alert/silence_desk.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "practice/alert/alert_store.hpp"
#include "practice/api/api.hpp"

namespace evenkeel::alert {
namespace {

constexpr int silences_most = 1'000;              // that hold for one source: its own and everybody's
constexpr std::int64_t silences_of_source = 500;  // that hold or will
constexpr std::size_t matchers_bytes_most = 20'000;
constexpr std::size_t comment_points_most = 2'000;
constexpr std::size_t author_points_most = 200;
constexpr std::string_view person_mark = "person:";  // before the id of a person, as the change log names people

/// Version 4, of chance.
std::string uuid_of(std::string bytes) {
  bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x40);
  bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
  const std::string hex = to_hex(bytes);
  return fmt::format("{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4), hex.substr(16, 4), hex.substr(20));
}

Status check(const Silencing& given, Time now) {
  if (given.matchers.empty()) return invalid("silence.no_matchers", "at least one matcher required", "/matchers");
  if (matchers_json(given.matchers).size() > matchers_bytes_most)
    return invalid("silence.too_long", "matchers must be at most 20000 bytes", "/matchers");
  if (matches_everything(given.matchers))
    return invalid("silence.matches_everything", "at least one matcher must not match the empty string", "/matchers");
  if (!given.starts_at || !given.ends_at) return invalid("field.required", "must be times", given.starts_at ? "/endsAt" : "/startsAt");
  if (given.ends_at <= given.starts_at) return invalid("silence.times_reversed", "start time must be before end time", "/endsAt");
  if (given.ends_at <= now) return invalid("silence.in_past", "end time can't be in the past", "/endsAt");
  if (trim(given.comment).empty() || utf8_length(given.comment) > comment_points_most)
    return invalid("silence.no_comment", "say why, in at most 2000 letters", "/comment");
  if (utf8_length(given.created_by) > author_points_most) return invalid("field.too_long", "is too long", "/createdBy");
  return evenkeel::Done{};
}

Silence ended(store::Tx& tx, const Silence& before) {
  Silence after = before;
  after.ends_at = after.updated_at = tx.now();
  if (after.starts_at > after.ends_at) after.starts_at = after.ends_at;
  tx.update(before, after, {.kind = "silence.ended"});
  look_again(tx.db(), tx.now());
  return after;
}

Silence moved(store::Tx& tx, const Silence& before, const Silence& to) {
  Silence after = before;
  if (before.starts_at > tx.now()) after.starts_at = to.starts_at;
  after.ends_at = to.ends_at;
  after.created_by = to.created_by;
  after.comment = to.comment;
  after.updated_at = tx.now();
  tx.update(before, after, {.kind = "silence.changed"});
  look_again(tx.db(), tx.now());
  return after;
}

}  // namespace

Id author_of(const Silence& silence) { return api::person_in(silence.created_by); }

SilenceState state_of(const Silence& s, Time now) {
  if (s.ends_at <= now) return SilenceState::expired;
  return s.starts_at <= now ? SilenceState::active : SilenceState::pending;
}

Result<Silence> keep_silence(store::Tx& tx, const Silencing& given) {
  CHECK_OK(check(given, tx.now()));
  std::optional<Silence> before;
  if (!given.uuid.empty()) {
    before = find_silence(tx.db(), given.uuid);
    if (!before || (given.source && before->source != given.source)) return error(Fault::missing, "silence.missing", "silence not found");
  }
  Silence s;
  s.source = given.source;
  s.matchers = matchers_json(given.matchers);
  s.starts_at = given.starts_at < tx.now() ? tx.now() : given.starts_at;
  s.ends_at = given.ends_at;
  // Programs send back what they read; but none of them makes a silence in the name of a person.
  if (!given.author && given.created_by.starts_with(person_mark) && (!before || before->created_by != given.created_by))
    return invalid("silence.not_that_author", "must not begin with person:", "/createdBy");
  s.created_by = given.author ? std::string(person_mark) + to_string(given.author) : given.created_by;
  s.comment = given.comment;
  s.updated_at = tx.now();
  // The same alerts, still to come or going on: it is moved; otherwise another one takes its place.
  const bool goes_on = before && before->ends_at > tx.now();
  if (goes_on && before->matchers == s.matchers && (before->starts_at > tx.now() || given.starts_at <= tx.now()))
    return moved(tx, *before, s);
  const std::int64_t replaced = goes_on && before->source == given.source ? 1 : 0;
  if (silences_to_end(tx.db(), given.source, tx.now()) - replaced >= silences_of_source)
    return error(Fault::conflict, "silence.too_many", "this source has 500 silences already: end some");
  if (goes_on) ended(tx, *before);
  s.id = tx.new_id();
  s.uuid = uuid_of(tx.random(16));
  tx.insert(s, {.kind = "silence.made"});
  return s;
}

Result<Silence> end_silence(store::Tx& tx, std::string_view uuid, Id source) {
  const auto before = find_silence(tx.db(), uuid);
  if (!before || (source && before->source != source)) return error(Fault::missing, "silence.missing", "silence not found");
  if (before->ends_at <= tx.now()) return error(Fault::conflict, "silence.ended", "silence already expired");
  return ended(tx, *before);
}

const std::vector<Silences::One>& Silences::read(Id source) {
  const auto [found, is_new] = by_source_.try_emplace(source);
  if (!is_new) return found->second;
  for (const Silence& s : active_silences(db_, source, now_, silences_most)) {
    auto matchers = read_matchers(s.matchers);
    if (matchers && !matchers->empty()) found->second.push_back({{s.uuid, s.ends_at}, std::move(*matchers)});
  }
  return found->second;
}

std::vector<Silences::Match> Silences::of(Id source, const Texts& labels) {
  std::vector<Match> found;
  for (const One& one : read(source))
    if (all_match(one.matchers, labels)) found.push_back(one.match);
  return found;
}

}  // namespace evenkeel::alert
