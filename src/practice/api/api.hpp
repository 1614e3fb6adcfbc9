// What every file of routes does alike: who asks, what the body says, which version was meant, which page of a list is wanted,
// how a command reaches the writer and how its outcome becomes an answer. Routes then only say what is special about them.
#pragma once
#include <boost/json/fwd.hpp>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "condition/condition.hpp"
#include "http/router.hpp"
#include "practice/api/principal.hpp"
#include "record/json.hpp"
#include "store/writer.hpp"

namespace evenkeel::store {
struct Register;
}

namespace evenkeel::api {

using people::Principal;
using store::Register;
class Names;

// ---- who asks --------------------------------------------------------------------------------------------------------

/// The principal that the guard set. On a public route without credentials: one without person and roles, which may nothing.
const Principal& principal_of(const http::Request& request);
/// The token of "Authorization: Bearer ..."; empty without one. The word Bearer is read in any case (RFC 9110, 11.1).
std::string_view bearer_token(const http::Request& request);
/// For guards and tests.
void set_principal(http::Request& request, std::shared_ptr<const Principal> principal);
/// `me`, `my_teams`, `my_organisations` and `now` in a condition; without a time where no condition speaks of now.
condition::Asker asker_of(const Principal& who, Time now = {});
/// The same for who gave this request, at the time when it came.
condition::Asker asker_of(const http::Request& request);

/// The person in an actor of the change log, "person:17 token:4" -> 17; none when it was the system.
Id person_in(std::string_view actor);

/// Fault::forbidden, code permission.denied, naming the permission.
Error denied(std::string_view permission);
/// Fault::missing, code <kind>.missing: it does not exist, or may not be seen; the answer is the same.
Error missing(std::string_view kind);

// ---- what it says ----------------------------------------------------------------------------------------------------

/// The body as JSON, an object; an empty body is {}. Errors: body.not_json (also another media type), body.not_object.
Result<boost::json::value> body_object(const http::Request& request);
/// The body as a patch of a record, limited to the fields that the principal may write (people::may_write).
Result<record::Patch> body_patch(const http::Request& request, const record::RecordType& type,
                                 people::Standing standing = {true, true, true});
/// The id in the path; fault missing when it is none ("/incidents/abc").
Result<Id> path_id(const http::Request& request, std::string_view kind, std::string_view capture = "id");
/// ?name=true; absent is false, anything but true and false is query.not_boolean.
Result<bool> query_flag(const http::Request& request, std::string_view name);

/// Reads the members of a command's body one after the other and collects all that is wrong: a missing or surplus member, a
/// wrong type, a text too long.
///   BodyReader body(value); auto reason = body.text("reason", 2'000, Presence::required); ... CHECK_OK(body.finish());
class BodyReader {
 public:
  explicit BodyReader(const boost::json::value& object);
  std::string text(std::string_view name, std::size_t most, http::Presence presence = http::Presence::optional);
  std::optional<std::int64_t> integer(std::string_view name, std::int64_t least, std::int64_t most,
                                      http::Presence presence = http::Presence::optional);
  std::optional<bool> boolean(std::string_view name);
  Id id(std::string_view name, http::Presence presence = http::Presence::optional);
  std::vector<Id> ids(std::string_view name, std::size_t most, http::Presence presence = http::Presence::optional);
  std::vector<std::string> texts(std::string_view name, std::size_t items_most, std::size_t text_most);
  Time time(std::string_view name, http::Presence presence = http::Presence::optional);
  template <class E>
  std::optional<E> choice(std::string_view name, http::Presence presence = http::Presence::optional) {
    auto position = one_of(name, record::enum_names<E>, presence);
    return position ? std::optional<E>(static_cast<E>(*position)) : std::nullopt;
  }
  std::optional<std::size_t> one_of(std::string_view name, std::span<const std::string_view> names, http::Presence presence);
  /// A nested object, for the caller to read with its own reader; null when absent.
  const boost::json::value* object(std::string_view name, http::Presence presence = http::Presence::optional);
  /// The member was named, also as null.
  bool has(std::string_view name);
  /// Adds a problem of the caller's own.
  void refuse(std::string code, std::string text, std::string_view name);
  /// All that is wrong, members nobody asked for included.
  Status finish();

 private:
  const boost::json::value* take(std::string_view name, http::Presence presence);
  const boost::json::object& object_;
  std::set<std::string, std::less<>> asked_;
  std::vector<Problem> problems_;
};

/// If-Match: which version the client has seen. `*` and an absent header have none.
struct Seen {
  std::optional<std::int64_t> version;
};
/// Errors: if_match.malformed; if_match.required when it is required and absent (428 is not ours: fault invalid).
Result<Seen> if_match(const http::Request& request, http::Presence presence = http::Presence::optional);
std::string etag(std::int64_t version);

/// Of the header, when it is there: 1 to 200 visible ASCII characters. The hash covers verb, path, query and body.
Result<std::optional<store::IdempotencyKey>> idempotency_key(const http::Request& request);

/// Fault::stale (412) for a client that has seen version `seen` of `current`: its extra members are `current` (ready JSON) and
/// `changes`, what happened to the `readable` fields since (empty function: all). `root`: whose story it is part of, when not its own.
Error stale(store::Connection& db, const Names& names, const record::Record& current, std::int64_t seen, std::string_view current_json,
            const std::function<bool(const record::Field&)>& readable = {}, Id root = {});

// ---- lists -----------------------------------------------------------------------------------------------------------

constexpr int list_default = 50;
constexpr int list_most = 200;  // items of one page: what a screen and a read transaction bear

enum class Direction { ascending, descending };
/// A column of an order; it is NOT NULL and belongs to the list's table.
struct OrderKey {
  std::string_view column;
  Direction direction = Direction::ascending;
};
/// One order of the closed list of a kind; the last key is unique (the id).
struct Order {
  std::string_view name;
  std::vector<OrderKey> keys;
};

struct ListQuery {
  std::string filter, q;
  const Order* order = nullptr;
  std::set<std::string, std::less<>> fields;  // empty: all
  int limit = list_default;
  std::vector<condition::SqlParam> after;  // keyset values of the last item seen; empty: from the start
};
/// filter, q, order (the first of `orders` unless said), fields, limit, cursor. Errors name the parameter: query.unknown_order,
/// query.unknown_field, query.bad_limit, query.bad_cursor (damaged, or of another filter, text or order).
Result<ListQuery> list_query(const http::Request& request, std::span<const Order> orders, const record::RecordType& type);
/// The filter= of a list; an empty one is always true. Whatever is wrong with it is said with the pointer /<parameter>.
Result<condition::Condition> parse_filter(std::string_view text, const condition::Vocabulary& words, std::string_view parameter = "filter");
/// The limit= of a page: 1 to list_most, list_default unless said. Error: query.bad_limit.
Result<int> page_limit(const http::Request& request);
/// The same rows for the OpenAPI document.
std::vector<http::Parameter> list_parameters(std::span<const Order> orders);

/// "a.open DESC, a.id DESC"
std::string order_by(const Order& order, std::string_view alias);
/// Condition for rows after the cursor, with parameters from $first on; empty when there is no cursor.
condition::Sql after_cursor(const ListQuery& list, std::string_view alias, int first_param);
/// The cursor that continues after an item with these keyset values.
std::string cursor_after(const ListQuery& list, std::span<const condition::SqlParam> keys);
/// As above, with the values taken from the record's fields of the same name.
std::string cursor_after(const ListQuery& list, const record::Record& last);

/// Runs SQL whose parameters are compiled ones.
void query(store::Connection& db, std::string_view sql, std::span<const condition::SqlParam> params,
           const store::Connection::OnRow& on_row);

// ---- names for people's eyes -----------------------------------------------------------------------------------------

/// Records that an answer refers to, and who will read it. Names of what not everybody may see (numbers of incidents) are given to a
/// known reader only.
class Mentions {
 public:
  explicit Mentions(const Principal* reader = nullptr) : reader_(reader) {}
  void add(std::string_view kind, Id id);
  /// Every reference in the record's fields (only these, when `fields` is not empty).
  void add(const record::Record& r, const std::set<std::string, std::less<>>& fields = {});
  const std::map<std::string, std::set<Id>, std::less<>>& by_kind() const { return by_kind_; }
  const Principal* reader() const { return reader_; }

 private:
  const Principal* reader_;
  std::map<std::string, std::set<Id>, std::less<>> by_kind_;
};

/// Gives names to ids; each practice provides its kinds at start. `db` is null after a commit, when no connection is at hand:
/// then a provider answers from memory or takes a reader of its own.
class Names {
 public:
  using Found = std::map<Id, std::string>;
  struct Question {
    store::Connection* db;
    std::string_view kind;
    const std::set<Id>& ids;
    const Principal* reader;
  };
  using Provider = std::function<void(const Question& question, Found& found)>;
  void provide(std::string kind, Provider provider);
  Found find(store::Connection* db, const Mentions& mentions) const;
  /// {"17":"Network","42":"First line 04"}; ids without a name are left out.
  void append_json(std::string& out, store::Connection* db, const Mentions& mentions) const;

 private:
  std::map<std::string, Provider, std::less<>> providers_;
};

/// The page {"items":[..],"next":..,"names":{..}}; `items` are ready JSON texts.
std::string list_body(const std::vector<std::string>& items, const std::optional<std::string>& next, std::string_view names_json);
/// The record as an object with a last member "names".
std::string single_body(const record::Record& r, std::string_view names_json, const std::set<std::string, std::less<>>& only = {});

// ---- routes ----------------------------------------------------------------------------------------------------------

/// Names of the OpenAPI components that go in and come out, and the status of success.
struct Shape {
  std::string request = {}, response = {};
  int success = 200;
};
/// A row of the route table with what every row has.
http::Route route(http::Verb verb, std::string path, std::string summary, std::string permission, std::string tag, Shape shape,
                  http::Handler handle);
/// The same row, understanding Idempotency-Key.
http::Route keyed(http::Route route);

// ---- answers ---------------------------------------------------------------------------------------------------------

/// 200 with ETag.
http::Response versioned(std::string body, std::int64_t version, int status = 200);

/// A handler that reads: runs on the worker with a connection in a read transaction.
http::Handler reading(const Register& reg, std::function<Result<http::Response>(store::Connection&, http::Request&)> read);

/// A command of a route on its way through the writer.
struct Job {
  /// Decides and writes (store::Command::run): may run several times and sets its outputs anew each time.
  std::function<Result<store::Outcome>(store::Tx&)> work;
  /// After the commit, on the thread that answers: quick; renders from what `work` put aside. ETag (when the outcome has
  /// a version) and the outcome's status are added here.
  std::function<http::Response(const store::Outcome&)> present;
  /// The same request came before (Idempotency-Key): shows the subject as it is now. Must check again that the principal may see
  /// it; usually the function behind GET. Empty: `present` is enough.
  std::function<Result<http::Response>(store::Connection&, const store::Outcome&)> again;
  store::Lane lane = store::Lane::people;
  /// ignored: the answer carries a secret of this one request (a session), so it cannot be given again.
  http::IdempotencyKey idempotency_key = http::IdempotencyKey::accepted;
};
/// Puts it on the writer's lane in the principal's name; answers through `done` after the commit or the refusal.
void submit_command(const Register& reg, const http::Request& request, http::Done done, Job job);

/// A handler that changes something: `prepare` runs on the worker (parse, hash, look at nothing that can move) and makes the job.
http::Handler writing(const Register& reg, std::function<Result<Job>(http::Request&)> prepare);

}  // namespace evenkeel::api
