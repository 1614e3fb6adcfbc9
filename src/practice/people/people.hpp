// The practice of people, assembled: what app hands it, what it gives to the other practices (names, the guard), and what they
// hang into it (what else to erase or take out when a person asks).
#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/vault.hpp"
#include "practice/api/api.hpp"
#include "practice/people/accounts.hpp"
#include "practice/people/group_grants.hpp"
#include "practice/people/name_book.hpp"
#include "practice/people/password.hpp"
#include "practice/people/throttle.hpp"

namespace evenkeel::people {

class Directory;
class LastSync;
class SignOnProvider;

/// They wait for other servers and use nothing meanwhile; who comes when as many wait again tries again.
constexpr int sign_on_threads_count = 4;

struct PeopleOptions {
  store::Register reg;
  condition::Kinds kinds;  // to check that organisation, location and teams exist, and for conditions in lists
  /// Makes the first organisation (and whatever a fresh register begins with) at set-up; returns its id.
  std::function<Id(store::Tx&, std::string_view name)> found_organisation;
  Vault vault;                                 // what seals the secrets of second factors
  std::vector<Role> second_factor_roles = {};  // who has one of these must have a second factor
  std::string public_url = {};                 // for links in mails; empty: none are sent
  std::string issuer = "Evenkeel";             // what an authenticator app shows above the code
  std::shared_ptr<Directory> directory = {};   // none: everybody has an account made here
  std::vector<GroupGrant> group_grants = {};   // what groups of other systems give
  /// The active team of this name, for grants; none: Id{}.
  std::function<Id(store::Connection&, std::string_view name)> team_named = {};
  std::vector<Role> password_roles = {};  // who has none of these signs in at a provider; empty: everybody has the choice
  std::vector<std::shared_ptr<SignOnProvider>> sign_on = {};
};

class People {
 public:
  explicit People(PeopleOptions options);
  ~People();

  const PeopleOptions& options() const { return options_; }
  const store::Register& reg() const { return options_.reg; }
  const Vault& vault() const { return options_.vault; }
  Accounts& accounts() { return accounts_; }
  NameBook& book() { return book_; }
  Throttle& throttle() { return throttle_; }
  PasswordThreads& password_threads() { return threads_; }
  /// What waits for a directory; none when there is no directory.
  PasswordThreads& directory_threads() { return directory_threads_; }
  LastSync& last_sync() { return *last_sync_; }
  PasswordThreads& sign_on_threads() { return sign_on_threads_; }
  /// Names of everything, for answers; app lets the other practices provide theirs.
  api::Names& names() { return names_; }

  /// A change of a "person", "token" or "organisation" was committed, here or, told by whoever follows the log, elsewhere.
  void changed(std::string_view subject_kind, Id id);

  /// Erases, in the same transaction, what another practice holds about the person.
  std::vector<std::function<void(store::Tx&, Id person)>> erasers;
  /// Adds members to the export of a person: "\"incidents\":[..]".
  std::vector<std::function<std::string(store::Connection&, Id person, const Principal& reader)>> exporters;

  // -- first start -------------------------------------------------------------------------------------------------------
  /// The code without which nobody can set up; empty: set-up is refused.
  void set_setup_code(std::string code);
  bool is_setup_code(std::string_view code) const;
  /// As setup_needed(), remembering that it was done.
  bool needs_setup(store::Connection& db);

 private:
  PeopleOptions options_;
  Accounts accounts_;
  NameBook book_;
  Throttle throttle_;
  api::Names names_;
  mutable std::mutex mutex_;
  std::string setup_code_;
  std::atomic<bool> set_up_{false};
  std::unique_ptr<LastSync> last_sync_;
  PasswordThreads threads_;  // last: they end before what their jobs use
  PasswordThreads directory_threads_;
  PasswordThreads sign_on_threads_{sign_on_threads_count};
};

/// Nobody can administer the register yet.
bool setup_needed(store::Connection& db);
/// "k7wp-3mzq-x2ht-9d4v": 80 bits in letters and digits that nobody confuses.
std::string make_setup_code(World& world);

/// Rows of the route table: set-up, session, people, tokens, permissions.
std::vector<http::Route> people_routes(People& people);
/// JSON Schemas that these routes name.
std::map<std::string, std::string> people_schemas();

}  // namespace evenkeel::people
