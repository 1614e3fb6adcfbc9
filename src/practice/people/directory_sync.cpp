// In step with the directory: everybody it names is made, changed or left alone, who is gone is deactivated. A directory that answers
// little is not believed.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "practice/people/directory.hpp"

namespace evenkeel::people {
namespace {

using store::Param;

constexpr std::size_t people_at_once = 100;  // of one command: some milliseconds on the writer

Error none() { return error(Fault::conflict, "directory.none", "No directory is configured: ldap.url is empty."); }

/// Accounts of the directory that are active and have none of the keys any more.
std::vector<OutsidePerson> gone_from(store::Connection& db, const std::vector<OutsidePerson>& everybody, std::size_t& accounts) {
  std::set<std::string, std::less<>> keys;
  for (const OutsidePerson& one : everybody) keys.insert(one.key);
  std::vector<OutsidePerson> gone;
  db.query(
      "SELECT e.subject, p.id FROM external_account e JOIN person p ON p.id = e.person "
      "WHERE e.source = $1 AND e.active = 1 AND p.active = 1 ORDER BY p.id",
      {Param(ldap_source)}, [&](const store::Row& row) {
        ++accounts;
        if (keys.contains(row.text(0))) return;
        OutsidePerson one;
        one.source = ldap_source;
        one.key = row.text(0);
        one.active = false;
        gone.push_back(std::move(one));
      });
  return gone;
}

/// Two entries with one login, or one key, are nobody's: which of them it is would be chance.
std::vector<OutsideRow> take_doubles(std::vector<OutsidePerson>& everybody) {
  std::map<std::string, int> logins, keys;
  for (const OutsidePerson& one : everybody) {
    ++logins[fold_login(one.login)];
    ++keys[one.key];
  }
  std::vector<OutsideRow> doubles;
  std::erase_if(everybody, [&](const OutsidePerson& one) {
    const bool twice = (!fold_login(one.login).empty() && logins[fold_login(one.login)] > 1) || (!one.key.empty() && keys[one.key] > 1);
    if (twice)
      doubles.push_back({OutsideAction::conflict,
                         is_valid_utf8(one.login) ? one.login : to_hex(one.login),
                         is_valid_utf8(one.name) ? one.name : to_hex(one.name),
                         {},
                         "several entries of the directory have this login or key"});
    return twice;
  });
  return doubles;
}

Status guard(std::size_t gone, std::size_t accounts, std::size_t answered, ManyGone many) {
  if (answered == 0 && accounts > 0)
    return error(Fault::conflict, "directory.empty",
                 fmt::format("The directory names nobody, and {} accounts are its own: nothing was done.", accounts));
  const bool too_many =
      gone > gone_always && static_cast<std::int64_t>(gone) * 100 > static_cast<std::int64_t>(accounts) * gone_percent_most;
  if (too_many && many == ManyGone::refused)
    return error(
        Fault::conflict, "directory.too_many_gone",
        fmt::format("{} of {} accounts are gone from the directory: nothing was done, since that is rather a fault.", gone, accounts));
  return Done{};
}

Status apply_all(People& people, const std::vector<OutsidePerson>& all, std::vector<OutsideRow>& rows) {
  for (std::size_t from = 0; from < all.size(); from += people_at_once) {
    const std::size_t to = std::min(all.size(), from + people_at_once);
    std::vector<OutsideRow> done;
    const auto result =
        people.reg().writer.run(store::Lane::bulk, outside_actor(ldap_source), [&](store::Tx& tx) -> Result<store::Outcome> {
          done.clear();
          for (std::size_t i = from; i < to; ++i) done.push_back(apply_outside_person(people, tx, all[i]));
          return store::Outcome{};
        });
    if (!result) return result.error();
    for (const OutsideRow& row : done)
      if (row.person && row.action != OutsideAction::unchanged) people.changed("person", row.person);
    rows.insert(rows.end(), std::make_move_iterator(done.begin()), std::make_move_iterator(done.end()));
  }
  return Done{};
}

/// Of rows whose entry is gone the names come from here.
void name_gone(store::Connection& db, std::vector<OutsideRow>& rows, std::size_t from) {
  for (std::size_t i = from; i < rows.size(); ++i) {
    if (const auto person = find_person(db, rows[i].person)) {
      rows[i].login = person->login;
      rows[i].name = person->name;
    }
    if (rows[i].action == OutsideAction::deactivate) rows[i].what = "gone from the directory";
  }
}

Result<std::vector<OutsideRow>> run(People& people, SyncMode mode, ManyGone many) {
  TRY(auto everybody, people.options().directory->everybody());
  std::vector<OutsidePerson> gone;
  std::size_t accounts = 0;
  people.reg().readers.read([&](store::Connection& db) { gone = gone_from(db, everybody, accounts); });
  CHECK_OK(guard(gone.size(), accounts, everybody.size(), many));
  std::vector<OutsideRow> rows = take_doubles(everybody);
  if (mode == SyncMode::apply) {
    CHECK_OK(apply_all(people, everybody, rows));
    const std::size_t named = rows.size();
    CHECK_OK(apply_all(people, gone, rows));
    people.reg().readers.read([&](store::Connection& db) { name_gone(db, rows, named); });
    return rows;
  }
  people.reg().readers.read([&](store::Connection& db) {
    for (const OutsidePerson& one : everybody) rows.push_back(plan_outside_person(people, db, one));
    const std::size_t named = rows.size();
    for (const OutsidePerson& one : gone) rows.push_back(plan_outside_person(people, db, one));
    name_gone(db, rows, named);
  });
  return rows;
}

}  // namespace

Result<std::vector<OutsideRow>> sync_directory(People& people, SyncMode mode, ManyGone many) {
  if (!people.options().directory) return none();
  auto rows = run(people, mode, many);
  if (mode == SyncMode::apply) {
    LastSync::State state{people.reg().world.now(), rows ? std::string{} : rows.error().first().text, {}};
    if (rows) state.counts = counts_of(*rows);
    people.last_sync().note(std::move(state));
  }
  return rows;
}

std::map<OutsideAction, std::int64_t> counts_of(const std::vector<OutsideRow>& rows) {
  std::map<OutsideAction, std::int64_t> counts;
  for (const OutsideRow& row : rows) ++counts[row.action];
  return counts;
}

Result<DirectoryCheck> check_directory(People& people) {
  if (!people.options().directory) return none();
  TRY(auto everybody, people.options().directory->everybody());
  DirectoryCheck check;
  check.people = everybody.size();
  std::size_t no_key = 0, no_login = 0, no_mail = 0;
  std::set<std::string> groups;
  for (const OutsidePerson& one : everybody) {
    no_key += one.key.empty() ? 1 : 0;
    no_login += one.login.empty() ? 1 : 0;
    no_mail += !one.mail || one.mail->empty() ? 1 : 0;
    if (one.groups) groups.insert(one.groups->begin(), one.groups->end());
  }
  const auto remark = [&](std::size_t count, const std::string& text) {
    if (count) check.remarks.push_back(fmt::format("{} {}", count, text));
  };
  remark(no_key, "entries have no key attribute (ldap.key_attribute): they get no account");
  remark(no_login, "entries have no login (ldap.login_attribute): they get no account");
  remark(no_mail, "entries have no mail address (ldap.mail_attribute)");
  remark(take_doubles(everybody).size(), "entries share their login or key with another: they get no account");
  if (people.options().group_grants.empty())
    check.remarks.emplace_back("sign_in.group_grants is empty: nobody gets a role or a team by a group");
  people.reg().readers.read([&](store::Connection& db) {
    for (const GroupGrant& grant : people.options().group_grants) {
      if (!groups.contains(grant.group)) check.remarks.push_back("nobody is in the group \"" + grant.group + "\" of sign_in.group_grants");
      for (const std::string& team : grant.teams)
        if (!people.options().team_named || !people.options().team_named(db, team))
          check.remarks.push_back("there is no team \"" + team + "\", which sign_in.group_grants names");
    }
  });
  return check;
}

void LastSync::note(State state) {
  std::lock_guard lock(mutex_);
  state_ = std::move(state);
}

LastSync::State LastSync::state() const {
  std::lock_guard lock(mutex_);
  return state_;
}

}  // namespace evenkeel::people
