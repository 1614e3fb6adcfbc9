// Users: finding, making, replacing, patching and taking away people whom a provisioning client keeps. It sees who has a login
// and no password here, so that it finds who was here before it; an account of this register alone is neither seen nor taken.
#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "base/text.hpp"
#include "connect/scim/patch.hpp"
#include "connect/scim/scim_answers.hpp"
#include "connect/scim/user.hpp"
#include "practice/people/accounts.hpp"
#include "practice/people/people_desk.hpp"
#include "store/row_io.hpp"

namespace evenkeel::scim {
namespace {

using people::ExternalAccount;
using people::OutsideAction;
using people::OutsidePerson;
using people::OutsideRow;
using people::People;
using people::Person;

// Of the core schema, or read-only, and not kept here: what a client says of them is left aside.
constexpr std::array<std::string_view, 19> left_aside{
    "id",       "schemas", "meta",   "groups",    "password",     "title", "nickname",         "profileurl", "usertype", "locale",
    "timezone", "ims",     "photos", "addresses", "entitlements", "roles", "x509certificates", "department", "manager"};
constexpr std::array<std::string_view, 8> kept{"externalid", "username",     "displayname",       "name",
                                               "emails",     "phonenumbers", "preferredlanguage", "active"};

/// A user with what belongs to it.
struct Found {
  Person person;
  std::optional<ExternalAccount> account;
  std::vector<people::OutsideGroup> groups;
  const ExternalAccount* link() const { return account ? &*account : nullptr; }
  std::int64_t version() const { return user_version(person, link()); }
  bj::object json(const std::string& base) const { return user_json(person, link(), groups, base); }
};

Result<Found> find_user(store::Connection& db, Id id) {
  auto person = people::find_person(db, id);
  if (!person || !people::is_user(db, *person)) return api::missing("user");
  return Found{std::move(*person), people::account_of(db, id, people::scim_source), people::groups_of(db, id)};
}

http::Response shown(const Found& found, const std::string& base, const Wanted& wanted, int status = 200) {
  http::Response response = answer(wanted.narrow(found.json(base)), status);
  response.set("ETag", "W/" + api::etag(found.version()));
  if (status == 201) response.set("Location", base + "/Users/" + to_string(found.person.id));
  return response;
}

// ---- finding -------------------------------------------------------------------------------------------------------------

/// Everybody's accounts and groups, read at once for a list.
struct Belongings {
  explicit Belongings(store::Connection& db) {
    for (ExternalAccount& account : people::accounts_at(db, people::scim_source))
      accounts.insert_or_assign(account.person, std::move(account));
    std::map<Id, people::OutsideGroup> all;
    for (auto& group : people::all_groups(db)) all.emplace(group.id, std::move(group));
    db.query("SELECT person, group_id FROM outside_group_member ORDER BY person, group_id", {}, [&](const store::Row& row) {
      if (const auto group = all.find(row.id(1)); group != all.end()) groups[row.id(0)].push_back(group->second);
    });
  }
  Found of(Person person) const {
    Found found;
    if (const auto account = accounts.find(person.id); account != accounts.end()) found.account = account->second;
    if (const auto held = groups.find(person.id); held != groups.end()) found.groups = held->second;
    found.person = std::move(person);
    return found;
  }
  std::map<Id, ExternalAccount> accounts;
  std::map<Id, std::vector<people::OutsideGroup>> groups;
};

/// Ids of those who alone can match, when the filter demands something that an index has; else nothing.
std::optional<std::vector<Id>> candidates(store::Connection& db, const Filter& filter) {
  const auto text = [&](std::string_view path) -> std::optional<std::string> {
    const auto* value = demanded(filter, path);
    if (!value || !value->is_string()) return std::nullopt;
    return std::string(view(*value));
  };
  std::vector<Id> ids;
  if (const auto login = text("username")) {
    if (const auto person = people::find_by_login(db, *login)) ids.push_back(person->id);
    return ids;
  }
  if (const auto id = text("id")) {
    if (const auto parsed = parse_id(*id)) ids.push_back(*parsed);
    return ids;
  }
  if (const auto key = text("externalid")) {
    if (const auto account = people::find_account(db, people::scim_source, *key)) ids.push_back(account->person);
    return ids;
  }
  return std::nullopt;
}

void each_user(store::Connection& db, const std::string& rest, std::initializer_list<store::Param> params,
               const std::function<void(Person)>& use) {
  const auto& type = record::type_of<Person>();
  const std::string sql = "SELECT " + store::select_columns(type, "p") + " FROM person p WHERE " + people::users_condition() + rest;
  db.query(sql, store::Params(params.begin(), params.size()),
           [&](const store::Row& row) { use(record::from_record<Person>(store::read_record(type, row))); });
}

/// Without a filter: the page alone is read.
bj::array page_of_all(store::Connection& db, const Page& page, const Wanted& wanted, const std::string& base, std::int64_t& total) {
  db.query("SELECT COUNT(*) FROM person p WHERE " + people::users_condition(), {}, [&](const store::Row& row) { total = row.integer(0); });
  std::vector<Id> ids;
  each_user(db, " ORDER BY p.id LIMIT $1 OFFSET $2", {store::Param(page.count), store::Param(page.start - 1)},
            [&](const Person& person) { ids.push_back(person.id); });
  bj::array resources;
  for (Id id : ids)
    if (const auto found = find_user(db, id)) resources.push_back(wanted.narrow((*found).json(base)));
  return resources;
}

Result<http::Response> list_users(People& people, store::Connection& db, http::Request& request) {
  TRY(const Page page, page_of(request));
  TRY(const auto filter, filter_of(request, user_attributes()));
  const Wanted wanted(request);
  const std::string base = base_url(people, request);
  std::int64_t total = 0;
  bj::array resources;
  if (!filter) {
    resources = page_of_all(db, page, wanted, base, total);
    return answer(list_answer(total, page, std::move(resources)));
  }
  const auto keep = [&](const Found& found) {
    auto json = found.json(base);
    if (!matches(*filter, json)) return;
    ++total;
    if (total >= page.start && static_cast<std::int64_t>(resources.size()) < page.count)
      resources.push_back(wanted.narrow(std::move(json)));
  };
  if (const auto ids = candidates(db, *filter)) {
    for (Id id : *ids)
      if (const auto found = find_user(db, id)) keep(*found);
  } else {
    const Belongings belongings(db);
    each_user(db, " ORDER BY p.id", {}, [&](Person person) { keep(belongings.of(std::move(person))); });
  }
  return answer(list_answer(total, page, std::move(resources)));
}

Result<http::Response> read_one(People& people, store::Connection& db, http::Request& request) {
  TRY(const Id id, api::path_id(request, "user"));
  TRY(const Found found, find_user(db, id));
  return shown(found, base_url(people, request), Wanted(request));
}

// ---- changing ------------------------------------------------------------------------------------------------------------

using Work = std::function<Result<Id>(store::Tx&)>;

/// A command that writes one user and shows it afterwards.
api::Job writing_user(People& people, const http::Request& request, Work work, int status) {
  auto after = std::make_shared<Found>();
  api::Job job;
  job.idempotency_key = http::IdempotencyKey::ignored;
  job.work = [work = std::move(work), after, status](store::Tx& tx) -> Result<store::Outcome> {
    TRY(const Id id, work(tx));
    TRY(*after, find_user(tx.db(), id));
    return store::Outcome{"person", id, 0, status};
  };
  job.present = [&people, after, status, base = base_url(people, request), wanted = Wanted(request)](const store::Outcome&) {
    people.changed("person", after->person.id);
    return shown(*after, base, wanted, status);
  };
  return job;
}

Status apply_to(People& people, store::Tx& tx, const OutsidePerson& outside) {
  const OutsideRow row = people::apply_outside_person(people, tx, outside);
  if (!row.done()) return refusal_of(row);
  return Done{};
}

/// Who was taken away and comes with the same externalId is the same person again.
Status check_new(store::Tx& tx, const OutsideRow& planned) {
  if (!planned.done()) return refusal_of(planned);
  if (planned.action == OutsideAction::create || planned.action == OutsideAction::link) return Done{};
  const auto known = people::find_person(tx.db(), planned.person);
  if (known && !people::is_user(tx.db(), *known)) return Done{};
  return error(Fault::conflict, "outside.taken", "externalId: there is a user with it already.");
}

Result<Id> create(People& people, store::Tx& tx, OutsidePerson outside) {
  const auto active = std::exchange(outside.active, true);  // made first, put to sleep then
  CHECK_OK(check_new(tx, people::plan_outside_person(people, tx.db(), outside)));
  const OutsideRow made = people::apply_outside_person(people, tx, outside);
  if (!made.done()) return refusal_of(made);
  if (!active.value_or(true)) {
    outside.person = made.person;
    outside.active = false;
    CHECK_OK(apply_to(people, tx, outside));
  }
  return made.person;
}

Result<api::Job> create_user(People& people, http::Request& request) {
  TRY(const bj::object body, body_of(request));
  TRY(OutsidePerson outside, read_user(body, {}, Absent::left_alone));
  if (outside.key.empty()) outside.key = people::made_subject + people::new_secret(people.reg().world);
  Work work = [&people, outside = std::move(outside)](store::Tx& tx) { return create(people, tx, outside); };
  return writing_user(people, request, std::move(work), 201);
}

/// What is to be written, from what is there.
using Change = std::function<Result<OutsidePerson>(const bj::object& facts)>;

Result<api::Job> changing_user(People& people, http::Request& request, Change change) {
  TRY(const Id id, api::path_id(request, "user"));
  TRY(const api::Seen seen, api::if_match(request));
  Work work = [&people, id, seen, change = std::move(change)](store::Tx& tx) -> Result<Id> {
    TRY(const Found before, find_user(tx.db(), id));
    CHECK_OK(check_seen(seen, before.version()));
    TRY(OutsidePerson outside, change(user_facts(before.person, before.link())));
    outside.person = id;
    CHECK_OK(apply_to(people, tx, outside));
    return id;
  };
  return writing_user(people, request, std::move(work), 200);
}

Result<api::Job> replace_user(People& people, http::Request& request) {
  TRY(bj::object body, body_of(request));
  return changing_user(people, request,
                       [body = std::move(body)](const bj::object& facts) { return read_user(body, facts, Absent::left_alone); });
}

Status check_paths(const std::vector<Operation>& operations) {
  for (const Operation& operation : operations) {
    TRY(const Path path, read_path(operation.path));
    const bool known = std::ranges::find(kept, path.attribute) != kept.end() ||
                       std::ranges::find(left_aside, path.attribute) != left_aside.end() || path.attribute.starts_with("urn:");
    if (!known) return error(Fault::malformed, "scim.invalid_path", "A user has no attribute \"" + path.attribute + "\".", "/Operations");
  }
  return Done{};
}

Result<api::Job> patch_user(People& people, http::Request& request) {
  TRY(const bj::object body, body_of(request));
  TRY(auto operations, read_operations(body));
  CHECK_OK(check_paths(operations));
  std::string secret = people::new_secret(people.reg().world);
  Change change = [operations = std::move(operations), secret = std::move(secret)](const bj::object& facts) -> Result<OutsidePerson> {
    bj::object after = facts;
    for (const Operation& operation : operations) CHECK_OK(apply(operation, after));
    TRY(OutsidePerson outside, read_user(after, facts, Absent::cleared));
    if (outside.key.empty() && member(facts, "externalId")) outside.key = people::made_subject + secret;
    return outside;
  };
  return changing_user(people, request, std::move(change));
}

record::Patch without_login() {
  const auto& type = record::type_of<Person>();
  record::Patch patch{record::make_record(type), std::vector<bool>(type.fields.size())};
  patch.named[type.index("login")] = true;
  return patch;
}

/// The record of the person stays for the incidents that name it, and the account, by which the same person can come back; the login
/// is free for the next.
Result<api::Job> delete_user(People& people, http::Request& request) {
  TRY(const Id id, api::path_id(request, "user"));
  TRY(const api::Seen seen, api::if_match(request));
  api::Job job;
  job.idempotency_key = http::IdempotencyKey::ignored;
  job.work = [&people, id, seen](store::Tx& tx) -> Result<store::Outcome> {
    TRY(const Found before, find_user(tx.db(), id));
    CHECK_OK(check_seen(seen, before.version()));
    OutsidePerson outside;
    outside.source = people::scim_source;
    outside.person = id;
    outside.active = false;
    outside.groups.emplace();
    CHECK_OK(apply_to(people, tx, outside));
    people::leave_groups(tx, id);
    CHECK_OK(people::change_person(people, tx, id, {}, without_login()));
    return store::Outcome{"person", id, 0, 204};
  };
  job.present = [&people, id](const store::Outcome&) {
    people.changed("person", id);
    return http::json("", 204);
  };
  return job;
}

}  // namespace

void add_user_rows(People& people, std::vector<http::Route>& routes) {
  using http::Verb;
  Rows rows{people, routes};
  rows.read("Users", "Find users", list_users);
  rows.write(Verb::post, "Users", "Add a user", create_user);
  rows.read("Users/{id}", "A user", read_one);
  rows.write(Verb::put, "Users/{id}", "Replace what is said of a user", replace_user);
  rows.write(Verb::patch, "Users/{id}", "Change a user; \"active\": false ends sessions and tokens", patch_user);
  rows.write(Verb::del, "Users/{id}", "Take a user away: deactivated, and the login is free", delete_user);
}

}  // namespace evenkeel::scim
