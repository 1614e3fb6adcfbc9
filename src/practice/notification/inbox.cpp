#include "practice/notification/inbox.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "practice/contact/reach_rules.hpp"
#include "practice/incident/visibility.hpp"
#include "store/row_io.hpp"

namespace evenkeel::notification {

using incident::Incident;
using store::Param;

namespace {

/// Codes, links to set a password and anchors are no news about work.
constexpr std::string_view duty_kinds[] = {"absence.", "cover_request.", "roster.", "roster_override."};
/// Rows read at once.
constexpr int chunk = 100;

struct Sent {
  Id id;
  std::string kind, subject_kind;
  Id subject;
  std::string body;
  Time at, read;
};

bool is_shown(const Sent& sent) {
  return sent.subject_kind == "incident" || std::ranges::any_of(duty_kinds, [&](auto begin) { return sent.kind.starts_with(begin); });
}

std::vector<Sent> sent_to(store::Connection& db, Id person, Which which, const std::optional<After>& after, int limit) {
  std::vector<Sent> found;
  std::vector<Param> params{Param(person)};
  std::string sql = "SELECT id, kind, subject_kind, subject_id, body, created_us, read_us FROM message WHERE person_id = $1";
  if (which == Which::unread) sql += " AND read_us IS NULL";
  if (after) {
    sql += " AND (created_us < $2 OR (created_us = $2 AND id < $3))";
    params.emplace_back(after->at);
    params.emplace_back(after->id);
  }
  sql += fmt::format(" ORDER BY created_us DESC, id DESC LIMIT {}", limit);
  db.query(sql, params, [&](const store::Row& row) {
    found.push_back({row.id(0), std::string(row.text(1)), std::string(row.text(2)), row.id(3),
                     row.is_null(4) ? std::string() : std::string(row.text(4)), row.time(5), row.is_null(6) ? Time{} : row.time(6)});
  });
  return found;
}

std::string member(const boost::json::object& body, std::string_view name) {
  const auto* value = body.if_contains(name);
  return value && value->is_string() ? std::string(value->get_string().c_str()) : std::string();
}

/// None: not for these eyes.
std::optional<Notice> notice_of(store::Connection& db, const people::Principal& who, const Sent& sent) {
  if (!is_shown(sent)) return std::nullopt;
  Notice n{sent.id, sent.kind, contact::urgency_of(sent.kind) == contact::Urgency::urgent, sent.at, sent.read, {}, {}, {}, 0, {}, {}};
  boost::json::error_code ec;
  const auto body = boost::json::parse(sent.body, ec);
  if (!ec && body.is_object()) {
    n.by = member(body.get_object(), "by");
    n.text = member(body.get_object(), "text");
  }
  if (sent.subject_kind != "incident") return n;
  const auto found = store::find_record(db, record::type_of<Incident>(), sent.subject);
  if (!found || !incident::may_see(who, *found)) return std::nullopt;
  const auto i = record::from_record<Incident>(*found);
  n.incident = i.id;
  n.number = i.number;
  n.title = i.title;
  n.priority = i.priority;
  // Who is of the staff no more reads what was said to the staff no more.
  if (!incident::reads_as_staff(who, i)) n.text.clear();
  return n;
}

}  // namespace

NoticePage notices(store::Connection& db, const people::Principal& who, Which which, const std::optional<After>& after, int limit) {
  NoticePage page;
  if (!who.person) return page;
  std::optional<After> from = after;
  for (int looked = 0; looked < inbox_most; looked += chunk) {
    const auto sent = sent_to(db, who.person, which, from, chunk);
    for (const Sent& one : sent) {
      auto notice = notice_of(db, who, one);
      if (notice && page.items.size() == static_cast<std::size_t>(limit)) {
        page.next = from;
        return page;
      }
      from = After{one.at, one.id};
      if (notice) page.items.push_back(std::move(*notice));
    }
    if (sent.size() < static_cast<std::size_t>(chunk)) return page;
  }
  page.next = from;
  return page;
}

std::int64_t unread_notices(store::Connection& db, const people::Principal& who) {
  if (!who.person) return 0;
  std::int64_t count = 0;
  std::vector<Sent> doubtful;
  const bool sees_open_ones = people::may(who, "incident.read_all") && who.limit == people::Limit::none;
  db.query(fmt::format("SELECT m.id, m.kind, m.subject_kind, m.subject_id, i.confidential FROM (SELECT id, kind, subject_kind, subject_id, "
                       "created_us, read_us FROM message WHERE person_id = $1 ORDER BY created_us DESC, id DESC LIMIT {}) m "
                       "LEFT JOIN incident i ON i.id = m.subject_id AND m.subject_kind = 'incident' WHERE m.read_us IS NULL "
                       "ORDER BY m.created_us DESC, m.id DESC LIMIT {}",
                       inbox_most, counted_most),
           {Param(who.person)}, [&](const store::Row& row) {
             Sent sent{row.id(0), std::string(row.text(1)), std::string(row.text(2)), row.id(3), {}, {}, {}};
             const bool open_to_all = sent.subject_kind != "incident" || (!row.is_null(4) && row.integer(4) == 0 && sees_open_ones);
             if (!open_to_all) doubtful.push_back(std::move(sent));
             else if (is_shown(sent)) ++count;
           });
  for (const Sent& sent : doubtful)
    if (notice_of(db, who, sent)) ++count;
  return count;
}

std::vector<Id> mark_read(store::Tx& tx, const people::Principal& who, const Marking& which) {
  std::vector<Id> marked;
  for (const Sent& sent : sent_to(tx.db(), who.person, Which::unread, {}, inbox_most)) {
    const bool meant = which.incident      ? sent.subject == which.incident
                       : which.ids.empty() ? true
                                           : std::ranges::find(which.ids, sent.id) != which.ids.end();
    if (!meant) continue;
    tx.db().execute("UPDATE message SET read_us = $2 WHERE id = $1", {Param(sent.id), Param(tx.now())});
    marked.push_back(sent.id);
  }
  return marked;
}

std::vector<Id> mark_unread(store::Tx& tx, const people::Principal& who, const std::vector<Id>& ids) {
  std::vector<Id> marked;
  for (Id id : ids)
    if (tx.db().execute_count("UPDATE message SET read_us = NULL WHERE id = $1 AND person_id = $2 AND read_us IS NOT NULL",
                              {Param(id), Param(who.person)}) > 0)
      marked.push_back(id);
  return marked;
}

std::string inbox_schema() {
  return "ALTER TABLE message ADD COLUMN read_us {int};\n"
         "-- what was sent before there was a list is no news\n"
         "UPDATE message SET read_us = created_us;\n";
}

}  // namespace evenkeel::notification
