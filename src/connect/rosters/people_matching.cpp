#include "connect/rosters/people_matching.hpp"

#include <set>

#include "practice/people/people_store.hpp"

namespace evenkeel::rosters {
namespace {

std::set<std::string> keys_of(const SourceFile& file) {
  std::set<std::string> keys;
  const auto add = [&](const std::string& key) {
    if (!key.empty()) keys.insert(key);
  };
  for (const SourceRoster& roster : file.rosters) {
    for (const SourceLayer& layer : roster.layers)
      for (const auto& turn : layer.turns)
        for (const std::string& key : turn) add(key);
    for (const SourceShift& shift : roster.shifts) {
      add(shift.person);
      add(shift.instead_of);
    }
  }
  return keys;
}

std::vector<Id> named(store::Connection& db, const std::string& name) {
  std::vector<Id> found;
  db.query("SELECT id FROM person WHERE name = $1 AND active = 1 AND erased = 0 ORDER BY id LIMIT 2", {store::Param(name)},
           [&](const store::Row& row) { found.push_back(row.id(0)); });
  return found;
}

class Matching {
 public:
  explicit Matching(store::Connection& db) : db_(db) {}

  Match match(const SourcePerson& source, Id by_hand) {
    Match out{source, {}, {}, {}};
    if (by_hand) {
      const auto person = people::find_person(db_, by_hand);
      if (person && person->active) return found(std::move(out), by_hand, MatchedBy::hand);
      out.why_not = "Whoever was named by hand is not here, or not active.";
      return out;
    }
    for (const std::string& mail : {source.mail, source.login})
      if (mail.find('@') != std::string::npos && try_mail(out, mail)) return out;
    if (!source.login.empty() && try_login(out, source.login)) return out;
    for (const std::string& name : source.names) {
      const auto people = named(db_, name);
      if (people.size() == 1) return found(std::move(out), people.front(), MatchedBy::name);
      if (people.size() > 1 && out.why_not.empty()) out.why_not = "Several people have this name.";
    }
    if (out.why_not.empty()) out.why_not = "Nobody active has this mail address, login or name.";
    return out;
  }

 private:
  static Match found(Match match, Id person, MatchedBy by) {
    match.person = person;
    match.by = by;
    match.why_not.clear();
    return match;
  }
  bool try_mail(Match& match, const std::string& mail) {
    const auto people = people::find_by_mail(db_, mail);
    if (people.size() > 1) match.why_not = "Several people have this mail address.";
    if (people.size() != 1) return false;
    match = found(std::move(match), people.front().id, MatchedBy::mail);
    return true;
  }
  bool try_login(Match& match, const std::string& login) {
    const auto person = people::find_by_login(db_, login);
    if (!person || !person->active) return false;
    match = found(std::move(match), person->id, MatchedBy::login);
    return true;
  }

  store::Connection& db_;
};

}  // namespace

std::map<std::string, Match> match_people(store::Connection& db, const SourceFile& file, const std::map<std::string, Id>& by_hand) {
  std::map<std::string, Match> all;
  Matching matching(db);
  for (const std::string& key : keys_of(file)) {
    const auto source = file.people.find(key);
    const auto hand = by_hand.find(key);
    all.emplace(key, matching.match(source == file.people.end() ? SourcePerson{key, {}, {}, {}} : source->second,
                                    hand == by_hand.end() ? Id{} : hand->second));
  }
  return all;
}

}  // namespace evenkeel::rosters
