#include "connect/exchange/references.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "practice/people/people_desk.hpp"
#include "practice/people/people_store.hpp"
#include "practice/service/catalogue_desk.hpp"

namespace evenkeel::exchange {
namespace {

using store::Connection;
using store::Param;
using store::Row;

/// Beyond it all are forgotten and looked up again: generous for any organisation, bounded for any file.
constexpr std::size_t known_most = 200'000;
/// Made by one command: some ten milliseconds on the writer.
constexpr std::size_t made_at_once = 200;

bool is_person(const record::RecordType& type) { return type.kind == "person"; }

/// How the record names itself in the other system; a subcategory exists once in each category.
std::string external_ref(const References::Named& n) { return n.parent.empty() ? n.text : n.parent + " > " + n.text; }

/// Two spaces in a row are kept in the reference, but nobody wants to read them in a name.
std::string as_name(std::string_view text) {
  std::string name;
  for (char c : text)
    if (c != ' ' || (!name.empty() && name.back() != ' ')) name += c;
  if (!name.empty() && name.back() == ' ') name.pop_back();
  return name;
}

Id first_id(Connection& db, const std::string& sql, std::initializer_list<Param> params) {
  Id found;
  db.query(sql, params, [&](const Row& row) { found = found ? found : row.id(0); });
  return found;
}

Id find_person(Connection& db, const std::string& text) {
  if (Id id = first_id(db, "SELECT id FROM person WHERE external_ref = $1 AND erased = 0 ORDER BY id LIMIT 1", {Param(text)})) return id;
  if (const auto person = people::find_by_login(db, text)) return person->id;
  const auto by_mail = people::find_by_mail(db, text);
  return by_mail.size() == 1 ? by_mail.front().id : Id{};
}

Id find_in_catalogue(Connection& db, const References::Named& n, Id parent) {
  const std::string table(n.type->table);
  const bool external = n.type->find("external_ref") != nullptr;
  if (external)
    if (Id id = first_id(db, fmt::format("SELECT id FROM {} WHERE external_ref = $1", table), {Param(external_ref(n))})) return id;
  // One of this name that came from elsewhere is another thing; one that was entered here is the same.
  const std::string own = external ? " AND external_ref IS NULL" : "";
  const std::string newest = fmt::format("{} ORDER BY active DESC, id LIMIT 1", own);
  const std::string name = as_name(n.text);
  if (parent)
    return first_id(db, fmt::format("SELECT id FROM {} WHERE name = $1 AND parent = $2{}", table, newest), {Param(name), Param(parent)});
  const bool top = n.type->kind == "category";
  return first_id(db, fmt::format("SELECT id FROM {} WHERE name = $1{}{}", table, top ? " AND parent IS NULL" : "", newest), {Param(name)});
}

std::int64_t line_of(Connection& db, const References::Named& n, Id id) {
  std::int64_t line = 1;
  if (n.type->kind == "team") db.query("SELECT line FROM team WHERE id = $1", {Param(id)}, [&](const Row& row) { line = row.integer(0); });
  return line;
}

}  // namespace

std::string References::key_of(const Named& n) {
  std::string key(n.type->kind);
  key += '\0';
  key += n.parent;
  key += '\0';
  return key + n.text;
}

void References::begin() {
  if (known_.size() <= known_most) return;
  known_.clear();
  pretended_.clear();
}

void References::want(const Named& named, const Source& source) {
  std::string key = key_of(named);
  if (known_.contains(key)) return;
  Wish wish{named, &source, key};
  wanted_.emplace(std::move(key), std::move(wish));
}

const References::Found& References::find(const Named& named) const {
  static const Found nothing{{}, 1, "was not looked for"};
  const auto found = known_.find(key_of(named));
  return found == known_.end() ? nothing : found->second;
}

std::string_view References::pretended(Id id) const {
  const auto found = pretended_.find(id.v);
  return found == pretended_.end() ? std::string_view() : std::string_view(found->second);
}

Id References::parent_id(const Named& n) const { return n.parent.empty() ? Id{} : find({n.type, n.parent, {}}).id; }

std::optional<References::Found> References::look_up(Connection& db, const Named& n) const {
  const Id parent = parent_id(n);
  if (!n.parent.empty() && !parent) return std::nullopt;
  const Id id = is_person(*n.type) ? find_person(db, n.text) : find_in_catalogue(db, n, parent);
  if (!id) return std::nullopt;
  return Found{id, line_of(db, n, id), {}};
}

Result<References::Found> References::make(store::Tx& tx, const Wish& wish, Id parent) const {
  const Named& n = wish.named;
  boost::json::object fields;
  if (!wish.source->with.text.empty()) {
    TRY(auto with, record::parse_json(wish.source->with.text));
    fields = std::move(with.get_object());
  }
  fields["name"] = as_name(n.text);
  if (n.type->find("external_ref")) fields["external_ref"] = external_ref(n);
  if (parent) fields["parent"] = to_string(parent);
  if (is_person(*n.type) && n.text.find('@') != std::string::npos && n.text.find(' ') == std::string::npos) fields["mail"] = n.text;
  TRY(const auto patch, record::read_patch(*n.type, fields));
  if (is_person(*n.type)) {
    TRY(const auto person, people::create_person(people_, tx, patch));
    return Found{person.id, 1, {}};
  }
  TRY(const auto record, service::add(tx, record::apply(record::initial_record(*n.type), patch)));
  const bool team = n.type->kind == "team";
  return Found{record.id(), team ? std::get<std::int64_t>(record["line"]) : 1, {}};
}

/// One command for all of them; nothing is made when one cannot be.
Status References::make_all(const std::vector<Wish>& wishes) {
  std::unordered_map<std::string, Found> made;
  const auto done = register_.writer.run(store::Lane::bulk, actor_, [&](store::Tx& tx) -> Result<store::Outcome> {
    made.clear();
    for (const Wish& wish : wishes) {
      Id parent = parent_id(wish.named);
      if (!wish.named.parent.empty() && !parent) {
        const auto beside = made.find(key_of({wish.named.type, wish.named.parent, {}}));
        if (beside != made.end()) parent = beside->second.id;
        if (!parent) return invalid("import.reference", "its category \"" + wish.named.parent + "\" could not be made");
      }
      TRY(auto found, make(tx, wish, parent));
      made[wish.key] = std::move(found);
    }
    return store::Outcome{};
  });
  if (!done) return done.error();
  for (auto& [key, found] : made) known_[key] = std::move(found);
  return Done{};
}

void References::settle(ImportReport& report) {
  if (wanted_.empty()) return;
  std::vector<Wish> wishes;
  for (auto& [key, wish] : wanted_) wishes.push_back(std::move(wish));
  wanted_.clear();
  // Categories before their subcategories; else the order of the texts, so that two runs make the same.
  std::ranges::sort(wishes, {}, [](const Wish& w) { return std::pair<std::string_view, std::string_view>(w.named.parent, w.key); });
  register_.readers.read([&](Connection& db) {
    for (const Wish& wish : wishes)
      if (auto found = look_up(db, wish.named)) known_[wish.key] = *found;
  });
  std::erase_if(wishes, [&](const Wish& w) { return known_.contains(w.key); });
  for (const Wish& wish : wishes)
    if (!wish.source->create)
      known_[wish.key] = {
          {}, 1, fmt::format("there is no {} \"{}\", and the mapping forbids to make one", wish.named.type->label, wish.named.text)};
  std::erase_if(wishes, [&](const Wish& w) { return known_.contains(w.key); });
  report.records_created += static_cast<std::int64_t>(wishes.size());
  if (run_ == Run::dry) {
    for (const Wish& wish : wishes) {
      const Id id{INT64_MAX - ++pretended_count_};
      known_[wish.key] = {id, 1, {}};
      pretended_[id.v] = as_name(wish.named.text);
    }
    return;
  }
  for (std::size_t from = 0; from < wishes.size(); from += made_at_once) {
    const std::vector<Wish> piece(wishes.begin() + static_cast<std::ptrdiff_t>(from),
                                  wishes.begin() + static_cast<std::ptrdiff_t>(std::min(from + made_at_once, wishes.size())));
    if (make_all(piece)) continue;
    // One of them cannot be: each for itself, so that the others are made.
    for (const Wish& wish : piece) {
      const auto made = make_all({wish});
      if (made) continue;
      --report.records_created;
      known_[wish.key] = {
          {}, 1, fmt::format("{} \"{}\" could not be made: {}", wish.named.type->label, wish.named.text, made.error().first().text)};
    }
  }
}

}  // namespace evenkeel::exchange
