// Which other systems keep a person, so that a screen can say where a name, a role or a deactivation comes from.
#include "practice/people/outside_group.hpp"
#include "practice/people/reach.hpp"
#include "practice/people/sign_in.hpp"

namespace evenkeel::people {
namespace {

/// What the source called the account itself; "null" when it said nothing, and the register only needed a key.
std::string subject_json(const ExternalAccount& account) {
  std::string out;
  if (has_own_subject(account)) record::append_json_string(out, account.subject);
  else out = "null";
  return out;
}

Result<http::Response> list_accounts(People&, store::Connection& db, http::Request& request) {
  TRY(const Id id, api::path_id(request, "person"));
  CHECK_OK(check_reach(db, api::principal_of(request), id, "people.read"));
  const auto person = find_person(db, id);
  if (!person) return api::missing("person");
  std::string out = R"({"items":[)";
  if (!person->erased)  // what is kept of the erased is for their sources alone
    for (const ExternalAccount& account : accounts_of(db, id)) {
      out += out.back() == '[' ? R"({"source":)" : R"(,{"source":)";
      record::append_json_string(out, account.source);
      out += R"(,"subject":)" + subject_json(account) + R"(,"active":)" + (account.active ? "true}" : "false}");
    }
  out += R"(],"groups":[)";
  for (const OutsideGroup& group : groups_of(db, id)) {
    if (out.back() != '[') out += ',';
    record::append_json_string(out, group.name);
  }
  return http::json(out + "]}");
}

}  // namespace

void add_account_list_routes(People& people, std::vector<http::Route>& routes) {
  routes.push_back(api::route(
      http::Verb::get, "/api/v1/people/{id}/accounts", "Which other systems keep somebody", "people.read", "People", {"", "AccountList"},
      api::reading(people.reg(), [&people](store::Connection& db, http::Request& request) { return list_accounts(people, db, request); })));
}

}  // namespace evenkeel::people
