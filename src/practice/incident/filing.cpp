#include "practice/incident/filing.hpp"

#include <fmt/format.h>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "practice/incident/incident_store.hpp"

namespace evenkeel::incident {
namespace {

/// For people: whole MiB, or KiB below.
std::string size_text(std::size_t bytes) {
  if (bytes % (1'024 * 1'024) == 0) return fmt::format("{} MiB", bytes / (1'024 * 1'024));
  return bytes % 1'024 == 0 ? fmt::format("{} KiB", bytes / 1'024) : fmt::format("{} bytes", bytes);
}

}  // namespace

Result<Filing> filing_of(std::string_view name, std::string_view bytes, std::size_t bytes_most) {
  Filing filing;
  filing.name = safe_name(name);
  if (bytes.empty()) return invalid("attachment.empty", "the file is empty");
  if (bytes.size() > bytes_most) return error(Fault::too_large, "attachment.too_large", "a file has at most " + size_text(bytes_most));
  const auto type = sniff(bytes);
  if (!type) return invalid("attachment.type_refused", "files of this kind are not kept; pack it into an archive if it must be");
  filing.media_type = *type;
  filing.size_bytes = static_cast<std::int64_t>(bytes.size());
  filing.sha256 = to_hex(sha256(bytes));
  return filing;
}

Status store_file(const store::Register& reg, const store::Actor& actor, std::string_view sha256, std::string_view bytes) {
  int part = 0;
  for (std::size_t at = 0; at < bytes.size(); at += blob_part_bytes, ++part) {
    const auto piece = bytes.substr(at, blob_part_bytes);
    auto stored = reg.writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
      insert_blob_part(tx.db(), sha256, part, piece);
      return store::Outcome{};
    });
    if (!stored) return std::move(stored.error());
  }
  return Done{};
}

}  // namespace evenkeel::incident
