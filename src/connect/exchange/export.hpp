// The register as tables for others: CSV with names instead of ids, which another register can import, and JSON Lines with
// everything. Read page by page, each in a short transaction of its own, so that an export of a million disturbs nobody.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "record/record.hpp"
#include "store/register.hpp"

namespace evenkeel::exchange {

enum class Format { csv, jsonl };
/// with_history: each line of an incident has its journal and all its changes; JSON Lines only.
enum class Story { facts, with_history };

struct ExportOptions {
  const record::RecordType* type = nullptr;  // of kind_named()
  Format format = Format::csv;
  Story story = Story::facts;
  std::string filter;  // a condition; empty: all
};

/// Calls `out` with pieces of text; returns how many records were written. Errors: those of the condition, export.history.
Result<std::int64_t> export_records(const store::Register& reg, const ExportOptions& options,
                                    const std::function<void(std::string_view)>& out);

}  // namespace evenkeel::exchange

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<exchange::Format> = std::array<std::string_view, 2>{"csv", "jsonl"};
}
