#include "practice/people/mail_links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "practice/people/people_desk.hpp"

namespace evenkeel::people {
namespace {

using store::Param;

constexpr int resets_most = 3;  // mails to one person while earlier links still work: nobody is buried in them
constexpr std::string_view reset_kind = "person.password_reset";

std::string resets_text(Id reset) { return to_string(reset); }
std::string link_text(const IncidentLink& link) {
  return to_string(link.incident) + '.' + to_string(link.person) + '.' + std::to_string(link.made.us / us_per_second);
}

/// Who signs in with a password of ours and can be reached; found by login, or by an address that only one has.
std::optional<Person> find_account(store::Connection& db, std::string_view login) {
  auto person = find_by_login(db, login);
  if (!person && login.find('@') != std::string_view::npos) {
    auto found = find_by_mail(db, login);
    std::erase_if(found, [](const Person& p) { return p.login.empty() || p.password_hash.empty(); });
    if (found.size() == 1) person = found.front();
  }
  if (!person || !person->active || person->mail.empty() || person->password_hash.empty()) return std::nullopt;
  return person;
}

Error reset_invalid() {
  return invalid("reset.invalid", "is wrong, was used already, or is older than an hour; ask for a new one", "/token");
}

bool works_here(const Person& person) {
  return std::ranges::any_of(roles_of(person.roles), [](Role role) { return role != Role::caller; });
}

}  // namespace

std::string signed_text(const Vault& vault, std::string_view purpose, std::string_view text) {
  return std::string(text) + '.' + vault.digest(purpose, text);
}

std::optional<std::string_view> proven_text(const Vault& vault, std::string_view purpose, std::string_view token) {
  const auto dot = token.rfind('.');
  if (dot == std::string_view::npos || !equal_secret(vault.digest(purpose, token.substr(0, dot)), token.substr(dot + 1)))
    return std::nullopt;
  return token.substr(0, dot);
}

std::string reset_token(const Vault& vault, Id reset) { return signed_text(vault, "reset", resets_text(reset)); }

std::optional<Id> read_reset_token(const Vault& vault, std::string_view token) {
  const auto text = proven_text(vault, "reset", token);
  return text ? parse_id(*text) : std::nullopt;
}

std::string link_token(const Vault& vault, const IncidentLink& link) { return signed_text(vault, "link", link_text(link)); }

std::optional<IncidentLink> read_link_token(const Vault& vault, std::string_view token) {
  const auto text = proven_text(vault, "link", token);
  if (!text) return std::nullopt;
  const auto parts = split(*text, '.');
  if (parts.size() != 3) return std::nullopt;
  const auto incident = parse_id(parts[0]), person = parse_id(parts[1]), made_s = parse_id(parts[2]);  // a time is written like an id
  if (!incident || !person || !made_s) return std::nullopt;
  return IncidentLink{*incident, *person, Time{made_s->v * us_per_second}};
}

std::string mail_link(People& people, store::Connection& db, const store::Outgoing& out) {
  if (out.kind == reset_kind) {
    boost::json::error_code ec;
    const auto body = boost::json::parse(out.body, ec);
    const auto* reset = !ec && body.is_object() ? body.get_object().if_contains("reset") : nullptr;
    const auto id = reset && reset->is_string() ? parse_id(std::string_view(reset->get_string())) : std::nullopt;
    return id ? "/reset#" + reset_token(people.vault(), *id) : std::string{};
  }
  if (out.subject_kind != "incident" || !out.person) return {};
  const auto person = find_person(db, out.person);
  if (!person || !person->active || works_here(*person)) return {};
  if (!people.accounts().link_opens(db, out.subject, out.person, out.created)) return {};
  return "/link#" + link_token(people.vault(), {out.subject, out.person, Time{out.created.us / us_per_second * us_per_second}});
}

void request_reset(store::Tx& tx, std::string_view login) {
  tx.db().execute("DELETE FROM password_reset WHERE requested_us < $1", {Param(tx.now() - reset_life_us)});
  const auto person = find_account(tx.db(), login);
  if (!person) return;
  std::int64_t waiting = 0;
  tx.db().query("SELECT COUNT(*) FROM password_reset WHERE person = $1", {Param(person->id)},
                [&](const store::Row& row) { waiting = row.integer(0); });
  if (waiting >= resets_most) return;
  const Id reset = tx.new_id();
  tx.db().execute("INSERT INTO password_reset(id, person, requested_us) VALUES ($1, $2, $3)",
                  {Param(reset), Param(person->id), Param(tx.now())});
  tx.log("person", person->id, {.kind = "person.password_reset_requested", .root = person->id});
  std::string body = "{\"login\":";
  record::append_json_string(body, person->login);
  body += ",\"reset\":\"" + to_string(reset) + "\"}";
  tx.send({std::string(reset_kind), "person", person->id, person->id, "mail", person->mail, body});
}

std::optional<Person> find_by_reset(store::Connection& db, Id reset, Time now) {
  std::optional<Person> person;
  Id id;
  db.query("SELECT person FROM password_reset WHERE id = $1 AND requested_us > $2", {Param(reset), Param(now - reset_life_us)},
           [&](const store::Row& row) { id = row.id(0); });
  if (id) person = find_person(db, id);
  if (!person || !person->active || person->login.empty()) return std::nullopt;
  return person;
}

Result<Person> reset_password(store::Tx& tx, Id reset, const std::string& password_hash) {
  const auto person = find_by_reset(tx.db(), reset, tx.now());
  if (!person) return reset_invalid();
  TRY(Person after, set_password(tx, person->id, password_hash));
  tx.db().execute("DELETE FROM password_reset WHERE person = $1", {Param(person->id)});
  std::string body = "{\"login\":";
  record::append_json_string(body, person->login);
  tx.send({"person.password_replaced", "person", person->id, person->id, "mail", person->mail, body + "}"});
  return after;
}

bool link_stands(store::Connection& db, const IncidentLink& link) {
  bool ended = false;
  // A link made within the second of the ending is ended too.
  db.query("SELECT 1 FROM link_end WHERE person = $1 AND made_before_us >= $2", {Param(link.person), Param(link.made)},
           [&](const store::Row&) { ended = true; });
  return !ended;
}

void end_links(store::Tx& tx, Id person) {
  tx.db().execute(
      "INSERT INTO link_end(person, made_before_us) VALUES ($1, $2) ON CONFLICT (person) DO UPDATE SET made_before_us = "
      "excluded.made_before_us",
      {Param(person), Param(tx.now())});
  tx.db().execute("DELETE FROM session WHERE person = $1 AND incident IS NOT NULL AND incident <> 0", {Param(person)});
  tx.log("person", person, {.kind = "person.links_ended", .root = person});
}

}  // namespace evenkeel::people
