// Full-text search with one contract on both databases: words of letters and digits, accents folded, lower case, no
// stemming; all words must occur, the last one as a prefix (of three letters at least). A document has what callers may
// read and what only staff may, so that a search never tells a caller what a note says.
#pragma once
#include <string>
#include <string_view>

#include "store/tx.hpp"

namespace evenkeel::store {

enum class Audience { everybody, staff };

/// The words of a document, each once: those that everybody may find it by, and those besides that only staff may.
struct SearchDocument {
  std::string open, staff;
};
/// Folds the texts; made before the writer's turn, since it takes longer than writing it.
SearchDocument search_document(std::string_view public_text, std::string_view staff_text);
/// Puts the document in place of what was there.
void index_document(Tx& tx, Id id, const SearchDocument& document);
void forget_document(Tx& tx, Id id);
/// After an erasure: words that no document has any more must leave the index too, not only its answers. SQLite keeps them until it
/// merges what it wrote; this says that somebody has to call purge_index(). PostgreSQL's rows are gone with its next vacuum.
void want_purge(Tx& tx);
bool index_holds_forgotten(Connection& db);
enum class Purge { done, goes_on };
/// One bounded step of it.
Purge purge_index(Tx& tx);

/// A piece of a query: "FROM <from> JOIN incident t ON t.id = <id> WHERE <where>", with one text parameter.
struct SearchSql {
  std::string from, id, where, param;
  bool nothing = false;  // the text has no words: it finds nothing
};
SearchSql search_sql(Engine engine, Audience audience, std::string_view text, int param_number);

}  // namespace evenkeel::store
