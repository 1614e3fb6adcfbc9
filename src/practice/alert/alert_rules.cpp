#include "practice/alert/alert_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.hpp"
#include "base/text.hpp"

namespace evenkeel::alert {
namespace {

constexpr std::size_t incident_title_points = 150;
constexpr std::size_t shown_texts_most = 40;    // labels in a description
constexpr std::size_t shown_points_most = 500;  // of one of them
constexpr std::size_t digest_bytes = 16;

void put(std::string& bytes, std::string_view text) {
  bytes += std::to_string(text.size());
  bytes += ':';
  bytes += text;
}

std::vector<std::string> names_in(std::string_view list, std::string_view otherwise) {
  std::vector<std::string> names;
  for (const auto name : split(trim(list).empty() ? otherwise : list, ','))
    if (!trim(name).empty()) names.emplace_back(trim(name));
  return names;
}

std::string one_line(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return out;
}

/// What the event says, laid over the alert.
void say(Alert& a, const Event& event, const std::string& digest, Time now) {
  a.state = event.state;
  if (event.severity || a.version == 0) a.severity = event.severity.value_or(AlertSeverity::warning);
  a.title = event.title;
  a.labels.text = texts_json(event.labels);
  a.annotations.text = texts_json(event.annotations);
  a.link = event.link;
  a.digest = digest;
  a.last_seen_at = a.changed_at = now;
}

Decision fire(const Alert& before, const Event& event, const std::string& digest, Time now) {
  Decision d;
  d.after = before;
  ++d.after.count;
  if (before.state == AlertState::firing) {
    if (before.digest == digest) return {};
    d.news = News::changed;
    say(d.after, event, digest, now);
    if (d.after.severity != before.severity) d.happening = d.after.severity < before.severity ? Happening::worse : Happening::better;
    if (event.starts_at) d.after.starts_at = std::min(before.starts_at, event.starts_at);
    d.after.ends_at = event.ends_at;
    // What was too light to open an incident may not be any more.
    if (d.happening == Happening::worse) d.after.look_at = now;
    return d;
  }
  if (event.starts_at && event.starts_at == before.starts_at && now - before.changed_at < twin_us) return {};
  d.news = News::began_again;
  d.happening = Happening::fired_again;
  say(d.after, event, digest, now);
  d.after.starts_at = event.starts_at ? event.starts_at : now;
  d.after.ends_at = event.ends_at;
  ++d.after.episode;
  d.after.look_at = now;
  return d;
}

}  // namespace

std::string digest_of(const Event& event) {
  std::string bytes;
  bytes.reserve(512);
  bytes += event.state == AlertState::firing ? 'f' : 'r';
  bytes += event.severity ? static_cast<char>('0' + static_cast<int>(*event.severity)) : '-';
  put(bytes, event.title);
  put(bytes, event.link);
  put(bytes, std::to_string(event.starts_at.us));
  for (const Texts* texts : {&event.labels, &event.annotations}) {
    put(bytes, std::to_string(texts->size()));
    for (const auto& [name, value] : *texts) {
      put(bytes, name);
      put(bytes, value);
    }
  }
  return to_hex(std::string_view(sha256(bytes)).substr(0, digest_bytes));
}

Decision decide(const Alert* before, const Event& event, const service::AlertSource& source, Time now) {
  const std::string digest = digest_of(event);
  Decision d;
  if (!before) {
    if (event.state == AlertState::resolved) return d;
    d.news = News::began;
    d.after.source = source.id;
    d.after.key = event.key;
    say(d.after, event, digest, now);
    d.after.first_seen_at = now;
    d.after.starts_at = event.starts_at ? event.starts_at : now;
    d.after.ends_at = event.ends_at;
    d.after.look_at = source.opens ? now : Time{};
    return d;
  }
  if (event.state == AlertState::firing) return fire(*before, event, digest, now);
  if (before->state == AlertState::resolved) return d;
  d.news = News::ended;
  d.happening = Happening::resolved;
  d.after = *before;
  d.after.inhibited_by = {};
  ++d.after.count;
  if (event.labels.empty()) {  // it only names what ended
    d.after.state = AlertState::resolved;
    d.after.digest = digest;
    d.after.last_seen_at = d.after.changed_at = now;
  } else {
    say(d.after, event, digest, now);
  }
  d.after.ends_at = event.ends_at && event.ends_at <= now ? event.ends_at : now;
  d.after.look_at = before->incident ? now : Time{};
  return d;
}

std::vector<std::string> service_labels_of(const service::AlertSource& source) {
  return names_in(source.service_labels, "service,job,app,namespace");
}
std::vector<std::string> item_labels_of(const service::AlertSource& source) {
  return names_in(source.item_labels, "instance,host,node,pod");
}

About service_of(const Texts& labels, const service::AlertSource& source, const service::Snapshot& catalogue) {
  for (const auto& name : service_labels_of(source)) {
    const std::string_view value = text_in(labels, name);
    if (value.empty()) continue;
    for (Id id : catalogue.named("service", value))
      if (const auto* found = catalogue.get<service::Service>(id); found && found->active)
        return {id, fmt::format("label {} names the service", name)};
    for (const auto* found : catalogue.active<service::Service>())
      if (equal_ascii_nocase(found->name, value)) return {found->id, fmt::format("label {} names the service", name)};
  }
  if (const auto* found = source.service ? catalogue.get<service::Service>(source.service) : nullptr; found && found->active)
    return {source.service, "the service of its source"};
  return {{}, "no label names a service of the catalogue"};
}

Opening opening_of(const Alert& alert, const service::AlertSource& source, Time silenced_until, Time now) {
  if (alert.state != AlertState::firing) return {false, {}, "it has ended"};
  if (!source.active || !source.opens) return {false, {}, "its source opens no incidents"};
  if (alert.severity > source.least) return {false, {}, "its severity is below what opens an incident"};
  if (silenced_until > now) return {false, silenced_until, "it is silenced"};
  // From the beginning of the episode: other words for it move the change, and must not put the incident off for ever.
  const Time from = std::min(alert.starts_at, alert.changed_at) + source.wait_s * us_per_second;
  if (alert.look_at && source.wait_s > 0 && from > now) return {false, from, "its source waits whether it ends by itself"};
  return {true, {}, {}};
}

Flapping flapping_of(std::span<const Time> again, Time now) {
  if (again.empty() || now - again.back() >= flap_calm_us) return {};
  // Each return within the calm time of the one before belongs to the same fit, which was one from its fourth in an hour on.
  std::size_t first = again.size() - 1;
  while (first > 0 && again[first] - again[first - 1] < flap_calm_us) --first;
  const auto fit = again.subspan(first);
  for (std::size_t i = 0; i + flap_least <= fit.size(); ++i)
    if (fit[i + flap_least - 1] - fit[i] <= flap_window_us)
      return {static_cast<std::int64_t>(fit.size()), again.back() + flap_calm_us, fit.front()};
  return {};
}

std::string urgency_of(AlertSeverity severity, const service::PriorityMatrix& matrix) {
  const auto levels = matrix.urgencies.size();
  if (levels == 0) return {};
  constexpr std::size_t severities = record::enum_names<AlertSeverity>.size();
  return matrix.urgencies[static_cast<std::size_t>(severity) * (levels - 1) / (severities - 1)];
}

std::string incident_title(const Alert& alert) {
  const std::string line = one_line(alert.title);
  return std::string(utf8_prefix(trim(line).empty() ? std::string_view("Alert") : trim(line), incident_title_points));
}

std::string incident_description(const Alert& alert, const std::string& source_name) {
  const auto code = [](std::string_view text) {
    std::string line = one_line(utf8_prefix(text, shown_points_most));
    std::ranges::replace(line, '`', '\'');
    return "`" + (trim(line).empty() ? std::string(" ") : line) + "`";
  };
  std::string out = fmt::format("Alert from {}, severity {}.\n", code(source_name), record::name_of(alert.severity));
  std::size_t shown = 0;
  for (const auto* object : {&alert.annotations, &alert.labels}) {
    out += '\n';
    for (const auto& [name, value] : read_texts(object->text))
      if (shown++ < shown_texts_most) out += fmt::format("- {}: {}\n", code(name), code(value));
  }
  if (!alert.link.empty()) out += "\n" + code(alert.link) + "\n";
  return out;
}

}  // namespace evenkeel::alert
