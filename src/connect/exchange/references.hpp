// Who and what the rows name: people, teams, categories and the like, found by their reference in the other system, by name, login
// or mail, and made when there is none. What a piece of the file needs is found and made together before its incidents are written.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "connect/exchange/import_report.hpp"
#include "connect/exchange/mapping.hpp"
#include "practice/people/people.hpp"
#include "store/register.hpp"

namespace evenkeel::exchange {

/// A dry run writes nothing: what would be made gets an id that means nothing.
enum class Run { real, dry };

class References {
 public:
  References(const store::Register& reg, people::People& people, store::Actor actor, Run run)
      : register_(reg), people_(people), actor_(std::move(actor)), run_(run) {}

  /// One record that a row names. `parent` is the category of a subcategory, as the row names it.
  struct Named {
    const record::RecordType* type = nullptr;
    std::string text, parent;
  };
  /// Before the first want() of a piece: what was known may be forgotten.
  void begin();
  void want(const Named& named, const Source& source);
  /// Finds what is wanted and not known yet, makes what may be made.
  void settle(ImportReport& report);

  struct Found {
    Id id;
    std::int64_t line = 1;  // of a team
    std::string why_not;    // there is none, and none could be made
  };
  /// Of something that was wanted and settled.
  const Found& find(const Named& named) const;
  /// Name of the record that a dry run would have made under this id; empty for one that exists.
  std::string_view pretended(Id id) const;

 private:
  struct Wish {
    Named named;
    const Source* source = nullptr;
    std::string key;
  };
  static std::string key_of(const Named& named);
  std::optional<Found> look_up(store::Connection& db, const Named& named) const;
  Id parent_id(const Named& named) const;
  Result<Found> make(store::Tx& tx, const Wish& wish, Id parent) const;
  Status make_all(const std::vector<Wish>& wishes);

  const store::Register& register_;
  people::People& people_;
  store::Actor actor_;
  Run run_;
  std::unordered_map<std::string, Found> known_;
  std::unordered_map<std::string, Wish> wanted_;
  std::int64_t pretended_count_ = 0;
  std::unordered_map<std::int64_t, std::string> pretended_;
};

}  // namespace evenkeel::exchange
