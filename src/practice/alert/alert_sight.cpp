#include "practice/alert/alert_sight.hpp"

#include <fmt/format.h>

#include "practice/incident/visibility.hpp"
#include "store/row_io.hpp"

namespace evenkeel::alert {

void Where::add(const condition::Sql& part) {
  if (part.where.empty()) return;
  sql += " AND (" + part.where + ")";
  params.insert(params.end(), part.params.begin(), part.params.end());
}

void add_visibility(Where& where, const api::Principal& who, Time now) {
  auto seen = incident::visibility(who).compile(api::asker_of(who, now), "i", where.next());
  seen.where = "a.incident IS NULL OR EXISTS (SELECT 1 FROM incident i WHERE i.id = a.incident AND (" + seen.where + "))";
  where.add(seen);
}

Result<Page> read_page(store::Connection& db, const http::Request& request, const Listing& listing,
                       const std::function<void(Where&)>& narrow) {
  Page page;
  TRY(page.asked, api::list_query(request, listing.orders, listing.type));
  TRY(const auto filter, api::parse_filter(page.asked.filter, listing.words));
  Where where{"1 = 1", {}};
  where.add(api::after_cursor(page.asked, "a", where.next()));
  if (!filter.always_true()) where.add(filter.compile(api::asker_of(request), "a", where.next()));
  if (narrow) narrow(where);
  const int limit_at = where.next();
  where.params.emplace_back(std::int64_t{page.asked.limit} + 1);
  api::query(db,
             fmt::format("SELECT {} FROM {} a WHERE {} ORDER BY {} LIMIT ${}", store::select_columns(listing.type, "a"), listing.type.table,
                         where.sql, api::order_by(*page.asked.order, "a"), limit_at),
             where.params, [&](const store::Row& row) { page.rows.push_back(store::read_record(listing.type, row)); });
  if (page.rows.size() > static_cast<std::size_t>(page.asked.limit)) {
    page.rows.pop_back();
    page.next = api::cursor_after(page.asked, page.rows.back());
  }
  return page;
}

std::string names_of(const Alerts& alerts, store::Connection* db, const api::Mentions& mentions) {
  std::string out;
  alerts.incidents.ground.names.append_json(out, db, mentions);
  return out;
}

std::string list_schema(std::string_view item) {
  return fmt::format(R"({{"type":"object","required":["items","next","names"],"properties":{{"items":{{"type":"array","items":)"
                     R"({{"$ref":"#/components/schemas/{}"}}}},"next":{{"type":["string","null"]}},)"
                     R"("names":{{"type":"object","additionalProperties":{{"type":"string"}}}}}}}})",
                     item);
}

}  // namespace evenkeel::alert
