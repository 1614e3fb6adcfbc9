// The OpenAPI document as the server answers it: its operations, values that fit their schemas, and what differs between an
// answer and its schema. Knows the part of JSON Schema that the product writes.
#pragma once
#include <boost/json.hpp>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "http/http.hpp"

namespace evenkeel::doors {

namespace bj = boost::json;

inline bj::value json_text(std::string_view text) { return bj::string(text.data(), text.size()); }

struct Operation {
  http::Verb verb = http::Verb::get;
  std::string path, permission;  // no permission: open to everybody
  std::set<int> success, statuses;
  std::string request_type, response_type;  // empty: no body
  bj::value request, response;              // schemas; null: none
  std::set<std::string> query;
  bool wants_version = false;  // If-Match is required

  /// "GET /api/v1/incidents/{id}"
  std::string name() const;
};

class Document {
 public:
  explicit Document(const std::string& text);
  const std::vector<Operation>& operations() const { return operations_; }
  const Operation& operation(const std::string& name) const;

  /// What a member should be; `refers_to` is the kind of record whose id it is, or empty.
  using Known = std::function<std::optional<bj::value>(const std::string& member, const std::string& refers_to)>;
  /// The smallest value that fits: required members, or for a change the first text that may be any.
  bj::value sample(const bj::value& schema, const Known& known) const;
  /// Empty when `value` is as the schema says; else where it is not.
  std::string mismatch(const bj::value& value, const bj::value& schema, const std::string& at = "") const;
  bj::value reference(const std::string& component) const;

 private:
  const bj::object& resolve(const bj::value& schema) const;
  bj::value text_of(const std::string& member, const bj::object& schema, const Known& known) const;
  std::string mismatch_object(const bj::object& value, const bj::object& schema, const std::string& at) const;
  bj::value document_;
  std::vector<Operation> operations_;
};

}  // namespace evenkeel::doors
