// The tables of the store itself, and the rule by which a described record becomes a table.
#pragma once
#include <string>

#include "record/record.hpp"

namespace evenkeel::store {

/// CREATE TABLE for a record type, with DDL tokens: one column a field, named like it. Ids, times, integers and booleans
/// are {int}; text, enumerations, lists and objects {text}; enumerations and booleans carry CHECKs; unique fields a
/// unique index named <table>__<field>.
std::string ddl_for(const record::RecordType& type);

/// change, seal, counter, timer, message, delivery, follower, idempotency, node, list_item, blob, erasure and search.
std::string core_schema();
/// Full-text tables differ by engine; appended to core_schema.
std::string search_schema_sqlite();
std::string search_schema_postgres();

}  // namespace evenkeel::store
