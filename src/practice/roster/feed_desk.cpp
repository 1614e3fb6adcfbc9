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

void keep(store::Tx& tx, Id feed, const std::vector<Published>& before, const std::vector<Published>& after) {
  for (const Published& p : before)
    if (std::ranges::find(after, p) == after.end())
      tx.db().execute("DELETE FROM on_call_feed_shift WHERE feed = $1 AND uid = $2", {Param(feed), Param(p.uid)});
  for (const Published& p : after)
    if (std::ranges::find(before, p) == before.end())
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

}  // namespace

Result<FeedPage> open_feed(const RosterParts& parts, std::string_view address, Time now) {
  FeedPage page;
  std::optional<Error> refused;
  bool news = false;
  const Window window = window_at(now);
  const auto decide = [&](store::Connection& db, const std::function<Id()>& new_uid, std::vector<Published>& before) {
    before = told_before(db, page.feed.id);
    page.shifts = published_now(before, shifts_for(db, *parts.catalogue.now(), page.feed, window), window.from, now, new_uid);
    news = before != page.shifts;
  };
  parts.reg.readers.read([&](store::Connection& db) {
    auto owner = owner_of(db, address);
    if (!owner) {
      refused = std::move(owner.error());
      return;
    }
    page.feed = owner->feed;
    page.language = owner->person.language;
    parts.catalogue.refresh(db);
    std::vector<Published> before;
    decide(db, [] { return Id{}; }, before);
  });
  if (refused) return std::move(*refused);
  if (news) {
    const store::Actor actor = people::system_principal("calendar").actor();
    const auto told = parts.reg.writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
      std::vector<Published> before;
      decide(tx.db(), [&] { return tx.new_id(); }, before);
      keep(tx, page.feed.id, before, page.shifts);
      return store::Outcome{"on_call_feed", page.feed.id, 0, 200};
    });
    if (!told) return told.error();
  }
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
