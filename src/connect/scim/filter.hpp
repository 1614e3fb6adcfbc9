// The filters of SCIM (RFC 7644 section 3.4.2.2), for lists and for the paths of PATCH. Parsed once, then asked of resources as JSON:
//   userName eq "first" and (active eq true or emails[type eq "work"].value co "example")
#pragma once
#include <boost/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace evenkeel::scim {

namespace bj = boost::json;

// Against costly filters; what clients send has one or two terms.
constexpr std::size_t filter_bytes_most = 2'000;
constexpr int filter_depth_most = 20;
constexpr int filter_terms_most = 50;

struct Filter {
  enum class Kind { all, any, negation, compare, element } kind = Kind::compare;
  enum class Op { eq, ne, co, sw, ew, pr, gt, ge, lt, le } op = Op::pr;
  std::vector<Filter> parts;  // of all, any and negation; of element: what one element must satisfy
  std::string path;           // of compare and element: small letters, without the schema: "name.familyname"
  bj::value value;            // of compare
};

/// `known` are the attributes that may be asked for, small letters (empty: any). Error: scim.invalid_filter.
Result<Filter> parse_filter(std::string_view text, const std::set<std::string, std::less<>>& known = {});
/// Texts compare without regard to case, but for id, externalId and versions.
bool matches(const Filter& filter, const bj::object& resource);
/// The value that `path` must have in whatever matches; null when the filter does not say so.
const bj::value* demanded(const Filter& filter, std::string_view path);

/// "urn:ietf:params:scim:schemas:core:2.0:User:userName" and "userName" are "username". An attribute of an extension keeps its schema.
std::string plain_path(std::string_view path);
/// A text as it is; empty for what is none.
std::string_view view(const bj::value& value);
/// The member whatever its case; null when there is none.
const bj::value* member(const bj::object& object, std::string_view name);
bj::value* member(bj::object& object, std::string_view name);

}  // namespace evenkeel::scim
