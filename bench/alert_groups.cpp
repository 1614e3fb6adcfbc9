// How well alerts are grouped into faults: replays a file of alerts in the order of their times through the rules that the server uses, and
// compares the groups with what is known. alert_groups REPLAY.jsonl GOLD.csv TOPOLOGY.json prints one line of JSON.
#include <fmt/format.h>

#include <boost/json.hpp>
#include <cmath>
#include <cstdio>
#include <deque>
#include <fstream>
#include <map>
#include <sstream>

#include "practice/alert/grouping_rules.hpp"
#include "practice/alert/matchers.hpp"
#include "record/json.hpp"

namespace {

using namespace evenkeel;
namespace bj = boost::json;

std::string text_of(const bj::object& from, std::string_view name) {
  const auto* found = from.if_contains(name);
  return found && found->is_string() ? std::string(found->as_string()) : std::string();
}

/// Pods belong to services, as configuration items do in a catalogue; hosts belong to none.
struct Town {
  std::map<std::string, Id> ids;
  std::map<std::string, std::string> service_of;
  std::set<std::string> services;
  alert::ServiceMap map;

  std::string place_of(const std::string& name) const {
    const auto found = service_of.find(name);
    return found == service_of.end() ? name : found->second;
  }
  Id id_of(const std::string& name) const {
    const auto found = ids.find(place_of(name));
    return found == ids.end() ? Id{} : found->second;
  }
};

Town read_town(const char* path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  const bj::object json = bj::parse(text.str()).as_object();
  Town town;
  for (const auto& node : json.at("nodes").as_array()) {
    const std::string id = text_of(node.as_object(), "id"), type = text_of(node.as_object(), "type");
    town.ids.emplace(id, Id{static_cast<std::int64_t>(town.ids.size()) + 1});
    if (type == "Service" || type == "Cache" || type == "Database") town.services.insert(id);
  }
  std::vector<std::pair<std::string, std::string>> needs;
  for (const auto& one : json.at("edges").as_array()) {
    const auto& edge = one.as_object();
    const std::string from = text_of(edge, "source"), to = text_of(edge, "target"), label = text_of(edge, "label");
    if (label == "instance_of") town.service_of[from] = to;
    else if (label == "hosted_on" || label == "control_flow" || label == "data_flow") needs.emplace_back(from, to);
  }
  std::vector<alert::ServiceMap::Need> edges;
  for (const auto& [from, to] : needs) edges.push_back({town.id_of(from), town.id_of(to)});
  std::unordered_map<Id, std::string> names;
  for (const auto& [name, id] : town.ids) names[id] = name;
  town.map = alert::ServiceMap(edges, std::move(names));
  return town;
}

/// What the store finds for labels, on the catalogue that the topology is.
std::vector<alert::Place> places_of(const Town& town, const alert::Alert& alert, const alert::Texts& labels) {
  std::vector<alert::Place> places;
  const auto add = [&](alert::Place place) {
    for (const auto& known : places)
      if (known.key == place.key) return;
    places.push_back(std::move(place));
  };
  if (alert.service) add({alert.service, town.map.name_of(alert.service)});
  for (const auto& [name, value] : labels) {
    if (const Id id = town.id_of(value)) add({id, town.place_of(value)});
    else if (name == "host" || name == "instance") add({{}, value});
  }
  return places;
}

double choose_two(double n) { return n * (n - 1) / 2; }

/// Hubert and Arabie (1985); Rosenberg and Hirschberg (2007).
std::string compared(const std::vector<int>& gold, const std::vector<int>& found) {
  std::map<std::pair<int, int>, double> both;
  std::map<int, double> golds, founds;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    ++both[{gold[i], found[i]}];
    ++golds[gold[i]];
    ++founds[found[i]];
  }
  const auto n = static_cast<double>(gold.size());
  double pairs = 0, gold_pairs = 0, found_pairs = 0, gold_left = 0, found_left = 0, gold_all = 0, found_all = 0;
  for (const auto& [key, count] : both) {
    pairs += choose_two(count);
    gold_left -= count / n * std::log(count / founds[key.second]);
    found_left -= count / n * std::log(count / golds[key.first]);
  }
  for (const auto& [key, count] : golds) gold_pairs += choose_two(count), gold_all -= count / n * std::log(count / n);
  for (const auto& [key, count] : founds) found_pairs += choose_two(count), found_all -= count / n * std::log(count / n);
  const double expected = gold_pairs * found_pairs / choose_two(n);
  return fmt::format(R"({{"alerts": {}, "faults": {}, "incidents": {}, "alerts_per_incident": {:.1f}, "adjusted_rand_index": {:.3f}, )"
                     R"("homogeneity": {:.3f}, "completeness": {:.3f}}})",
                     gold.size(), golds.size(), founds.size(), n / static_cast<double>(founds.size()),
                     (pairs - expected) / ((gold_pairs + found_pairs) / 2 - expected), 1 - gold_left / gold_all,
                     1 - found_left / found_all);
}

struct Event {
  alert::Alert alert;
  alert::Texts labels;
};

Event read_event(const bj::object& event, const Town& town, Id source) {
  Event e;
  e.alert.source = source;
  e.alert.title = text_of(event, "name");
  const std::string entity = text_of(event, "entity");
  if (town.services.contains(town.place_of(entity))) e.alert.service = town.id_of(entity);
  e.alert.changed_at = Time{static_cast<std::int64_t>(event.at("ts").to_number<double>() * 1e6)};
  e.labels = {{"alertname", e.alert.title},
              {"caller", text_of(event, "caller")},
              {"host", text_of(event, "host")},
              {"instance", entity},
              {"state", text_of(event, "state")}};
  return e;
}

std::vector<int> grouped(const char* replay, const Town& town) {
  service::AlertSource source;
  source.id = Id{1'000'000};
  std::vector<alert::OpenGroup> groups;
  std::deque<Event> events;
  std::vector<int> found;
  const auto candidate_of = [&](const Event& e) {
    const auto& [a, labels] = e;
    return alert::Candidate{
        a, source, alert::basis_of(a, labels), alert::condition_of(a, labels), places_of(town, a, labels), alert::began_at(a)};
  };
  std::ifstream file(replay);
  for (std::string line; std::getline(file, line);) {
    events.push_back(read_event(bj::parse(line).as_object(), town, source.id));
    const auto candidate = candidate_of(events.back());
    const alert::Joining joining = alert::join_by_map(candidate, groups, town.map);
    for (auto& g : groups)
      if (g.incident == joining.over) g.shape.over = true;
    auto to = std::ranges::find(groups, joining.incident, &alert::OpenGroup::incident);
    const bool opens = to == groups.end();
    if (opens) {
      const Id incident{static_cast<std::int64_t>(groups.size()) + 1};
      to = groups.insert(to, {incident, source.id, candidate.alert.service, candidate.basis, candidate.began, candidate.began, 0, {}});
    }
    alert::take(*to, candidate, town.map);
    const auto number = static_cast<int>(to->incident.v);
    // What began with a wave goes along with it.
    for (std::size_t i = found.size(); opens && joining.over && i-- > 0 && alert::began_at(events[i].alert) >= joining.since;) {
      if (found[i] != joining.over.v) continue;
      found[i] = number;
      alert::take(*to, candidate_of(events[i]), town.map);
    }
    found.push_back(number);
  }
  return found;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("alert_groups REPLAY.jsonl GOLD.csv TOPOLOGY.json\n", stderr);
    return 2;
  }
  const auto found = grouped(argv[1], read_town(argv[3]));
  std::vector<int> gold;
  std::ifstream file(argv[2]);
  std::string line;
  std::getline(file, line);  // the names of the columns
  while (std::getline(file, line)) gold.push_back(std::stoi(line.substr(line.find(',') + 1)));
  if (gold.size() != found.size() || gold.empty()) {
    std::fputs("the two files are not of the same alerts\n", stderr);
    return 1;
  }
  std::puts(compared(gold, found).c_str());
}
