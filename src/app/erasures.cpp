#include "app/erasures.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace evenkeel::app {

Erasures erasures_in(store::Connection& db) {
  Erasures all;
  db.query("SELECT subject_kind, subject_id FROM erasure", {},
           [&](const store::Row& row) { all.emplace(std::string(row.text(0)), row.integer(1)); });
  return all;
}

Erasures read_erasures(const std::string& file) {
  Erasures all;
  std::ifstream in(file);
  std::string kind;
  for (std::int64_t id = 0; in >> kind >> id;) all.emplace(kind, id);
  return all;
}

void write_erasures(const std::string& file, const Erasures& erasures) {
  auto all = read_erasures(file);
  const auto before = all.size();
  all.insert(erasures.begin(), erasures.end());
  if (all.size() == before) return;
  {
    std::ofstream out(file + ".new", std::ios::trunc);
    for (const auto& [kind, id] : all) out << kind << ' ' << id << '\n';
    if (!out.flush()) throw std::runtime_error("cannot write " + file);
  }
  std::filesystem::rename(file + ".new", file);
}

}  // namespace evenkeel::app
