// The tables of the store itself, and the rule by which a described record becomes a table.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "record/record.hpp"

namespace evenkeel::store {

/// CREATE TABLE for a record type, with DDL tokens: one column a field, named like it. Ids, times, integers and booleans
/// are {int}; text, enumerations, lists and objects {text}; enumerations and booleans carry CHECKs; unique fields a
/// unique index named <table>__<field>.
std::string ddl_for(const record::RecordType& type);
/// The same without the fields that `later` steps add; and what such a step adds them with. They may be absent.
std::string ddl_for(const record::RecordType& type, std::span<const std::string_view> later);
std::string ddl_adding(const record::RecordType& type, std::span<const std::string_view> fields);
/// Makes its table anew with what it holds, since CHECKs of a column cannot be changed; `added` may be absent and are new.
std::string ddl_rebuilding(const record::RecordType& type, std::span<const std::string_view> added);

/// change, seal, counter, timer, message, delivery, follower, idempotency, node, list_item, blob, erasure and search.
std::string core_schema();
/// What deliveries on several ways, and those that wait for others, need; came after core_schema.
std::string ways_schema();
/// What is urgent leaves before what is not; came after ways_schema.
std::string hurry_schema();
/// Lines of messages take turns; came after hurry_schema.
std::string turns_schema();
/// Full-text tables differ by engine; appended to core_schema.
std::string search_schema_sqlite();
std::string search_schema_postgres();

}  // namespace evenkeel::store
