// PATCH as SCIM has it (RFC 7644 section 3.5.2), in the dialects that provisioning clients really send: verbs in any case, a
// replacement without a path whose members are paths, and paths that pick an element which is not there yet.
#pragma once
#include <optional>

#include "connect/scim/filter.hpp"

namespace evenkeel::scim {

constexpr std::size_t operations_most = 1'000;  // of one request; clients send up to a hundred

struct Operation {
  enum class Verb { add, replace, remove } verb = Verb::add;
  std::string path;  // as it was sent; empty: the whole resource
  bj::value value;   // null when there was none
};

/// A path in its parts: members[value eq "17"].display
struct Path {
  std::string attribute;  // small letters, without the schema; "name.familyname" is {name, familyname}
  std::optional<Filter> element;
  std::string sub;
};

/// Of the body of a PATCH, with path-less ones taken apart into one for each member. Errors: scim.invalid_syntax, scim.invalid_path.
Result<std::vector<Operation>> read_operations(const bj::object& body);
/// Error: scim.invalid_path.
Result<Path> read_path(std::string_view text);

/// Does one operation on a resource. Errors: scim.invalid_path, scim.no_target.
Status apply(const Operation& operation, bj::object& resource);

}  // namespace evenkeel::scim
