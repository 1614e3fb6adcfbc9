// The organisation's directory (LDAP): who there is, which groups they are in, and whether a password is right. Here is what is asked
// of it and what keeps the register in step with it; connect has the one that speaks to it.
#pragma once
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "practice/people/outside_person.hpp"

namespace evenkeel::people {

class Directory {
 public:
  virtual ~Directory() = default;
  /// The entry of who has this login and this password; empty when there is none, or more than one, or the password is wrong (an
  /// empty one always is). Blocks for some timeouts at most. Error: directory.unavailable.
  virtual Result<std::optional<OutsidePerson>> sign_in(std::string_view login, std::string_view password) = 0;
  /// Everybody who may have an account, or an error: never a part of them. Error: directory.unavailable.
  virtual Result<std::vector<OutsidePerson>> everybody() = 0;
};

enum class SyncMode { preview, apply };
/// Whether a directory that misses many accounts at once is believed.
enum class ManyGone { refused, believed };
/// More than this share of the accounts gone at once is rather a fault of the directory or its configuration; a few always may.
constexpr std::int64_t gone_percent_most = 20;
constexpr std::size_t gone_always = 5;

/// Reads the whole directory and does, or only plans, what follows, a hundred people to a command. Blocks. Errors: directory.none,
/// directory.unavailable, directory.empty (no accounts at all: nothing is done), directory.too_many_gone.
Result<std::vector<OutsideRow>> sync_directory(People& people, SyncMode mode, ManyGone many);
/// How many rows have each action.
std::map<OutsideAction, std::int64_t> counts_of(const std::vector<OutsideRow>& rows);

struct DirectoryCheck {
  std::size_t people = 0;
  std::vector<std::string> remarks;  // what an operator should look at: missing attributes, grants that nobody gets
};
/// Reads everything and changes nothing. Blocks. Errors: directory.none, directory.unavailable.
Result<DirectoryCheck> check_directory(People& people);

/// How the last synchronisation of this process ended; guards itself.
class LastSync {
 public:
  struct State {
    Time at;            // none: there was none yet
    std::string error;  // empty: it was done
    std::map<OutsideAction, std::int64_t> counts;
  };
  void note(State state);
  State state() const;

 private:
  mutable std::mutex mutex_;
  State state_;
};

}  // namespace evenkeel::people
