#include "practice/roster/feed_desk.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/zone.hpp"
#include "practice/people/accounts.hpp"
#include "practice/people/people_store.hpp"
#include "store/row_io.hpp"

namespace evenkeel::roster {
namespace {

using store::Param;

constexpr std::int64_t shown_back_days = 30, shown_ahead_days = 180;
constexpr std::size_t shifts_most = 5'000;  // of one address: half a year of hourly turns
constexpr int attempts_most = 3;            // to write what is told, while others write the same

/// Whole days, so that a page changes when shifts do and not with each question.
struct Window {
  Time from, until;
};
Window window_at(Time now) {
  const Time today{now.us / us_per_day * us_per_day};
  return {std::max(Time{0}, today - shown_back_days * us_per_day), std::min(today + shown_ahead_days * us_per_day, zones_known_until)};
}

struct Owner {
  Feed feed;
  people::Person person;
};
Result<Owner> owner_of(store::Connection& db, std::string_view address) {
  const auto dash = address.find('-');
  const auto id = parse_id(address.substr(0, dash));
  const auto found = id && dash != std::string_view::npos ? store::find_record(db, record::type_of<Feed>(), *id) : std::nullopt;
  if (!found) return api::missing("on_call_feed");
  Owner owner{record::from_record<Feed>(*found), {}};
  if (owner.feed.revoked || !equal_secret(people::hash_of_secret(address.substr(dash + 1)), owner.feed.secret_hash))
    return api::missing("on_call_feed");
  const auto person = people::find_person(db, owner.feed.person);
  if (!person || !person->active || !people::may(people::principal_of(*person), "roster.read")) return api::missing("on_call_feed");
  owner.person = *person;
  return owner;
}

std::vector<Published> told_before(store::Connection& db, Id feed) {
  std::vector<Published> all;
  db.query(
      "SELECT uid, roster, person, part, layer, begins_at, ends_at, sequence, changed_at, cancelled FROM on_call_feed_shift WHERE feed = "
      "$1 "
      "ORDER BY begins_at, uid",
      {Param(feed)}, [&](const store::Row& row) {
        const Part part = record::from_name<Part>(row.text(3)).value_or(Part::on_duty);
        all.push_back({row.id(0),
                       {row.id(1), row.id(2), part, std::string(row.text(4)), row.time(5), row.time(6)},
                       row.integer(7),
                       row.time(8),
                       row.integer(9) != 0});
      });
  return all;
}

/// Both in order of their begins and identities.
void keep(store::Tx& tx, Id feed, const std::vector<Published>& before, const std::vector<Published>& after) {
  std::map<Id, const Published*> old;
  for (const Published& p : before) old.emplace(p.uid, &p);
  for (const Published& p : after) {
    const auto known = old.find(p.uid);
    const bool same = known != old.end() && *known->second == p;
    if (same) old.erase(known);
  }
  // What is gone, and what is written anew.
  for (const auto& [uid, p] : old)
    tx.db().execute("DELETE FROM on_call_feed_shift WHERE feed = $1 AND uid = $2", {Param(feed), Param(uid)});
  std::set<Id> kept;
  for (const Published& p : before)
    if (!old.contains(p.uid)) kept.insert(p.uid);
  for (const Published& p : after)
    if (!kept.contains(p.uid))
      tx.db().execute(
          "INSERT INTO on_call_feed_shift(feed, uid, roster, person, part, layer, begins_at, ends_at, sequence, changed_at, cancelled) "
          "VALUES($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)",
          {Param(feed), Param(p.uid), Param(p.shift.roster), Param(p.shift.person), Param(record::name_of(p.shift.part)),
           Param(std::string_view(p.shift.layer)), Param(p.shift.begins_at.us), Param(p.shift.ends_at.us), Param(p.sequence),
           Param(p.changed_at.us), Param(p.cancelled)});
}

std::vector<FeedShift> shifts_for(store::Connection& db, const service::Snapshot& catalogue, const Feed& feed, const Window& window) {
  std::vector<FeedShift> all;
  for (const auto* roster : catalogue.active<service::Roster>()) {
    if (feed.roster && feed.roster != roster->id) continue;
    for (const Shift& s : shifts(facts_of(db, catalogue, roster->id, window.from, window.until), window.from, window.until))
      if ((feed.roster || s.person == feed.person) && all.size() < shifts_most)
        all.push_back({roster->id, s.person, s.part, s.layer, s.from, s.until});
  }
  return all;
}

/// Writes what is told for the first time or anew, when nobody was told otherwise since `before` was read; false: somebody was. It was
/// reckoned on a thread of its own: the writer compares and writes.
Result<bool> publish(const RosterParts& parts, FeedPage& page, const std::vector<Published>& before) {
  const store::Actor actor = people::system_principal("calendar").actor();
  bool written = false;
  const auto told = parts.reg.writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    const auto feed = tx.find<Feed>(page.feed.id);
    if (!feed || feed->revoked) return api::missing("on_call_feed");
    written = told_before(tx.db(), page.feed.id) == before;
    if (!written) return store::Outcome{};
    auto after = page.shifts;
    for (Published& p : after)
      if (!p.uid) p.uid = tx.new_id();
    std::ranges::sort(after, {}, [](const Published& p) { return std::pair(p.shift.begins_at, p.uid); });
    keep(tx, page.feed.id, before, after);
    page.shifts = std::move(after);
    return store::Outcome{"on_call_feed", page.feed.id, 0, 200};
  });
  if (!told) return told.error();
  return written;
}

/// Shifts that ended before the page begins stay written until there is other news: a day that passes is none.
bool is_news(const std::vector<Published>& before, const std::vector<Published>& now, Time shown_from) {
  auto shown = before;
  std::erase_if(shown, [&](const Published& p) { return p.shift.ends_at <= shown_from; });
  return shown != now;
}

}  // namespace

Result<FeedPage> open_feed(const RosterParts& parts, std::string_view address, Time now) {
  FeedPage page;
  std::optional<Error> refused;
  std::vector<Published> before;
  const Window window = window_at(now);
  const auto look = [&] {
    parts.reg.readers.read([&](store::Connection& db) {
      auto owner = owner_of(db, address);
      if (!owner) {
        refused = std::move(owner.error());
        return;
      }
      page.feed = owner->feed;
      page.language = owner->person.language;
      parts.catalogue.refresh(db);
      before = told_before(db, page.feed.id);
      const auto shifts = shifts_for(db, *parts.catalogue.now(), page.feed, window);
      page.shifts = published_now(before, shifts, window.from, now, [] { return Id{}; });
    });
  };
  // Two programs may ask at one address at once.
  bool written = false;
  for (int attempt = 0; attempt < attempts_most && !written; ++attempt) {
    look();
    if (refused) return std::move(*refused);
    if (!is_news(before, page.shifts, window.from)) break;
    TRY(written, publish(parts, page, before));
  }
  if (!written && is_news(before, page.shifts, window.from))
    return error(Fault::unavailable, "on_call_feed.busy", "Others ask at this address at the moment; ask again.");
  std::set<Id> people;
  for (const Published& p : page.shifts) people.insert(p.shift.person);
  parts.reg.readers.read([&](store::Connection& db) {
    for (const auto& [id, contact] : contacts_of(db, people)) page.people[id] = contact.name;
  });
  const auto catalogue = parts.catalogue.now();
  for (const Published& p : page.shifts)
    if (const auto* roster = catalogue->get<service::Roster>(p.shift.roster)) page.rosters[p.shift.roster] = roster->name;
  if (const auto* roster = catalogue->get<service::Roster>(page.feed.roster)) page.rosters[page.feed.roster] = roster->name;
  return page;
}

}  // namespace evenkeel::roster
