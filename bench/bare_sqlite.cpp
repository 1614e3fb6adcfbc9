// The raw limit beside which creation is measured: a bare loop that writes the rows of one logged incident (facts, change,
// its share of a seal, search document) into SQLite, so many incidents to a commit, without deciding anything.
//   bare_sqlite FILE PER_COMMIT SECONDS     FILE: a register with at least one incident; prints one JSON line
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "practice/incident/incident.hpp"
#include "store/change_log.hpp"
#include "store/row_io.hpp"

namespace {

using namespace evenkeel;
using namespace evenkeel::store;

struct Sample {
  record::Record incident;
  ChangeRow change;
};

Sample sample_of(Connection& db) {
  const auto& type = record::type_of<incident::Incident>();
  Sample s;
  db.query(fmt::format("SELECT {} FROM incident ORDER BY id DESC LIMIT 1", select_columns(type, "")), {},
           [&](const Row& row) { s.incident = read_record(type, row); });
  db.query("SELECT " + std::string(change_columns) + " FROM change WHERE kind = 'incident.logged' ORDER BY seq DESC LIMIT 1", {},
           [&](const Row& row) { s.change = read_change(row); });
  return s;
}

void write_one(Connection& db, const Sample& s, const std::string& insert, std::int64_t n) {
  auto r = s.incident;
  r.values[0] = Id{r.id().v + n};
  r["number"] = fmt::format("BAR{:07}", n);
  std::vector<Param> params;
  std::vector<std::string> texts;
  params.reserve(r.values.size());
  texts.reserve(r.values.size());
  for (const auto& v : r.values) bind_value(v, params, texts);
  db.execute(insert, params);
  const auto& c = s.change;
  db.execute(
      "INSERT INTO change(seq, at_us, recorded_at_us, actor, subject_kind, subject_id, version, root_id, kind, body, salt, body_hash, "
      "fact_hash) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)",
      {Param(1'000'000'000 + n), Param(c.at), Param(c.recorded_at), Param(c.actor), Param(c.subject_kind), Param(r.id()), Param(c.version),
       Param(r.id()), Param(c.kind), Param(c.body), Param(Bytes{c.salt}), Param(Bytes{c.body_hash}), Param(Bytes{c.fact_hash})});
  db.execute("INSERT INTO search_doc(id, public, staff) VALUES ($1,$2,'')", {Param(r.id()), Param("bar down mail router")});
  db.execute("INSERT INTO search(rowid, public, staff) VALUES ($1,$2,'')", {Param(r.id()), Param("bar down mail router")});
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: bare_sqlite FILE PER_COMMIT SECONDS\n");
    return 2;
  }
  const auto database = open_database(argv[1]);
  const auto db = database->connect(Open::write);
  const auto sample = sample_of(*db);
  const auto& type = record::type_of<incident::Incident>();
  std::string marks;
  for (std::size_t i = 0; i < type.fields.size(); ++i) marks += fmt::format("{}${}", i ? "," : "", i + 1);
  const auto insert = fmt::format("INSERT INTO incident ({}) VALUES ({})", select_columns(type, ""), marks);
  const std::int64_t per_commit = std::atoll(argv[2]);
  const auto begin = std::chrono::steady_clock::now();
  const auto until = begin + std::chrono::seconds(std::atoll(argv[3]));
  std::int64_t n = 0;
  while (std::chrono::steady_clock::now() < until) {
    db->begin(Begin::write);
    for (std::int64_t i = 0; i < per_commit; ++i) write_one(*db, sample, insert, ++n);
    db->execute("INSERT INTO seal(last_seq, first_seq, at_us, hash, signature) VALUES ($1,$2,1,$3,$3)",
                {Param(std::int64_t{1'000'000'000} + n), Param(std::int64_t{1'000'000'000} + n - per_commit + 1),
                 Param(Bytes{sample.change.body_hash})});
    db->commit();
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  std::printf("{\"bare_sqlite_per_second\": %.0f, \"per_commit\": %lld}\n", static_cast<double>(n) / took.count(),
              static_cast<long long>(per_commit));
  return 0;
}
