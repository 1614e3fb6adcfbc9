// See the header. One set of handlers; the kind is what a route carries with it.
#include "practice/service/catalogue_routes.hpp"

#include <fmt/format.h>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "practice/service/catalogue_checks.hpp"
#include "practice/service/catalogue_queries.hpp"
#include "practice/service/catalogue_reach.hpp"
#include "practice/service/import_route.hpp"
#include "store/register.hpp"

namespace evenkeel::service {
namespace {

using http::Presence;
using record::Record;
using record::RecordType;

/// What every handler of a kind has at hand.
struct Door {
  CatalogueParts parts;
  const RecordType& type;
};

std::string names_of(const Door& door, store::Connection* db, const Record& r) {
  api::Mentions mentions;
  mentions.add(r);
  std::string names;
  door.parts.names.append_json(names, db, mentions);
  return names;
}
http::Response show(const Door& door, store::Connection* db, const Record& r) {
  return api::versioned(api::single_body(r, names_of(door, db, r)), r.version());
}

/// Who sees a part of the catalogue asks for what it refers to by its id only.
condition::Kinds kinds_for(const http::Request& request) {
  if (people::may_everywhere(api::principal_of(request), "catalogue.read")) return kind_named;
  return {};
}

Result<http::Response> list(const Door& door, store::Connection& db, http::Request& request) {
  TRY(const api::ListQuery query, api::list_query(request, orders_of(door.type), door.type));
  TRY(const condition::Condition filter,
      filter_of(door.type, query.filter, query.q, query.q.empty() ? Size::small : size_of(db, door.type), kinds_for(request)));
  const auto reach = catalogue_reach(door.type, api::principal_of(request), "catalogue.read");
  auto found = list_records(db, door.type, query, condition::Condition::both(filter, reach), api::asker_of(request));
  std::optional<std::string> next;
  if (found.size() > static_cast<std::size_t>(query.limit)) {
    found.pop_back();
    next = api::cursor_after(query, found.back());
  }
  std::vector<std::string> items;
  api::Mentions mentions;
  for (const Record& r : found) {
    record::append_json(items.emplace_back(), r, query.fields);
    mentions.add(r, query.fields);
  }
  std::string names;
  door.parts.catalogue.refresh(db);
  door.parts.names.append_json(names, &db, mentions);
  return http::json(api::list_body(items, next, names));
}

Result<http::Response> read(const Door& door, store::Connection& db, const people::Principal& who, Id id) {
  auto found = Shelf(&db).find(door.type, id);
  if (!found || !is_in_reach(*found, who, "catalogue.read")) return api::missing(door.type.kind);
  door.parts.catalogue.refresh(db);
  return show(door, &db, *found);
}

Result<http::Response> take_out(const Door& door, store::Connection& db, http::Request& request) {
  TRY(const condition::Condition filter,
      filter_of(door.type, request.query_value("filter").value_or(""), {}, Size::small, kinds_for(request)));
  http::Response response;
  response.content_type = "text/csv; charset=utf-8";
  const auto reach = catalogue_reach(door.type, api::principal_of(request), "catalogue.read");
  response.body = export_csv(db, door.type, condition::Condition::both(filter, reach), api::asker_of(request));
  response.set("Content-Disposition", fmt::format("attachment; filename=\"{}.csv\"", door.type.path));
  response.set("Cache-Control", "no-store");
  return response;
}

/// The record that If-Match speaks of, for somebody who may change it, or why it is not that any more.
Result<Record> find_seen(const Door& door, store::Tx& tx, const people::Principal& who, Id id, const api::Seen& seen) {
  auto found = tx.find(door.type, id);
  if (!found || !is_in_reach(*found, who, "catalogue.read")) return api::missing(door.type.kind);
  if (!is_in_reach(*found, who, "catalogue.edit")) return api::denied("catalogue.edit");
  if (!seen.version || *seen.version == found->version()) return *found;
  std::string current;
  record::append_json(current, *found);
  return api::stale(tx.db(), door.parts.names, *found, *seen.version, current);
}

void present_record(const Door& door, const people::Principal& who, api::Job& job, const std::shared_ptr<Record>& written) {
  job.present = [door, written](const store::Outcome&) { return show(door, nullptr, *written); };
  job.again = [door, who](store::Connection& db, const store::Outcome& outcome) { return read(door, db, who, outcome.subject); };
}

Result<api::Job> create_job(const Door& door, http::Request& request) {
  TRY(record::Patch patch, api::body_patch(request, door.type));
  const people::Principal& who = api::principal_of(request);
  auto made = std::make_shared<Record>();
  api::Job job;
  job.work = [door, who, patch = std::move(patch), made](store::Tx& tx) -> Result<store::Outcome> {
    const Record given = record::apply(record::initial_record(door.type), patch);
    CHECK_OK(check_stays_in_reach(Shelf(&tx.db()), who, nullptr, given));
    TRY(*made, add(tx, given));
    return store::Outcome{std::string(door.type.kind), made->id(), made->version(), 201};
  };
  present_record(door, who, job, made);
  return job;
}

Result<api::Job> change_job(const Door& door, http::Request& request) {
  TRY(const Id id, api::path_id(request, door.type.kind));
  TRY(const api::Seen seen, api::if_match(request, Presence::required));
  TRY(record::Patch patch, api::body_patch(request, door.type));
  const people::Principal& who = api::principal_of(request);
  auto changed = std::make_shared<Record>();
  api::Job job;
  job.work = [door, who, id, seen, patch = std::move(patch), changed](store::Tx& tx) -> Result<store::Outcome> {
    TRY(const Record before, find_seen(door, tx, who, id, seen));
    const Record after = record::apply(before, patch);
    CHECK_OK(check_stays_in_reach(Shelf(&tx.db()), who, &before, after));
    TRY(*changed, change(tx, before, after));
    return store::Outcome{std::string(door.type.kind), id, changed->version(), 200};
  };
  present_record(door, who, job, changed);
  return job;
}

/// Searches the whole register, on a reader. The answer holds for a record that is inactive: nothing new refers to one.
Use use_of(const Door& door, Id id) {
  Use use = Use::unreferred;
  door.parts.reg.readers.read([&](store::Connection& db) {
    const auto found = Shelf(&db).find(door.type, id);
    if (found && is_referred(db, door.parts.referring, *found)) use = Use::referred;
  });
  return use;
}

/// What seems unused ends first, so that the search after it is the last word; returns the version it then has.
Result<api::Seen> end_before_removal(const Door& door, const http::Request& request, Id id, api::Seen seen) {
  bool active = false;
  door.parts.reg.readers.read([&](store::Connection& db) {
    const auto found = Shelf(&db).find(door.type, id);
    active = found && std::get<bool>((*found)["active"]);
  });
  if (!active) return seen;
  auto ended =
      door.parts.reg.writer.run(store::Lane::people, api::principal_of(request).actor(), [&](store::Tx& tx) -> Result<store::Outcome> {
        TRY(const Record before, find_seen(door, tx, api::principal_of(request), id, seen));
        TRY(const Record after, deactivate(tx, before));
        return store::Outcome{std::string(door.type.kind), id, after.version(), 200};
      });
  if (!ended) return std::move(ended.error());
  return api::Seen{ended->version};
}

Result<api::Job> remove_job(const Door& door, http::Request& request) {
  TRY(const Id id, api::path_id(request, door.type.kind));
  TRY(api::Seen seen, api::if_match(request));
  Use use = use_of(door, id);
  if (use == Use::unreferred) {
    TRY(seen, end_before_removal(door, request, id, seen));
    use = use_of(door, id);
  }
  const people::Principal& who = api::principal_of(request);
  auto removal = std::make_shared<Removal>();
  api::Job job;
  job.work = [door, who, id, seen, use, removal](store::Tx& tx) -> Result<store::Outcome> {
    TRY(const Record before, find_seen(door, tx, who, id, seen));
    TRY(*removal, remove(tx, before, use));
    const std::int64_t version = removal->removed ? 0 : removal->record.version();
    return store::Outcome{std::string(door.type.kind), id, version, removal->removed ? 204 : 200};
  };
  job.present = [door, removal](const store::Outcome& outcome) {
    return outcome.status == 204 ? http::json("", 204) : show(door, nullptr, removal->record);
  };
  job.again = [door, who](store::Connection& db, const store::Outcome& outcome) -> Result<http::Response> {
    if (outcome.status == 204) return http::json("", 204);
    return read(door, db, who, outcome.subject);
  };
  return job;
}

void add_kind_routes(const Door& door, std::vector<http::Route>& routes) {
  using http::IdempotencyKey;
  using http::IfMatch;
  using http::Verb;
  const store::Register& reg = door.parts.reg;
  const std::string path = "/api/v1/" + std::string(door.type.path), tag(door.type.plural), one = component_name(door.type);
  const std::string label(door.type.label), plural(door.type.plural);
  auto reader = [&](auto function) {
    return api::reading(reg, [door, function](store::Connection& db, http::Request& request) { return function(door, db, request); });
  };
  auto writer = [&](auto function) {
    return api::writing(reg, [door, function](http::Request& request) { return function(door, request); });
  };
  auto read_one = [](const Door& d, store::Connection& db, http::Request& request) -> Result<http::Response> {
    TRY(const Id id, api::path_id(request, d.type.kind));
    return read(d, db, api::principal_of(request), id);
  };
  routes.push_back({Verb::get, path, plural + ", page by page", "catalogue.read", tag, "", one + "List",
                    api::list_parameters(orders_of(door.type)), 200, reader(list)});
  routes.back().description = "q finds a part of the name; where there are more than 10,000 records, its beginning.";
  routes.push_back({Verb::post,
                    path,
                    label + ": make one",
                    "catalogue.edit",
                    tag,
                    one + "Request",
                    one,
                    {},
                    201,
                    writer(create_job),
                    IfMatch::ignored,
                    IdempotencyKey::accepted});
  routes.push_back({Verb::get, path + "/{id}", label + ": read one", "catalogue.read", tag, "", one, {}, 200, reader(read_one)});
  routes.push_back({Verb::patch,
                    path + "/{id}",
                    label + ": change one",
                    "catalogue.edit",
                    tag,
                    one + "Change",
                    one,
                    {},
                    200,
                    writer(change_job),
                    IfMatch::required,
                    IdempotencyKey::accepted});
  routes.push_back({Verb::del,
                    path + "/{id}",
                    label + ": remove one, or deactivate it while it is in use",
                    "catalogue.edit",
                    tag,
                    "",
                    one,
                    {},
                    200,
                    writer(remove_job),
                    IfMatch::accepted,
                    IdempotencyKey::accepted});
  routes.back().also = {204};
  routes.back().description = "204 when nothing referred to it and it is gone; 200 with the record when it was deactivated.";
  routes.push_back({Verb::get,
                    path + ".csv",
                    plural + " as CSV",
                    "catalogue.read",
                    tag,
                    "",
                    "",
                    {{"filter", "A condition, such as active = true"}},
                    200,
                    reader(take_out)});
  routes.back().response_type = "text/csv";
  routes.push_back(import_route(reg, door.type));
}

/// GET /catalogue: made once for each version of the catalogue and each audience.
class PickLists {
 public:
  std::shared_ptr<const std::string> get(const Snapshot& snapshot, const Audience& audience) {
    std::lock_guard lock(mutex_);
    if (version_ != snapshot.version) texts_.clear();
    version_ = snapshot.version;
    if (const auto held = texts_.find(audience); held != texts_.end()) return held->second;
    if (texts_.size() >= texts_most) texts_.clear();
    return texts_[audience] = std::make_shared<const std::string>(pick_lists_json(snapshot, audience));
  }

 private:
  static constexpr std::size_t texts_most = 200;  // one for each organisation of callers; some ten kilobytes each
  std::mutex mutex_;
  std::int64_t version_ = -1;
  std::map<Audience, std::shared_ptr<const std::string>> texts_;
};

Audience audience_of(const people::Principal& who) {
  if (who.is_staff()) return {Audience::Of::staff};
  return {who.has(people::Role::supplier) ? Audience::Of::suppliers : Audience::Of::callers, who.organisations};
}

std::string tag_of(const Audience& audience) {
  std::string ids;
  for (const Id id : audience.organisations) ids += to_string(id) + ".";
  return fmt::format("{}{}", "cvs"[static_cast<int>(audience.of)], ids.empty() ? "" : to_hex(sha256(ids)).substr(0, 16));
}

http::Response pick_lists(const CatalogueParts& parts, PickLists& lists, store::Connection& db, const http::Request& request) {
  parts.catalogue.refresh(db);
  auto snapshot = parts.catalogue.now();
  const Audience audience = audience_of(api::principal_of(request));
  const std::string tag = fmt::format("\"{}{}\"", snapshot->version, tag_of(audience));
  http::Response response;
  if (request.header("if-none-match") == tag) response.status = 304;
  else response.shared_body = lists.get(*snapshot, audience);
  response.set("ETag", tag);
  response.set("Cache-Control", "private, no-cache");
  return response;
}

}  // namespace

std::vector<http::Route> catalogue_routes(const CatalogueParts& parts) {
  std::vector<http::Route> routes;
  for (const RecordType* type : catalogue_types()) add_kind_routes({parts, *type}, routes);
  auto kinds = std::make_shared<const std::string>(kinds_json(parts.referring));
  routes.push_back({http::Verb::get,
                    "/api/v1/kinds",
                    "Kinds of records and their fields",
                    "catalogue.pick",
                    "Catalogue",
                    "",
                    "KindList",
                    {},
                    200,
                    http::answering([kinds](http::Request&) {
                      http::Response response;
                      response.shared_body = kinds;
                      return response;
                    })});
  auto lists = std::make_shared<PickLists>();
  routes.push_back({http::Verb::get,
                    "/api/v1/catalogue",
                    "What forms offer: all active names in one answer",
                    "catalogue.pick",
                    "Catalogue",
                    "",
                    "PickLists",
                    {},
                    200,
                    api::reading(parts.reg, [parts, lists](store::Connection& db, http::Request& request) -> Result<http::Response> {
                      return pick_lists(parts, *lists, db, request);
                    })});
  return routes;
}

}  // namespace evenkeel::service
