#include "practice/automation/setting_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "practice/incident/intake.hpp"
#include "practice/service/priority_matrix.hpp"

namespace evenkeel::automation {
namespace {

constexpr std::size_t tags_most = 50;       // as the field allows
constexpr std::size_t tag_bytes_most = 60;  // what a badge shows

class Hand {
 public:
  Hand(const std::string& by, const Incident* before, Incident& i, const House& house) : by_(by), before_(before), i_(i), house_(house) {}

  Setting set(const std::string& field, const std::string& value) {
    if (!i_.open) return left_out("it is not open any more");
    if (field == "category") return set_category(value);
    if (field == "subcategory") return set_subcategory(value);
    if (field == "service") return set_service(value);
    if (field == "impact") return set_level(house_.catalogue.matrix().impacts, i_.impact, field, value);
    if (field == "urgency") return set_level(house_.catalogue.matrix().urgencies, i_.urgency, field, value);
    if (field == "team") return set_team(value);
    return set_assignee(value);
  }

  Setting add_tag(const std::string& tag) {
    if (std::ranges::find(i_.tags, tag) != i_.tags.end()) return {};
    if (tag.size() > tag_bytes_most) return left_out("the tag is too long");
    if (i_.tags.size() >= tags_most) return left_out(fmt::format("it has {} tags, which is the most", tags_most));
    i_.tags.push_back(tag);
    return {true, {}};
  }
  Setting remove_tag(const std::string& tag) { return {std::erase(i_.tags, tag) > 0, {}}; }

 private:
  static Setting left_out(std::string why) { return {false, std::move(why)}; }
  static Setting none_of(std::string_view what, std::string_view name) {
    return left_out(fmt::format("there is no active {} \"{}\"", what, name));
  }

  template <class T>
  const T* named(const std::string& name) const {
    for (Id id : house_.catalogue.named(record::type_of<T>().kind, name))
      if (const T* found = house_.catalogue.get<T>(id); found && found->active) return found;
    return nullptr;
  }
  const service::Category* category_named(const std::string& name, Id parent) const {
    for (Id id : house_.catalogue.named("category", name))
      if (const auto* found = house_.catalogue.get<service::Category>(id); found && found->active && found->parent == parent) return found;
    return nullptr;
  }

  Setting categorise(const service::Category& category, Id subcategory, bool security) {
    if (i_.category == category.id && i_.subcategory == subcategory) return {};
    incident::categorise(i_, category.id, subcategory);
    i_.confidential = i_.confidential || security;
    return {true, {}};
  }
  Setting set_category(const std::string& name) {
    const auto* found = category_named(name, {});
    if (!found) return none_of("category", name);
    return i_.category == found->id ? Setting{} : categorise(*found, {}, found->security);
  }
  Setting set_subcategory(const std::string& name) {
    const auto* category = i_.category ? house_.catalogue.get<service::Category>(i_.category) : nullptr;
    if (!category) return left_out("it has no category");
    const auto* found = category_named(name, i_.category);
    return found ? categorise(*category, found->id, found->security) : none_of("subcategory", category->name + " / " + name);
  }

  Setting set_service(const std::string& name) {
    const auto* found = named<service::Service>(name);
    if (!found) return none_of("service", name);
    if (i_.service == found->id) return {};
    i_.service = found->id;
    incident::settle(i_, "service");
    incident::weigh(i_, house_.catalogue, house_.now);
    return {true, {}};
  }

  Setting set_level(const std::vector<std::string>& levels, std::string& level, const std::string& field, const std::string& value) {
    if (!service::level_of(levels, value)) return left_out(fmt::format("\"{}\" is no {}", value, field));
    if (level == value) return {};
    level = value;
    incident::settle(i_, field);
    incident::explain(i_, field, by_);
    incident::weigh(i_, house_.catalogue, house_.now);
    return {true, {}};
  }

  /// A confidential incident goes to others by the hand of a person, or by where it was logged.
  bool is_kept() const { return before_ && (before_->confidential || i_.confidential); }

  Setting set_team(const std::string& name) {
    const auto* team = named<service::Team>(name);
    if (!team) return none_of("team", name);
    if (i_.team == team->id) return {};
    // What became confidential in this very change may go to those whose work that is.
    if (is_kept() && (before_->confidential || !team->security))
      return left_out("a confidential incident goes to others by the hand of a person only");
    incident::hand_to(i_, {team->id, team->line, {}});
    incident::explain(i_, "team", by_);
    i_.confidential = i_.confidential || team->security;
    return {true, {}};
  }
  Setting set_assignee(const std::string& login) {
    const auto person = house_.person(login);
    if (!person || person->erased) return left_out(fmt::format("there is nobody with the login \"{}\"", login));
    if (i_.assignee == person->id) return {};
    if (is_kept()) return left_out("a confidential incident goes to others by the hand of a person only");
    if (!incident::can_have(*person, i_.team)) return left_out(fmt::format("\"{}\" is not active, or not of its team", login));
    incident::hand_to(i_, {i_.team, i_.line, person->id});
    return {true, {}};
  }

  const std::string& by_;
  const Incident* before_;
  Incident& i_;
  const House& house_;
};

}  // namespace

Setting set(const Deed& deed, const std::string& by, const Incident* before, Incident& i, const House& house) {
  Hand hand(by, before, i, house);
  if (deed.kind == DeedKind::add_tag) return hand.add_tag(deed.value);
  if (deed.kind == DeedKind::remove_tag) return hand.remove_tag(deed.value);
  return hand.set(deed.field, deed.value);
}

}  // namespace evenkeel::automation
