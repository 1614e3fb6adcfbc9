// Between a row of a record's table and a Record.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "record/record.hpp"
#include "store/db.hpp"

namespace evenkeel::store {

/// "t.id, t.version, t.name": all columns in field order.
std::string select_columns(const record::RecordType& type, std::string_view alias);
/// The record from columns `first`.. of the row.
record::Record read_record(const record::RecordType& type, const Row& row, int first = 0);
/// The record of an identity, whoever may see it.
std::optional<record::Record> find_record(Connection& db, const record::RecordType& type, Id id);
/// Values as parameters; `texts` keeps what lists rendered to, and must outlive the parameters. Appends.
void bind_value(const record::Value& value, std::vector<Param>& params, std::vector<std::string>& texts);
/// A list as JSON text: ["1","2"].
std::string list_text(const record::Value& value);

}  // namespace evenkeel::store
