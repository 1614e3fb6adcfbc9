#include "practice/incident/inverse.hpp"

#include <boost/json.hpp>

#include "record/json.hpp"

namespace evenkeel::incident {

namespace bj = boost::json;

namespace {

/// When the facts were touched last is not part of what is set back, and what clocks keep is theirs to say.
constexpr std::string_view kept[] = {"updated_at"};

Error not_reversible(std::string text) { return error(Fault::conflict, "incident.not_reversible", std::move(text)); }

std::string_view view(const bj::string& s) { return {s.data(), s.size()}; }

}  // namespace

Result<Incident> before_change(const Incident& now, std::string_view change_body) {
  auto body = record::parse_json(change_body);
  const bj::value* diff = body && body->is_object() ? body->get_object().if_contains("diff") : nullptr;
  if (!diff || !diff->is_object()) return not_reversible("what changed is no longer known");
  auto facts = record::to_record(now);
  for (const auto& member : diff->get_object()) {
    const std::string_view name(member.key().data(), member.key().size());
    const record::Field* field = facts.type->find(name);
    if (!field || !member.value().is_array() || member.value().get_array().size() != 2)
      return not_reversible("what changed is no longer known");
    if (std::ranges::find(kept, name) != std::end(kept) || is_kept_field(name)) continue;
    TRY(auto before, record::read_value(*field, member.value().get_array()[0]));
    TRY(const auto after, record::read_value(*field, member.value().get_array()[1]));
    if (record::compare(facts[name], after) != 0) return not_reversible("it was changed again since: " + std::string(field->facts.label));
    facts[name] = std::move(before);
  }
  return record::from_record<Incident>(facts);
}

WhyMembers why_of(std::string_view change_body) {
  WhyMembers members;
  auto body = record::parse_json(change_body);
  const bj::value* why = body && body->is_object() ? body->get_object().if_contains("why") : nullptr;
  if (!why || !why->is_object()) return members;
  for (const auto& member : why->get_object()) {
    const std::string name(member.key().data(), member.key().size());
    const bj::value& v = member.value();
    if (v.is_string()) members.texts[name] = view(v.get_string());
    if (v.is_int64()) members.texts[name] = std::to_string(v.get_int64());
    if (!v.is_array()) continue;
    for (const bj::value& item : v.get_array())
      if (item.is_string())
        if (auto id = parse_id(view(item.get_string()))) members.ids[name].push_back(*id);
  }
  return members;
}

}  // namespace evenkeel::incident
