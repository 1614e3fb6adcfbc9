// The organisation of the demo: who works there, who calls, and the catalogue they work with, made by the same commands that an
// administrator gives. Nobody has a name but that of the role.
#pragma once
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/demo/chance.hpp"
#include "app/demo/stage.hpp"
#include "practice/people/accounts.hpp"

namespace evenkeel::app::demo {

struct Caller {
  people::Principal who;
  std::string zone;
};

/// Everybody and everything, by name. Principals stay where they are: commands keep a reference to them.
class Organisation {
 public:
  /// Makes it, beginning at the stage's time; `password_hash` is that of all demo accounts.
  Organisation(Stage& stage, Chance& chance, const std::string& password_hash);
  Organisation(const Organisation&) = delete;
  Organisation& operator=(const Organisation&) = delete;

  /// What the members do first is on their teams' shoulders: any one of the team, any incident manager, any caller.
  const people::Principal& member(std::string_view team, Chance& chance) const;
  const people::Principal& incident_manager(Chance& chance) const;
  const Caller& caller(Chance& chance) const;
  /// The one with a demo account.
  const Caller& demo_caller() const { return callers_.front(); }
  const people::Principal& monitoring() const { return monitoring_; }

  /// The id of the record of this kind and name ("Access/Password" for a subcategory); ends the program when there is none.
  Id id(std::string_view kind, std::string_view name) const;
  /// The team accountable for a subcategory.
  std::string team_of(std::string_view category, std::string_view part) const;
  /// An item of the service, if it has any.
  Id item_of(std::string_view service, Chance& chance) const;
  bool has_supplier(std::string_view service) const { return suppliers_.contains(service); }
  Id supplier_of(std::string_view service) const { return id("supplier", suppliers_.find(service)->second); }
  /// Somebody stands in on a roster for a day soon after `end`.
  void add_override(Time end);

 private:
  void found(const std::string& password_hash);
  void add_places();
  void add_skills();
  void add_teams();
  void add_people(Chance& chance, const std::string& password_hash);
  void add_heads();
  void add_members(const std::string& password_hash);
  struct Domain {
    std::string mail, zone;
  };
  void add_caller(int number, std::string name, std::string_view organisation, std::string_view location, Domain domain,
                  const std::string& password_hash);
  void add_services();
  void add_items();
  void add_categories();
  void add_words();
  void add_agreements();
  void add_periods();
  void add_templates();
  void add_rosters();
  void add_escalations();
  void add_gateways();
  void add_source();
  void add_intake();
  void add_rules();

  void add(record::Record r, std::string key = {});
  template <class T>
    requires(!std::is_same_v<T, record::Record>)
  void add(const T& object, std::string key = {}) {
    add(record::to_record(object), std::move(key));
  }
  /// `as` becomes the person's principal.
  void add_person(people::Person person, const std::string& password_hash, people::Principal* as = nullptr);
  people::Person staff(std::string name, std::string_view role, std::initializer_list<std::string_view> teams) const;
  Id known(std::string_view kind, std::string_view name) const;

  Stage& stage_;
  store::Actor administrator_;
  std::map<std::string, Id, std::less<>> ids_;  // "team/Network"
  std::map<std::string, std::deque<people::Principal>, std::less<>> members_;
  std::map<std::string, std::vector<std::string>, std::less<>> items_;
  std::map<std::string, std::string, std::less<>> accountable_, suppliers_;
  std::deque<people::Principal> managers_;
  std::deque<Caller> callers_;
  people::Principal monitoring_ = people::system_principal("monitoring");
};

}  // namespace evenkeel::app::demo
