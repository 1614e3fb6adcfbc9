#include "store/search.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace evenkeel::store {
namespace {

constexpr std::size_t words_most = 20'000;  // of one document; the rest of a giant paste is not searched
constexpr std::size_t query_words_most = 12;
constexpr std::size_t word_bytes_most = 64;  // longer ones are blobs, not words
constexpr std::size_t prefix_letters_least = 3;

std::vector<std::string> words_of(std::string_view text) {
  auto words = fold_words(text);
  std::erase_if(words, [](const std::string& w) { return w.size() > word_bytes_most; });
  if (words.size() > words_most) words.resize(words_most);
  return words;
}

/// Sorted, each once; the views point into `words`.
std::vector<std::string_view> distinct(const std::vector<std::string>& words) {
  std::vector<std::string_view> views(words.begin(), words.end());
  std::sort(views.begin(), views.end());
  views.erase(std::unique(views.begin(), views.end()), views.end());
  return views;
}

void add_word(std::string& out, std::string_view word) {
  if (!out.empty()) out += ' ';
  out += word;
}

/// PostgreSQL's text form of a tsvector: quoted words, no positions.
std::string vector_text(const std::string& words) {
  std::string out;
  for (auto word : split(words, ' '))
    if (!word.empty()) out += fmt::format("{}'{}'", out.empty() ? "" : " ", word);
  return out;
}

}  // namespace

SearchDocument search_document(std::string_view public_text, std::string_view staff_text) {
  const auto open_words = words_of(public_text), staff_words = words_of(staff_text);
  const auto open = distinct(open_words);
  SearchDocument document;
  for (auto word : open) add_word(document.open, word);
  // No word is indexed twice.
  for (auto word : distinct(staff_words))
    if (!std::binary_search(open.begin(), open.end(), word)) add_word(document.staff, word);
  return document;
}

void index_document(Tx& tx, Id id, const SearchDocument& document) {
  auto& db = tx.db();
  if (db.engine() == Engine::postgres) {
    // Staff search in one column, so that two words are found also when one is public and the other is not.
    const auto open = vector_text(document.open), rest = vector_text(document.staff);
    db.execute(
        "INSERT INTO search_doc(id, public, staff) VALUES ($1, CAST($2 AS tsvector), CAST($3 AS tsvector)) "
        "ON CONFLICT (id) DO UPDATE SET public = excluded.public, staff = excluded.staff",
        {Param(id), Param(open), Param(open + ' ' + rest)});
    return;
  }
  forget_document(tx, id);
  db.execute("INSERT INTO search_doc(id, public, staff) VALUES ($1,$2,$3)", {Param(id), Param(document.open), Param(document.staff)});
  db.execute("INSERT INTO search(rowid, public, staff) VALUES ($1,$2,$3)", {Param(id), Param(document.open), Param(document.staff)});
}

void forget_document(Tx& tx, Id id) {
  auto& db = tx.db();
  if (db.engine() == Engine::sqlite) {
    // FTS5 must be told the old words to forget them.
    std::optional<std::pair<std::string, std::string>> old;
    db.query("SELECT public, staff FROM search_doc WHERE id = $1", {Param(id)},
             [&](const Row& row) { old = {std::string(row.text(0)), std::string(row.text(1))}; });
    if (!old) return;
    db.execute("INSERT INTO search(search, rowid, public, staff) VALUES ('delete',$1,$2,$3)",
               {Param(id), Param(old->first), Param(old->second)});
  }
  db.execute("DELETE FROM search_doc WHERE id = $1", {Param(id)});
}

namespace {

constexpr std::string_view purge_row = "search.purge";  // of follower: a purge is wanted, or under way
constexpr std::int64_t purge_wanted = 1, purge_under_way = 2;
constexpr std::int64_t purge_pages = 500;  // of four KiB: some ten milliseconds of the writer

std::int64_t purge_state(Connection& db) {
  std::int64_t state = 0;
  db.query("SELECT seq FROM follower WHERE name = $1", {Param(purge_row)}, [&](const Row& row) { state = row.integer(0); });
  return state;
}

std::int64_t rows_written(Connection& db) {
  std::int64_t n = 0;
  db.query("SELECT total_changes()", {}, [&](const Row& row) { n = row.integer(0); });
  return n;
}

}  // namespace

void want_purge(Tx& tx) {
  if (tx.db().engine() != Engine::sqlite) return;
  tx.db().execute("INSERT INTO follower(name, seq) VALUES ($1,$2) ON CONFLICT (name) DO UPDATE SET seq = excluded.seq",
                  {Param(purge_row), Param(purge_wanted)});
}

bool index_holds_forgotten(Connection& db) { return db.engine() == Engine::sqlite && purge_state(db) != 0; }

Purge purge_index(Tx& tx) {
  auto& db = tx.db();
  if (!index_holds_forgotten(db)) return Purge::done;
  // FTS5: a negative number begins to merge all segments into one, positive ones go on with it. It is done when a step wrote nothing,
  // which the command itself counts as one row.
  const bool begins = purge_state(db) == purge_wanted;
  const auto before = rows_written(db);
  db.execute("INSERT INTO search(search, rank) VALUES ('merge', $1)", {Param(begins ? -purge_pages : purge_pages)});
  if (!begins && rows_written(db) - before < 2) {
    db.execute("DELETE FROM follower WHERE name = $1", {Param(purge_row)});
    return Purge::done;
  }
  if (begins) db.execute("UPDATE follower SET seq = $1 WHERE name = $2", {Param(purge_under_way), Param(purge_row)});
  return Purge::goes_on;
}

SearchSql search_sql(Engine engine, Audience audience, std::string_view text, int n) {
  auto words = fold_words(text);
  if (words.size() > query_words_most) words.resize(query_words_most);
  SearchSql sql;
  sql.nothing = words.empty();
  const bool open_end = !text.empty() && text.back() != ' ';
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool prefix = open_end && i + 1 == words.size() && utf8_length(words[i]) >= prefix_letters_least;
    if (engine == Engine::sqlite) sql.param += fmt::format("{}\"{}\"{}", i ? " AND " : "", words[i], prefix ? "*" : "");
    else sql.param += fmt::format("{}'{}'{}", i ? " & " : "", words[i], prefix ? ":*" : "");
  }
  if (engine == Engine::sqlite) {
    if (audience == Audience::everybody && !words.empty()) sql.param = "{public} : (" + sql.param + ")";
    sql.from = "search s";
    sql.id = "s.rowid";
    sql.where = fmt::format("search MATCH ${}", n);
  } else {
    sql.from = "search_doc s";
    sql.id = "s.id";
    sql.where = fmt::format("s.{} @@ CAST(${} AS tsquery)", audience == Audience::staff ? "staff" : "public", n);
  }
  return sql;
}

}  // namespace evenkeel::store
