// Groups of a provisioning client and their members; what membership gives here is said by sign_in.group_grants.
#include <algorithm>
#include <array>
#include <functional>

#include "base/text.hpp"
#include "connect/scim/patch.hpp"
#include "connect/scim/scim_answers.hpp"
#include "connect/scim/user.hpp"
#include "practice/people/outside_group.hpp"

namespace evenkeel::scim {
namespace {

using people::GroupChange;
using people::GroupMember;
using people::OutsideGroup;
using people::People;

const std::set<std::string, std::less<>> group_attributes{
    "id", "externalid", "displayname", "members", "members.value", "members.display", "meta.version", "meta.resourcetype"};
constexpr std::array<std::string_view, 6> patched{"displayname", "externalid", "members", "id", "schemas", "meta"};

constexpr std::size_t members_most = 20'000;  // of a group: some megabytes as JSON
/// Each operation may look at each member, while other commands wait: about a second.
constexpr std::size_t looks_most = 2'000'000;

bj::array members_json(const std::vector<GroupMember>& members, const std::string& base) {
  bj::array list;
  for (const GroupMember& m : members) {
    const std::string id = to_string(m.person);
    list.push_back(bj::object{{"value", id}, {"display", m.name}, {"$ref", base + "/Users/" + id}});
  }
  return list;
}

/// Members are read only when they are wanted: there may be thousands.
bj::object group_json(store::Connection& db, const OutsideGroup& group, const std::string& base, const Wanted& wanted) {
  const std::string id = to_string(group.id);
  bj::object json{{"schemas", bj::array{bj::string(group_schema)}}, {"id", id}, {"displayName", group.name}};
  if (!group.subject.empty()) json["externalId"] = group.subject;
  if (wanted.has("members")) json["members"] = members_json(people::members_of(db, group.id), base);
  json["meta"] = bj::object{{"resourceType", "Group"}, {"location", base + "/Groups/" + id}, {"version", "W/" + api::etag(group.version)}};
  return wanted.narrow(std::move(json));
}

http::Response shown(const bj::object& json, const OutsideGroup& group, const std::string& base, int status = 200) {
  http::Response response = answer(json, status);
  response.set("ETag", "W/" + api::etag(group.version));
  if (status == 201) response.set("Location", base + "/Groups/" + to_string(group.id));
  return response;
}

bool asks_for_members(const Filter& filter) {
  return filter.path.starts_with("members") || std::ranges::any_of(filter.parts, asks_for_members);
}

Result<http::Response> list_groups(People& people, store::Connection& db, http::Request& request) {
  TRY(const Page page, page_of(request));
  TRY(const auto filter, filter_of(request, group_attributes));
  const Wanted wanted(request);
  const std::string base = base_url(people, request);
  const Wanted asked = filter && asks_for_members(*filter) ? Wanted() : Wanted::without("members");
  std::int64_t total = 0;
  bj::array resources;
  for (const OutsideGroup& group : people::all_groups(db)) {
    if (filter && !matches(*filter, group_json(db, group, base, asked))) continue;
    ++total;
    if (total >= page.start && static_cast<std::int64_t>(resources.size()) < page.count)
      resources.push_back(group_json(db, group, base, wanted));
  }
  return answer(list_answer(total, page, std::move(resources)));
}

Result<http::Response> read_one(People& people, store::Connection& db, http::Request& request) {
  TRY(const Id id, api::path_id(request, "group"));
  const auto group = people::find_group(db, id);
  if (!group) return api::missing("group");
  const std::string base = base_url(people, request);
  return shown(group_json(db, *group, base, Wanted(request)), *group, base);
}

/// What a Group says: its name, its key, its members by their ids.
Result<GroupChange> read_group(const bj::object& group) {
  GroupChange change;
  TRY(change.name, text_member(group, "displayName"));
  if (trim(change.name).empty()) return bad_value("must not be empty", "displayName");
  TRY(change.subject, text_member(group, "externalId"));
  const auto* members = member(group, "members");
  if (!members || members->is_null()) return change;
  const bj::array list = members->is_array() ? members->get_array() : bj::array{*members};
  for (const bj::value& item : list) {
    if (!item.is_object()) return bad_value("must be a list of objects with a value", "members");
    if (change.members.size() == members_most) return bad_value("must be at most 20,000", "members");
    TRY(const std::string value, text_member(item.get_object(), "value"));
    const auto id = parse_id(value);
    if (!id) return bad_value("must name users by their id, not \"" + value.substr(0, 100) + "\"", "members");
    change.members.push_back(*id);
  }
  return change;
}

/// Before it waits for the writer.
Status check_group(const bj::object& group) {
  if (auto read = read_group(group); !read) return std::move(read.error());
  return Done{};
}

bj::object facts_of(store::Connection& db, const OutsideGroup& group) {
  bj::object facts{{"displayName", group.name}};
  if (!group.subject.empty()) facts["externalId"] = group.subject;
  bj::array members;
  for (const GroupMember& m : people::members_of(db, group.id)) members.push_back(bj::object{{"value", to_string(m.person)}});
  facts["members"] = std::move(members);
  return facts;
}

/// What is to be written, from what is there.
using Change = std::function<Result<GroupChange>(const bj::object& facts)>;

/// 204 without a body where a whole group would be long.
api::Job writing_group(People& people, const http::Request& request, Id id, const api::Seen& seen, Change change, int status) {
  struct Written {
    OutsideGroup group;
    bj::object json;
    std::vector<Id> changed;
  };
  auto written = std::make_shared<Written>();
  const std::string base = base_url(people, request);
  api::Job job;
  job.idempotency_key = http::IdempotencyKey::ignored;
  job.lane = store::Lane::bulk;  // a group may be many people
  job.work = [&people, id, seen, change = std::move(change), written, base, wanted = Wanted(request),
              status](store::Tx& tx) -> Result<store::Outcome> {
    bj::object facts;
    if (id) {
      const auto before = people::find_group(tx.db(), id);
      if (!before) return api::missing("group");
      CHECK_OK(check_seen(seen, before->version));
      facts = facts_of(tx.db(), *before);
    }
    TRY(GroupChange wish, change(facts));
    TRY(written->group, people::write_group(people, tx, id, std::move(wish), written->changed));
    if (status != 204) written->json = group_json(tx.db(), written->group, base, wanted);
    return store::Outcome{"outside_group", written->group.id, 0, status};
  };
  job.present = [&people, written, base, status](const store::Outcome&) {
    for (Id person : written->changed) people.changed("person", person);
    if (status != 204) return shown(written->json, written->group, base, status);
    http::Response response = http::json("", 204);
    response.set("ETag", "W/" + api::etag(written->group.version));
    return response;
  };
  return job;
}

Result<api::Job> create_group(People& people, http::Request& request) {
  TRY(const bj::object body, body_of(request));
  TRY(GroupChange wish, read_group(body));
  return writing_group(people, request, {}, {}, [wish = std::move(wish)](const bj::object&) -> Result<GroupChange> { return wish; }, 201);
}

Result<api::Job> replace_group(People& people, http::Request& request) {
  TRY(const Id id, api::path_id(request, "group"));
  TRY(const api::Seen seen, api::if_match(request));
  TRY(bj::object body, body_of(request));
  CHECK_OK(check_group(body));
  // What the client does not mention it does not keep.
  Change change = [body = std::move(body)](const bj::object& facts) {
    bj::object whole = body;
    for (const auto& [key, value] : facts)
      if (!member(whole, key)) whole[key] = value;
    return read_group(whole);
  };
  return writing_group(people, request, id, seen, std::move(change), 200);
}

Result<api::Job> patch_group(People& people, http::Request& request) {
  TRY(const Id id, api::path_id(request, "group"));
  TRY(const api::Seen seen, api::if_match(request));
  TRY(const bj::object body, body_of(request));
  TRY(auto operations, read_operations(body));
  for (const Operation& operation : operations) {
    TRY(const Path path, read_path(operation.path));
    if (std::ranges::find(patched, path.attribute) == patched.end() && !path.attribute.starts_with("urn:"))
      return error(Fault::malformed, "scim.invalid_path", "A group has no attribute \"" + path.attribute + "\".", "/Operations");
  }
  Change change = [operations = std::move(operations)](const bj::object& facts) -> Result<GroupChange> {
    if (operations.size() * facts.at("members").as_array().size() > looks_most)
      return bad_value("are too many at once for a group of this size", "Operations");
    bj::object after = facts;
    for (const Operation& operation : operations) CHECK_OK(apply(operation, after));
    return read_group(after);
  };
  return writing_group(people, request, id, seen, std::move(change), 204);
}

Result<api::Job> delete_group(People& people, http::Request& request) {
  TRY(const Id id, api::path_id(request, "group"));
  TRY(const api::Seen seen, api::if_match(request));
  auto changed = std::make_shared<std::vector<Id>>();
  api::Job job;
  job.idempotency_key = http::IdempotencyKey::ignored;
  job.lane = store::Lane::bulk;  // a group may be many people
  job.work = [&people, id, seen, changed](store::Tx& tx) -> Result<store::Outcome> {
    const auto group = people::find_group(tx.db(), id);
    if (!group) return api::missing("group");
    CHECK_OK(check_seen(seen, group->version));
    CHECK_OK(people::remove_group(people, tx, *group, *changed));
    return store::Outcome{"outside_group", id, 0, 204};
  };
  job.present = [&people, changed](const store::Outcome&) {
    for (Id person : *changed) people.changed("person", person);
    return http::json("", 204);
  };
  return job;
}

}  // namespace

void add_group_rows(People& people, std::vector<http::Route>& routes) {
  using http::Verb;
  Rows rows{people, routes};
  rows.read("Groups", "Find groups", list_groups);
  rows.write(Verb::post, "Groups", "Add a group", create_group);
  rows.read("Groups/{id}", "A group", read_one);
  rows.write(Verb::put, "Groups/{id}", "Replace a group", replace_group);
  rows.write(Verb::patch, "Groups/{id}", "Change a group, add and remove members", patch_group);
  rows.write(Verb::del, "Groups/{id}", "Take a group away; what it gave is taken back", delete_group);
}

}  // namespace evenkeel::scim
