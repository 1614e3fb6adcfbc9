// What the routes of SCIM do alike: bodies of its media type, pages, attributes that are wanted or not, where resources lie.
#pragma once
#include <boost/json.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connect/scim/filter.hpp"
#include "practice/api/api.hpp"
#include "practice/people/outside_person.hpp"

namespace evenkeel::scim {

inline constexpr std::string_view media_type = "application/scim+json";
constexpr std::int64_t page_default = 100, page_most = 200;  // resources of one answer

/// The body, of SCIM's media type or plain JSON. Errors: body.not_json, scim.invalid_syntax.
Result<bj::object> body_of(const http::Request& request);
http::Response answer(const bj::value& body, int status = 200);

/// Where resources lie as this client reaches us: "https://help.example.org/scim/v2".
std::string base_url(const people::People& people, const http::Request& request);

/// Which members of a resource are answered (attributes, excludedAttributes); `id` and `schemas` always are.
class Wanted {
 public:
  Wanted() = default;  // all
  explicit Wanted(const http::Request& request);
  static Wanted without(std::string_view attribute);
  bool has(std::string_view attribute) const;
  bj::object narrow(bj::object resource) const;

 private:
  std::set<std::string, std::less<>> only_, without_;
};

struct Page {
  std::int64_t start = 1, count = page_default;
};
/// Error: scim.invalid_value.
Result<Page> page_of(const http::Request& request);
/// The filter of the request, when there is one.
Result<std::optional<Filter>> filter_of(const http::Request& request, const std::set<std::string, std::less<>>& known);
bj::object list_answer(std::int64_t total, const Page& page, bj::array resources);

/// What cannot be done with somebody, as an error of ours.
Error refusal_of(const people::OutsideRow& row);
/// 412 unless the version that the client saw is this one.
Status check_seen(const api::Seen& seen, std::int64_t version);

/// A row of the table with what all of SCIM's have.
http::Route row(http::Verb verb, const std::string& path, std::string summary, http::Handler handle);
/// Rows whose handlers are functions of People.
struct Rows {
  using Read = Result<http::Response> (*)(people::People&, store::Connection&, http::Request&);
  using Write = Result<api::Job> (*)(people::People&, http::Request&);
  void read(const std::string& path, std::string summary, Read handler);
  void write(http::Verb verb, const std::string& path, std::string summary, Write handler);
  people::People& people;
  std::vector<http::Route>& routes;
};

void add_user_rows(people::People& people, std::vector<http::Route>& routes);
void add_group_rows(people::People& people, std::vector<http::Route>& routes);
void add_about_rows(people::People& people, std::vector<http::Route>& routes);

}  // namespace evenkeel::scim
