#include "practice/api/api.hpp"

#include <boost/json.hpp>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "store/register.hpp"

namespace evenkeel::api {
namespace {

namespace bj = boost::json;

constexpr std::size_t key_most = 200;  // characters of an Idempotency-Key: a UUID has 36, a digest 64

bool is_json(std::string_view content_type) {
  std::string_view type = trim(content_type.substr(0, content_type.find(';')));
  return type.empty() || equal_ascii_nocase(type, "application/json") || equal_ascii_nocase(type, "application/merge-patch+json");
}

}  // namespace

const Principal& principal_of(const http::Request& request) {
  static const Principal nobody;
  const auto* held = std::any_cast<std::shared_ptr<const Principal>>(&request.principal);
  return held && *held ? **held : nobody;
}

std::string_view bearer_token(const http::Request& request) {
  const std::string_view header = request.header("authorization");
  constexpr std::string_view scheme = "bearer ";
  if (header.size() <= scheme.size() || !equal_ascii_nocase(header.substr(0, scheme.size()), scheme)) return {};
  return trim(header.substr(scheme.size()));
}

void set_principal(http::Request& request, std::shared_ptr<const Principal> principal) { request.principal = std::move(principal); }

condition::Asker asker_of(const Principal& who, Time now) { return {who.person, who.teams, now, who.organisations}; }

condition::Asker asker_of(const http::Request& request) { return asker_of(principal_of(request), request.received); }

Id person_in(std::string_view actor) {
  constexpr std::string_view kind = "person:";
  if (!actor.starts_with(kind)) return {};
  const std::string_view rest = actor.substr(kind.size());
  return parse_id(rest.substr(0, rest.find(' '))).value_or(Id{});
}

Error denied(std::string_view permission) {
  return error(Fault::forbidden, "permission.denied", "You need the permission " + std::string(permission) + " for this.");
}

Error missing(std::string_view kind) {
  return error(Fault::missing, std::string(kind) + ".missing", "There is no such " + std::string(kind) + ", or you may not see it.");
}

Result<bj::value> body_object(const http::Request& request) {
  if (trim(request.body).empty()) return bj::value(bj::object());
  if (!is_json(request.header("content-type"))) return error(Fault::malformed, "body.not_json", "The body must be application/json.");
  TRY(bj::value body, record::parse_json(request.body));
  if (!body.is_object()) return error(Fault::malformed, "body.not_object", "The body must be a JSON object.");
  return body;
}

Result<record::Patch> body_patch(const http::Request& request, const record::RecordType& type, people::Standing standing) {
  TRY(const bj::value body, body_object(request));
  const Principal& who = principal_of(request);
  return record::read_patch(type, body, {}, [&](const record::Field& f) { return people::may_write(who, type.kind, f.name, standing); });
}

Result<Id> path_id(const http::Request& request, std::string_view kind, std::string_view capture) {
  const auto id = parse_id(request.capture(capture));
  if (!id) return missing(kind);
  return *id;
}

Result<bool> query_flag(const http::Request& request, std::string_view name) {
  const auto value = request.query_value(name);
  if (!value || *value == "false") return false;
  if (*value == "true") return true;
  return error(Fault::malformed, "query.not_boolean", std::string(name) + " must be true or false.", "/" + std::string(name));
}

Result<Seen> if_match(const http::Request& request, http::Presence presence) {
  std::string_view text = trim(request.header("if-match"));
  if (text.empty()) {
    if (presence == http::Presence::required)
      return invalid("if_match.required", "Say which version you have seen: If-Match with the ETag of the answer you read, or *.");
    return Seen{};
  }
  if (text == "*") return Seen{};
  if (text.starts_with("W/")) text.remove_prefix(2);
  const bool quoted = text.size() > 2 && text.front() == '"' && text.back() == '"';
  const auto version = quoted ? parse_id(text.substr(1, text.size() - 2)) : std::nullopt;  // a version is written like an id
  if (!version) return error(Fault::malformed, "if_match.malformed", "If-Match must be one ETag as it was answered, such as \"3\", or *.");
  return Seen{version->v};
}

std::string etag(std::int64_t version) { return '"' + std::to_string(version) + '"'; }

Result<std::optional<store::IdempotencyKey>> idempotency_key(const http::Request& request) {
  const std::string_view key = request.header("idempotency-key");
  const Principal& who = principal_of(request);
  if (key.empty() || (!who.person && !who.system)) return std::optional<store::IdempotencyKey>{};
  const bool visible = std::ranges::all_of(key, [](char c) { return c > ' ' && c <= '~'; });
  if (key.size() > key_most || !visible)
    return error(Fault::malformed, "idempotency.bad_key", "Idempotency-Key must be 1 to 200 visible ASCII characters.");
  std::string covered(http::name_of(request.verb));
  auto add = [&](std::string_view part) { covered += '\n' + std::to_string(part.size()) + ':' + std::string(part); };
  add(request.path);
  for (const auto& [name, value] : request.query) {
    add(name);
    add(value);
  }
  add(request.body);
  return std::optional(store::IdempotencyKey{who.actor().text, std::string(key), to_hex(sha256(covered))});
}

http::Route route(http::Verb verb, std::string path, std::string summary, std::string permission, std::string tag, Shape shape,
                  http::Handler handle) {
  http::Route row;
  row.verb = verb;
  row.path = std::move(path);
  row.summary = std::move(summary);
  row.permission = std::move(permission);
  row.tag = std::move(tag);
  row.request_schema = std::move(shape.request);
  row.response_schema = std::move(shape.response);
  row.success = shape.success;
  row.handle = std::move(handle);
  return row;
}

http::Route keyed(http::Route route) {
  route.idempotency_key = http::IdempotencyKey::accepted;
  return route;
}

http::Response versioned(std::string body, std::int64_t version, int status) {
  http::Response response = http::json(std::move(body), status);
  response.set("ETag", etag(version));
  return response;
}

http::Handler reading(const Register& reg, std::function<Result<http::Response>(store::Connection&, http::Request&)> read) {
  return http::answering([reg, read = std::move(read)](http::Request& request) {
    std::optional<Result<http::Response>> result;
    reg.readers.read([&](store::Connection& db) { result.emplace(read(db, request)); });
    return *result ? std::move(**result) : http::problem(result->error());
  });
}

namespace {

/// The answer to a command that was done: runs on the thread that answers and lets nothing escape into it.
http::Response answer_of(const Register& reg, const Job& job, const Result<store::Outcome>& outcome) {
  if (!outcome) return http::problem(outcome.error());
  http::Response response;
  if (outcome->replayed && job.again) {
    std::optional<Result<http::Response>> shown;
    reg.readers.read([&](store::Connection& db) { shown.emplace(job.again(db, *outcome)); });
    if (!*shown) return http::problem(shown->error());
    response = std::move(**shown);
    response.set("Idempotency-Replayed", "true");
    std::erase_if(response.headers, [](const auto& header) { return header.first == "ETag"; });
  } else {
    response = job.present(*outcome);
  }
  response.status = outcome->status;
  if (outcome->version > 0) response.set("ETag", etag(outcome->version));
  return response;
}

}  // namespace

void submit_command(const Register& reg, const http::Request& request, http::Done done, Job job) {
  Result<std::optional<store::IdempotencyKey>> key(std::nullopt);
  if (job.idempotency_key == http::IdempotencyKey::accepted) key = idempotency_key(request);
  if (!key) return done(http::problem(key.error()));
  store::Command command;
  command.lane = job.lane;
  command.actor = principal_of(request).actor();
  command.idempotency = std::move(*key);
  command.run = job.work;
  const bool repeatable = command.idempotency.has_value();
  command.done = [reg, repeatable, done = std::move(done), job = std::move(job)](const Result<store::Outcome>& outcome) {
    try {
      done(answer_of(reg, job, outcome));
    } catch (const std::exception& e) {
      // With a key it can be sent again and is answered then; it is not done twice.
      if (outcome && repeatable && dynamic_cast<const store::DbError*>(&e))
        return done(http::problem(error(Fault::unavailable, "store.gone",
                                        "It was done, but the database does not answer now. Send it again with the same "
                                        "Idempotency-Key to read what became of it.")));
      // It is committed; only the answer could not be made.
      done(http::problem(error(Fault::internal, "answer.failed", "It was done, but the answer could not be made. Read the record again.")));
    }
  };
  reg.writer.submit(std::move(command));
}

http::Handler writing(const Register& reg, std::function<Result<Job>(http::Request&)> prepare) {
  return [reg, prepare = std::move(prepare)](http::Request request, http::Done done) {
    auto job = prepare(request);
    if (!job) return done(http::problem(job.error()));
    submit_command(reg, request, std::move(done), std::move(*job));
  };
}

}  // namespace evenkeel::api
