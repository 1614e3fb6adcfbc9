// Fills a register with realistic incidents through the path that imports use: histories in bulk, sealed and audited as any other
// change. Texts are drawn from a vocabulary in which few words are frequent and most are rare, so that search has both.
//   make_register --database FILE|postgres://... [--incidents N] [--open SHARE] [--seed N]
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <iostream>

#include "app/config.hpp"
#include "app/opened.hpp"
#include "connect/exchange/bulk_writer.hpp"
#include "practice/incident/lifecycle.hpp"
#include "practice/people/people_desk.hpp"
#include "practice/service/catalogue_desk.hpp"
#include "practice/service/priority_matrix.hpp"

namespace {

using namespace evenkeel;
using incident::Incident;

constexpr std::size_t words_in_vocabulary = 60'000, teams_made = 24, services_made = 60, categories_made = 40, callers_made = 5'000,
                      staff_made = 200;
constexpr std::int64_t piece = 500;  // incidents handed over at once

/// splitmix64: the same register for the same seed, on every machine.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  double share() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }

 private:
  std::uint64_t state_;
};

/// Words of two to five syllables; the k-th is drawn with a weight of 1/k (Zipf).
class Vocabulary {
 public:
  explicit Vocabulary(Chance& chance) {
    static constexpr std::string_view syllables[] = {"ra", "mo",  "net", "ti", "lo",  "ser", "vi", "pu", "da",  "ker", "sol", "ma",
                                                     "fi", "gen", "tor", "be", "lan", "co",  "ru", "ne", "pri", "sta", "mel", "dor"};
    double sum = 0;
    for (std::size_t k = 1; k <= words_in_vocabulary; ++k) {
      std::string word;
      for (std::size_t n = 2 + chance.below(4); n > 0; --n) word += syllables[chance.below(std::size(syllables))];
      words_.push_back(std::move(word));
      sum += 1.0 / static_cast<double>(k);
      sums_.push_back(sum);
    }
  }
  const std::string& draw(Chance& chance) const {
    const auto at = std::lower_bound(sums_.begin(), sums_.end(), chance.share() * sums_.back());
    return words_[static_cast<std::size_t>(std::min<std::ptrdiff_t>(at - sums_.begin(), static_cast<std::ptrdiff_t>(words_.size()) - 1))];
  }
  std::string text(Chance& chance, std::size_t words) const {
    std::string out;
    for (; words > 0; --words) out.append(out.empty() ? "" : " ").append(draw(chance));
    return out;
  }

 private:
  std::vector<std::string> words_;
  std::vector<double> sums_;
};

struct Places {
  std::vector<Id> teams, services, categories, callers, staff, codes;
};

template <class T>
Id add(store::Tx& tx, T object) {
  auto added = service::add(tx, record::to_record(object));
  if (!added) throw std::runtime_error(added.error().first().text);
  return added->id();
}

void make_people(app::House& house, const Vocabulary& words, Chance& chance, const std::vector<Id>& teams, std::size_t count,
                 std::vector<Id>& into) {
  for (std::size_t from = 0; from < count; from += 200) {
    std::vector<people::Person> persons;
    for (std::size_t i = from; i < std::min(from + 200, count); ++i) {
      people::Person p;
      p.name = fmt::format("{} {}", words.draw(chance), words.draw(chance));
      p.external_ref = fmt::format("{}-{}", teams.empty() ? "caller" : "staff", i);
      if (!teams.empty()) p.teams = {teams[i % teams.size()]};
      persons.push_back(std::move(p));
    }
    std::vector<Id> made;
    const auto done = house.writer().run(store::Lane::bulk, {"import:make_register", {}}, [&](store::Tx& tx) -> Result<store::Outcome> {
      made.clear();
      for (people::Person p : persons) {
        p.id = tx.new_id();
        tx.insert(p, {"person.created", p.id, {}, {}});
        people::index_words(tx, p);
        made.push_back(p.id);
      }
      return store::Outcome{};
    });
    if (!done) throw std::runtime_error(done.error().first().text);
    into.insert(into.end(), made.begin(), made.end());
  }
}

Places make_places(app::House& house, const Vocabulary& words, Chance& chance) {
  Places p;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < teams_made + services_made + categories_made; ++i)
    names.push_back(fmt::format("{} {}", words.draw(chance), i));
  const auto done = house.writer().run(store::Lane::bulk, {"import:make_register", {}}, [&](store::Tx& tx) -> Result<store::Outcome> {
    p = {};
    std::size_t n = 0;
    if (house.catalogue().now()->active<service::ResolutionCode>().empty()) service::seed_catalogue(tx);
    for (std::size_t i = 0; i < teams_made; ++i) {
      service::Team team;
      team.name = "Team " + names[n++];
      team.line = i < teams_made / 3 ? 1 : i < 2 * teams_made / 3 ? 2 : 3;
      p.teams.push_back(add(tx, team));
    }
    for (std::size_t i = 0; i < services_made; ++i) {
      service::Service service;
      service.name = "Service " + names[n++];
      service.team = p.teams[i % teams_made];
      p.services.push_back(add(tx, service));
    }
    for (std::size_t i = 0; i < categories_made; ++i) {
      service::Category category;
      category.name = "Category " + names[n++];
      p.categories.push_back(add(tx, category));
    }
    return store::Outcome{};
  });
  if (!done) throw std::runtime_error(done.error().first().text);
  make_people(house, words, chance, {}, callers_made, p.callers);
  make_people(house, words, chance, p.teams, staff_made, p.staff);
  house.reg().readers.read([&](store::Connection& db) {
    db.query("SELECT id FROM resolution_code", {}, [&](const store::Row& row) { p.codes.push_back(row.id(0)); });
  });
  return p;
}

/// One incident with what led to its state.
class Maker {
 public:
  Maker(const Places& places, const Vocabulary& words, Chance& chance, double open_share, Time now)
      : p_(places), words_(words), chance_(chance), open_share_(open_share), now_(now), matrix_(service::default_matrix()) {}

  exchange::History make(std::int64_t n, std::int64_t of) {
    const bool open = chance_.share() < open_share_;
    // Old ones first, spread over three years; open ones are of the last weeks.
    const std::int64_t age_us = open ? static_cast<std::int64_t>(chance_.share() * 30.0 * static_cast<double>(us_per_day))
                                     : us_per_day + (of - n) * (3 * 365 * us_per_day / of);
    Incident i;
    i.title = words_.text(chance_, 6);
    i.description = words_.text(chance_, 90 + chance_.below(40));
    i.channel = static_cast<incident::Channel>(chance_.below(6));
    i.caller = pick(p_.callers);
    i.opened_by = pick(p_.staff);
    i.service = pick(p_.services);
    i.category = pick(p_.categories);
    i.impact = matrix_.impacts[weighted()];
    i.urgency = matrix_.urgencies[weighted()];
    i.priority = service::priority_of(matrix_, i.impact, i.urgency)->priority;
    i.opened_at = i.updated_at = now_ - age_us;
    const std::size_t team = chance_.below(p_.teams.size());
    incident::hand_to(i, {p_.teams[team], 1 + static_cast<std::int64_t>(team * 3 / p_.teams.size()), {}});
    exchange::History history;
    history.ref = fmt::format("made-{}-{}", now_.us, n);
    history.rows = 1;
    step(history, i, "incident.logged", i.opened_at);
    if (!open || chance_.below(4) > 0) {
      incident::hand_to(i, {i.team, i.line, p_.staff[(chance_.below(staff_made / teams_made)) * teams_made + team]});
      incident::start_work(i, i.opened_at + minutes(5 + chance_.below(120)));
      if (open && chance_.below(4) == 0)
        incident::hold(i, static_cast<incident::HoldKind>(chance_.below(5)), "waits", {}, i.acknowledged_at);
      step(history, i, open && i.held_since ? "incident.held" : "incident.started", i.acknowledged_at);
    }
    if (!open) end(history, i);
    history.last = i;
    return history;
  }

 private:
  Id pick(const std::vector<Id>& ids) { return ids[chance_.below(ids.size())]; }
  std::size_t weighted() { return chance_.share() < 0.08 ? 0 : chance_.share() < 0.6 ? 1 : 2; }
  static std::int64_t minutes(std::size_t n) { return static_cast<std::int64_t>(n) * us_per_minute; }

  void end(exchange::History& history, Incident& i) {
    const Time at = i.acknowledged_at + minutes(10 + chance_.below(600));
    incident::resolve(i, {pick(p_.codes), words_.text(chance_, 20), false, i.category, {}, i.assignee}, at, us_per_day);
    incident::close(i, incident::Confirmation::silent, at + us_per_hour);
    step(history, i, "incident.closed", i.closed_at);
  }
  void step(exchange::History& history, Incident& i, const char* kind, Time at) {
    i.updated_at = std::max(i.updated_at, at);
    history.steps.push_back({record::to_record(i), kind, at, {}, {}});
  }

  const Places& p_;
  const Vocabulary& words_;
  Chance& chance_;
  double open_share_;
  Time now_;
  service::PriorityMatrix matrix_;
};

int fill(const app::Config& config, std::int64_t incidents, double open_share, std::uint64_t seed) {
  app::Opened opened(config, app::OpenedAs::command_line);
  auto& house = opened.house();
  house.writer().start();
  Chance chance(seed);
  const Vocabulary words(chance);
  const Places places = make_places(house, words, chance);
  Maker maker(places, words, chance, open_share, opened.world().now());
  exchange::BulkWriter writer(house.reg(), {"import:make_register", {}}, "made", {});
  const auto begun = opened.world().monotonic_us();
  auto told = begun;
  const auto tell = [&](std::int64_t n) {
    std::cerr << fmt::format(
        "{} of {}, {:.0f} a second\n", n, incidents,
        static_cast<double>(n) * 1e6 / static_cast<double>(std::max<std::int64_t>(opened.world().monotonic_us() - begun, 1)));
  };
  for (std::int64_t n = 0; n < incidents; n += piece) {
    std::vector<exchange::History> histories;
    for (std::int64_t k = n; k < std::min(n + piece, incidents); ++k) histories.push_back(maker.make(k, incidents));
    writer.write(std::move(histories));
    if (opened.world().monotonic_us() - told < 5 * us_per_second) continue;
    told = opened.world().monotonic_us();
    tell(n);
  }
  writer.finish();
  const auto result = writer.take_result();
  house.writer().stop();
  tell(result.incidents_new);
  for (const auto& refused : result.refused) std::cerr << refused.ref << ": " << refused.why << '\n';
  return result.refused.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program("Fills a register with realistic incidents");
  evenkeel::app::Config config;
  std::int64_t incidents = 10'000;
  double open_share = 0.02;
  std::uint64_t seed = 1;
  program.add_option("--database", config.database, "A file, or postgres://...")->required();
  program.add_option("--data-folder", config.data_folder, "Where a relative file and the seal key lie");
  program.add_option("--incidents", incidents, "How many");
  program.add_option("--open", open_share, "Share of open ones");
  program.add_option("--seed", seed, "Another seed, another register");
  CLI11_PARSE(program, argc, argv);
  try {
    return fill(config, incidents, open_share, seed);
  } catch (const std::exception& e) {
    std::cerr << e.what() << '\n';
    return 1;
  }
}
