// Lists of catalogue records: which orders there are, what filters may ask, and the SQL.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "practice/api/api.hpp"
#include "practice/service/catalogue.hpp"

namespace evenkeel::service {

/// By name, where the kind has one, and by age.
std::span<const api::Order> orders_of(const record::RecordType& type);

/// More records than this are not searched name by name: some ten milliseconds of one reader.
constexpr int names_scanned_most = 10'000;
enum class Size { small, large };
/// Whether the kind has more than names_scanned_most records.
Size size_of(store::Connection& db, const record::RecordType& type);

/// The condition of ?filter= and ?q=; the latter looks for a part of the name, or of a large kind for its beginning, as it was typed,
/// in small letters, in capitals and with a capital first. Errors: those of condition::parse, query.no_text where there are no names.
/// `kinds`: what the filter may reach through references; who sees a part of the records reaches nothing beyond it.
Result<condition::Condition> filter_of(const record::RecordType& type, std::string_view filter, std::string_view q, Size size,
                                       const condition::Kinds& kinds);

/// One more than the page holds, when there are more.
std::vector<record::Record> list_records(store::Connection& db, const record::RecordType& type, const api::ListQuery& query,
                                         const condition::Condition& filter, const condition::Asker& asker);

/// All records that fit, oldest first, row by row.
std::string export_csv(store::Connection& db, const record::RecordType& type, const condition::Condition& filter,
                       const condition::Asker& asker);

/// "resolution_code" -> "ResolutionCode": the kind's name in the OpenAPI document.
std::string component_name(const record::RecordType& type);

}  // namespace evenkeel::service
