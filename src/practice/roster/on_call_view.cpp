#include "practice/roster/on_call_view.hpp"

#include <fmt/format.h>

namespace evenkeel::roster {
namespace {

/// Ids in one statement: databases bound how many parameters it has.
constexpr std::size_t people_at_once = 500;

std::string text_json(std::string_view text) {
  std::string out;
  record::append_json_string(out, text);
  return out;
}

std::string id_json(Id id) { return id ? "\"" + to_string(id) + "\"" : "null"; }

}  // namespace

std::string time_json(Time t) { return t ? "\"" + format_rfc3339(t) + "\"" : "null"; }

std::string json_list(const std::vector<std::string>& items) {
  std::string out = "[";
  for (const std::string& item : items) out += (out.size() > 1 ? "," : "") + item;
  return out + "]";
}

std::string shift_json(const Shift& shift, api::Mentions& mentions) {
  mentions.add("person", shift.person);
  return fmt::format(R"({{"person":"{}","part":"{}","from":{},"until":{},"layer":{},"override":{}}})", to_string(shift.person),
                     record::name_of(shift.part), time_json(shift.from), time_json(shift.until),
                     shift.layer.empty() ? "null" : text_json(shift.layer), id_json(shift.by_override));
}

std::string gap_json(const Gap& gap, api::Mentions& mentions) {
  std::string missing;
  for (const Id id : gap.missing) {
    mentions.add("person", id);
    missing += fmt::format(R"({}"{}")", missing.empty() ? "" : ",", to_string(id));
  }
  return fmt::format(R"({{"from":{},"until":{},"why":"{}","missing":[{}]}})", time_json(gap.from), time_json(gap.until),
                     record::name_of(gap.why), missing);
}

std::string duty_json(const Duty& duty, api::Mentions& mentions) {
  std::vector<std::string> people;
  for (const Shift& shift : duty.people) people.push_back(shift_json(shift, mentions));
  mentions.add("roster", duty.roster);
  return fmt::format(R"({{"roster":"{}","at":{},"people":{},"gap":{},"changes_at":{}}})", to_string(duty.roster), time_json(duty.at),
                     json_list(people), duty.gap ? gap_json(*duty.gap, mentions) : "null", time_json(duty.changes_at));
}

std::string names_json(const RosterParts& parts, store::Connection* db, const api::Mentions& mentions) {
  std::string names;
  parts.names.append_json(names, db, mentions);
  return names;
}

std::map<Id, Contact> contacts_of(store::Connection& db, const std::set<Id>& people) {
  std::map<Id, Contact> contacts;
  std::string list;
  std::vector<store::Param> params;
  const auto ask = [&] {
    db.query("SELECT id, name, phone, mail FROM person WHERE active = 1 AND id IN (" + list + ")", store::Params(params),
             [&](const store::Row& row) {
               contacts[row.id(0)] = {std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3))};
             });
    list.clear();
    params.clear();
  };
  for (const Id id : people) {
    params.emplace_back(id);
    list += fmt::format("{}${}", list.empty() ? "" : ",", params.size());
    if (params.size() == people_at_once) ask();
  }
  if (!params.empty()) ask();
  return contacts;
}

std::string contacts_json(const std::map<Id, Contact>& contacts) {
  std::string out = "{";
  for (const auto& [id, c] : contacts)
    out += fmt::format(R"({}"{}":{{"phone":{},"mail":{}}})", out.size() > 1 ? "," : "", to_string(id),
                       c.phone.empty() ? "null" : text_json(c.phone), c.mail.empty() ? "null" : text_json(c.mail));
  return out + "}";
}

std::shared_ptr<const calendar::WorkingHours> covered_by(const service::Roster& roster) {
  if (roster.hours.empty()) return {};
  auto hours = std::make_shared<calendar::WorkingHours>();
  hours->zone = roster.zone.empty() ? "UTC" : roster.zone;
  (void)calendar::read_week(roster.hours, hours->week);  // checked when it was saved
  return hours;
}

}  // namespace evenkeel::roster
