// API tokens over HTTP. A token's text is answered once, when it is made; a token cannot make tokens.
#include <boost/json.hpp>

#include "practice/people/people_desk.hpp"
#include "practice/people/sign_in.hpp"

namespace evenkeel::people {
namespace {

std::string token_json(const Token& token, Time used_at, std::string_view text) {
  std::string out;
  record::append_json(out, record::to_record(token));
  out.pop_back();
  out += ",\"used_at\":" + (used_at ? '"' + format_rfc3339(used_at) + '"' : "null");
  if (!text.empty()) out.append(",\"token\":\"").append(text).append("\"");
  return out + '}';
}

Result<http::Response> list(People& people, store::Connection& db, http::Request& request) {
  const Principal& who = api::principal_of(request);
  const std::string_view wanted = request.query_value("person").value_or("");
  Id person = who.person;
  if (wanted == "all") person = {};
  else if (!wanted.empty()) {
    const auto id = parse_id(wanted);
    if (!id) return error(Fault::malformed, "query.bad_person", "person must be an id, or all", "/person");
    person = *id;
  }
  if (person != who.person && !may(who, "token.read")) return api::denied("token.read");
  std::vector<std::string> items;
  api::Mentions mentions;
  for (const TokenRow& row : list_tokens(db, person)) {
    items.push_back(token_json(row.token, row.used_at, {}));
    mentions.add("person", row.token.person);
  }
  std::string names;
  people.names().append_json(names, &db, mentions);
  return http::json(api::list_body(items, std::nullopt, names));
}

Result<api::Job> create(People& people, http::Request& request) {
  const Principal& who = api::principal_of(request);
  if (who.token) return error(Fault::forbidden, "token.from_token", "A token cannot make tokens; sign in.");
  TRY(record::Patch patch, api::body_patch(request, record::type_of<Token>()));
  Id person = who.person;
  if (patch.has("person") && !record::is_absent(patch.values["person"])) person = std::get<Id>(patch.values["person"]);
  if (person != who.person && !may(who, "token.edit")) return api::denied("token.edit");
  auto made = std::make_shared<Token>();
  const std::string secret = new_secret(people.reg().world);
  api::Job job;
  job.work = [patch = std::move(patch), person, secret, made](store::Tx& tx) -> Result<store::Outcome> {
    TRY(*made, create_token(tx, patch, person, secret));
    return store::Outcome{"token", made->id, made->version, 201};
  };
  job.present = [made, secret](const store::Outcome&) {
    http::Response response = http::json(token_json(*made, {}, "ek_" + to_string(made->id) + '_' + secret));
    response.set("Cache-Control", "no-store");
    return response;
  };
  // Given again it is shown without its text: that was answered once and is stored nowhere.
  job.again = [](store::Connection& db, const store::Outcome& outcome) -> Result<http::Response> {
    const auto row = find_token(db, outcome.subject);
    if (!row) return api::missing("token");
    return http::json(token_json(row->token, row->used_at, {}));
  };
  return job;
}

Result<api::Job> revoke(People& people, http::Request& request) {
  TRY(const Id id, api::path_id(request, "token"));
  api::Job job;
  job.work = [id, who = api::principal_of(request)](store::Tx& tx) -> Result<store::Outcome> {
    TRY(const Token token, revoke_token(tx, who, id));
    return store::Outcome{"token", token.id, 0, 204};
  };
  job.present = [&people, id](const store::Outcome&) {
    people.changed("token", id);
    return http::json("", 204);
  };
  return job;
}

}  // namespace

void add_token_routes(People& people, std::vector<http::Route>& routes) {
  using http::Verb;
  const std::string tag = "Tokens";
  const store::Register& reg = people.reg();
  routes.push_back(
      api::route(Verb::get, "/api/v1/tokens", "API tokens, the own ones unless a person is named", "self.token", tag, {"", "TokenList"},
                 api::reading(reg, [&people](store::Connection& db, http::Request& request) { return list(people, db, request); })));
  routes.back().query = {{"person", "Id of a person, or all"}};
  routes.push_back(api::keyed(api::route(Verb::post, "/api/v1/tokens", "Make an API token; its text is answered this once", "self.token",
                                         tag, {"TokenRequest", "NewToken", 201},
                                         api::writing(reg, [&people](http::Request& request) { return create(people, request); }))));
  routes.push_back(api::keyed(api::route(Verb::del, "/api/v1/tokens/{id}", "Revoke an API token", "self.token", tag, {"", "", 204},
                                         api::writing(reg, [&people](http::Request& request) { return revoke(people, request); }))));
}

}  // namespace evenkeel::people
