#include "practice/agreement/book.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/hash.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "practice/agreement/clock.hpp"
#include "practice/agreement/clock_store.hpp"
#include "practice/incident/incident.hpp"
#include "practice/service/calendars.hpp"
#include "practice/service/custom_fields.hpp"
#include "record/json.hpp"

namespace evenkeel::agreement {
namespace {

namespace bj = boost::json;
using service::Agreement;
using service::Calendar;

/// Texts that stay read; beyond, all are read again.
constexpr std::size_t kept_most = 2'000;
/// As deep as the catalogue lets references nest.
constexpr int sources_most = 50;

std::string_view view(const bj::string& s) { return {s.data(), s.size()}; }

std::shared_ptr<const Offer> read_offer(const Agreement& agreement, std::string body, std::string digest, const SnapshotPtr& catalogue) {
  auto terms = read_terms(agreement, words_for(record::type_of<incident::Incident>(), service::custom_types(catalogue)));
  if (!terms) {
    log_error("agreement.unreadable", {{"agreement", to_string(agreement.id)}, {"why", terms.error().first().text}});
    return nullptr;
  }
  return std::make_shared<const Offer>(Offer{agreement, std::move(body), std::move(digest), std::move(*terms)});
}

std::shared_ptr<const calendar::WorkingHours> hours_in(std::string_view body) {
  auto hours = std::make_shared<calendar::WorkingHours>();
  const auto parsed = record::parse_json(body);
  if (!parsed || !parsed->is_object()) return nullptr;
  const auto& members = parsed->get_object();
  hours->zone = view(members.at("zone").get_string());
  (void)calendar::read_week(view(members.at("hours").get_string()), hours->week);  // checked when the calendar was saved
  bool own = true;
  for (const auto& source : members.at("exceptions").get_array()) {
    calendar::Dates dates;
    (void)calendar::read_dates(view(source.get_string()), dates);
    if (own) hours->dates = std::move(dates);
    else calendar::restrict_to(*hours, dates);
    own = false;
  }
  return hours;
}

template <class T>
void keep(std::map<std::string, std::shared_ptr<const T>>& kept, const std::string& digest, const std::shared_ptr<const T>& one) {
  if (kept.size() >= kept_most) kept.clear();
  kept.insert_or_assign(digest, one);
}

/// Conditions may name custom fields, so what these are belongs to what the words mean.
std::string versions_of_custom_fields(const service::Snapshot& catalogue) {
  std::string versions;
  for (Id id : catalogue.ids("custom_field"))
    if (const auto* field = catalogue.find("custom_field", id)) versions += fmt::format("{}:{} ", id.v, field->version());
  return versions;
}

}  // namespace

std::shared_ptr<const Offers> Book::offers(const SnapshotPtr& catalogue) {
  std::lock_guard lock(mutex_);
  if (version_ == catalogue->version && offers_) return offers_;
  std::map<Id, std::shared_ptr<const Offer>> kept;
  auto custom_fields = versions_of_custom_fields(*catalogue);
  if (offers_ && custom_fields == custom_fields_)
    for (const auto& offer : *offers_) kept.emplace(offer->agreement.id, offer);
  auto fresh = std::make_shared<Offers>();
  for (const Agreement* agreement : catalogue->active<Agreement>()) {
    const auto same = kept.find(agreement->id);
    if (same != kept.end() && same->second->agreement.version == agreement->version) {
      fresh->push_back(same->second);
      continue;
    }
    std::string body;
    record::append_json(body, record::to_record(*agreement));
    std::string digest = to_hex(sha256(body));
    if (auto offer = read_offer(*agreement, std::move(body), std::move(digest), catalogue)) fresh->push_back(std::move(offer));
  }
  version_ = catalogue->version;
  custom_fields_ = std::move(custom_fields);
  offers_ = fresh;
  return fresh;
}

std::shared_ptr<const Offer> Book::pinned(store::Connection& db, const std::string& digest, const SnapshotPtr& catalogue) {
  std::lock_guard lock(mutex_);
  if (const auto found = pinned_.find(digest); found != pinned_.end()) return found->second;
  auto body = find_terms(db, digest);
  const auto agreement = body ? record_in(record::type_of<Agreement>(), *body) : std::nullopt;
  auto offer = agreement ? read_offer(record::from_record<Agreement>(*agreement), std::move(*body), digest, catalogue) : nullptr;
  if (offer) keep(pinned_, digest, offer);
  return offer;
}

std::shared_ptr<const calendar::WorkingHours> Book::hours(store::Connection& db, const std::string& digest) {
  std::lock_guard lock(mutex_);
  if (const auto found = hours_.find(digest); found != hours_.end()) return found->second;
  const auto body = find_terms(db, digest);
  auto hours = body ? hours_in(*body) : nullptr;
  if (hours) keep(hours_, digest, hours);
  return hours;
}

std::shared_ptr<const calendar::WorkingHours> Book::hours_of_now(const SnapshotPtr& catalogue, Id id) {
  std::lock_guard lock(mutex_);
  if (now_version_ != catalogue->version) now_.clear();
  now_version_ = catalogue->version;
  auto& kept = now_[id];
  if (kept) return kept;
  if (const auto* found = id ? catalogue->get<Calendar>(id) : nullptr) {
    kept = std::make_shared<const calendar::WorkingHours>(service::hours_of(*catalogue, *found));
  } else {
    auto always = std::make_shared<calendar::WorkingHours>();
    always->zone = "UTC";
    (void)calendar::read_week("always", always->week);
    kept = std::move(always);
  }
  return kept;
}

std::optional<record::Record> record_in(const record::RecordType& type, std::string_view body) {
  const auto parsed = record::parse_json(body);
  if (!parsed || !parsed->is_object()) return std::nullopt;
  auto found = record::make_record(type);
  for (const record::Field& field : type.fields) {
    const auto* member = parsed->get_object().if_contains(field.name);
    auto value = member ? record::read_value(field, *member) : Result<record::Value>(record::Value{});
    if (!value) return std::nullopt;
    found[field.name] = std::move(*value);
  }
  return found;
}

std::optional<HoursText> hours_text(const service::Snapshot& catalogue, Id calendar) {
  const auto* source = catalogue.get<Calendar>(calendar);
  if (!source) return std::nullopt;
  HoursText text;
  text.body = R"({"zone":)";
  record::append_json_string(text.body, source->zone.empty() ? "UTC" : source->zone);
  text.body += R"(,"hours":)";
  record::append_json_string(text.body, source->hours);
  text.body += R"(,"exceptions":[)";
  record::append_json_string(text.body, service::dates_text(*source));
  for (int depth = 0; source->holidays_of && depth < sources_most; ++depth) {
    source = catalogue.get<Calendar>(source->holidays_of);
    if (!source) break;
    text.body += ',';
    record::append_json_string(text.body, service::dates_text(*source));
  }
  text.body += "]}";
  text.digest = to_hex(sha256(text.body));
  return text;
}

void pin(store::Tx& tx, const std::string& digest, const std::string& body) {
  if (find_terms(tx.db(), digest)) return;
  PinnedTerms terms;
  terms.id = tx.new_id();
  terms.digest = digest;
  terms.body = body;
  tx.insert(terms, store::Note{"agreement.pinned", {}});
}

}  // namespace evenkeel::agreement
