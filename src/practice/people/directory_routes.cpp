// The directory over HTTP: how the last synchronisation went, a check, what one would do, and doing it. What asks the directory runs
// on threads of its own, so that one which does not answer keeps no worker.
#include <fmt/format.h>

#include <boost/json.hpp>

#include "practice/people/directory.hpp"
#include "practice/people/sign_in.hpp"

namespace evenkeel::people {
namespace {

constexpr std::size_t rows_most = 1'000;  // of an answer; the counts are of all

/// One at a time: a second one would only wait for what the first is writing. Given back when its last copy goes.
std::shared_ptr<void> take_turn(const std::shared_ptr<std::atomic<bool>>& busy) {
  if (busy->exchange(true)) return nullptr;
  return {busy.get(), [busy](void*) { *busy = false; }};
}

std::string counts_json(const std::map<OutsideAction, std::int64_t>& counts) {
  std::string out = "{";
  for (std::size_t i = 0; i < record::enum_names<OutsideAction>.size(); ++i) {
    const auto count = counts.find(static_cast<OutsideAction>(i));
    out += fmt::format("{}\"{}\":{}", i ? "," : "", record::enum_names<OutsideAction>[i], count == counts.end() ? 0 : count->second);
  }
  return out + '}';
}

void append_row(std::string& out, const OutsideRow& row) {
  out += fmt::format("{{\"action\":\"{}\",\"person\":{},\"login\":", record::name_of(row.action),
                     row.person ? '"' + to_string(row.person) + '"' : "null");
  record::append_json_string(out, row.login);
  out += ",\"name\":";
  record::append_json_string(out, row.name);
  out += ",\"what\":";
  record::append_json_string(out, row.what);
  out += '}';
}

std::string sync_json(const std::vector<OutsideRow>& rows, SyncMode mode) {
  std::string out = fmt::format("{{\"preview\":{},\"counts\":{},\"rows\":[", mode == SyncMode::preview, counts_json(counts_of(rows)));
  std::size_t shown = 0;
  for (const OutsideRow& row : rows) {
    if (row.action == OutsideAction::unchanged || shown == rows_most) continue;
    if (shown++ > 0) out += ',';
    append_row(out, row);
  }
  return out + "]}";
}

http::Response state(People& people) {
  const auto last = people.last_sync().state();
  std::string out = fmt::format("{{\"configured\":{},\"last\":", people.options().directory != nullptr);
  if (!last.at) return http::json(out + "null}");
  out += "{\"at\":\"" + format_rfc3339(last.at) + "\",\"error\":";
  if (last.error.empty()) out += "null";
  else record::append_json_string(out, last.error);
  return http::json(out + ",\"counts\":" + counts_json(last.counts) + "}}");
}

Result<std::string> check(People& people) {
  TRY(const auto found, check_directory(people));
  std::string out = fmt::format("{{\"people\":{},\"remarks\":[", found.people);
  for (const std::string& remark : found.remarks) {
    if (out.back() != '[') out += ',';
    record::append_json_string(out, remark);
  }
  return out + "]}";
}

Result<std::string> sync(People& people, SyncMode mode, ManyGone many) {
  TRY(const auto rows, sync_directory(people, mode, many));
  return sync_json(rows, mode);
}

Result<ManyGone> read_many(const http::Request& request) {
  TRY(const boost::json::value json, api::body_object(request));
  api::BodyReader body(json);
  const bool believed = body.boolean("many_gone").value_or(false);
  CHECK_OK(body.finish());
  return believed ? ManyGone::believed : ManyGone::refused;
}

using Asking = std::function<Result<std::string>(People&, ManyGone)>;

void ask(People& people, const std::shared_ptr<std::atomic<bool>>& busy, const http::Request& request, const http::Done& done,
         const Asking& asking) {
  const auto many = read_many(request);
  if (!many) return done(http::problem(many.error()));
  if (!people.options().directory)
    return done(http::problem(error(Fault::conflict, "directory.none", "No directory is configured: ldap.url is empty.")));
  auto turn = take_turn(busy);
  if (!turn)
    return done(http::problem(error(Fault::conflict, "directory.busy", "The directory is being read already; try again in a minute.")));
  on_directory_threads(people, done, [&people, done, asking, turn = std::move(turn), many = *many]() mutable {
    const auto answer = asking(people, many);
    turn.reset();  // whoever hears the answer may ask the next
    done(answer ? http::json(*answer) : http::problem(answer.error()));
  });
}

}  // namespace

void add_directory_routes(People& people, std::vector<http::Route>& routes) {
  using http::Verb;
  const std::string tag = "Directory", permission = "people.sync";
  auto busy = std::make_shared<std::atomic<bool>>(false);
  const auto add = [&](const std::string& word, const std::string& summary, const api::Shape& shape, Asking asking) {
    routes.push_back(api::route(
        Verb::post, "/api/v1/directory/" + word, summary, permission, tag, shape,
        [&people, busy, asking = std::move(asking)](http::Request request, http::Done done) { ask(people, busy, request, done, asking); }));
  };
  routes.push_back(api::route(Verb::get, "/api/v1/directory", "Whether there is a directory, and how it was last synchronised", permission,
                              tag, {"", "Directory"}, http::answering([&people](http::Request&) { return state(people); })));
  add("check", "Ask the directory for everybody, and say what an operator should look at", {"DirectoryRequest", "DirectoryCheck"},
      [](People& p, ManyGone) { return check(p); });
  add("preview", "Show what a synchronisation would create, change and deactivate; writes nothing", {"DirectoryRequest", "DirectorySync"},
      [](People& p, ManyGone many) { return sync(p, SyncMode::preview, many); });
  add("sync", "Bring people in step with the directory", {"DirectoryRequest", "DirectorySync"},
      [](People& p, ManyGone many) { return sync(p, SyncMode::apply, many); });
  routes.back().description =
      "`rows` name those for whom something changes or cannot, a thousand at most; `counts` are of all. `conflict` is an account of "
      "this register with the same login or address, which is left alone. When the directory names nobody, or more than a fifth of its "
      "accounts are gone at once, nothing is done; `\"many_gone\": true` believes the latter.";
}

}  // namespace evenkeel::people
