// The kinds of records that can be exchanged as tables: the catalogue, people, incidents and what is written on them.
#pragma once
#include <string_view>
#include <vector>

#include "record/record.hpp"

namespace evenkeel::exchange {

/// By kind ("team") or by path ("teams"); incidents, entries and people too. Null when there is none.
const record::RecordType* kind_named(std::string_view name);
/// Paths of all of them ("incidents", "teams", ...), for people.
std::vector<std::string_view> kind_paths();
/// A kind of the catalogue, or people: what an import of records can write.
bool is_importable_record(const record::RecordType& type);

}  // namespace evenkeel::exchange
