// Moving settings between a folder of files and a register: out, compared, and in. What goes in goes through the same commands
// as everything else, all of it in one transaction: everything or nothing.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/house.hpp"
#include "app/settings/book.hpp"

namespace evenkeel::app::settings {

enum class Prune { keep, remove };

struct FieldChange {
  std::string_view field;
  boost::json::value before, after;
};
/// What happens to one record.
struct Step {
  enum class What { create, update, keep, remove, deactivate } what = What::keep;
  const record::RecordType* type = nullptr;
  std::string label;
  std::vector<FieldChange> fields;
  std::string referred_by;  // why it is only deactivated: "3 incidents (team), 1 service (team)"
  bool changes() const { return what != What::keep; }
};

/// Writes a file a kind into the folder, which is made; a file appears only when it is whole. Errors: those of Book::read,
/// settings.not_written.
Status write_folder(House& house, const std::string& folder, People people);

/// The files of a folder; all problems of all files at once. Errors: settings.no_folder, settings.unknown_file, those of read_sheet.
Result<std::vector<Sheet>> read_folder(const std::string& folder);

/// Does it, in one transaction, and says what was done. Errors name file, line and field; then nothing has changed. The register
/// must be set up: settings.not_set_up.
Result<std::vector<Step>> apply(House& house, const store::Actor& actor, const std::vector<Sheet>& sheets, Prune prune);
/// Says what apply() would do: does it, and takes it back before anybody can see it.
Result<std::vector<Step>> plan(House& house, const store::Actor& actor, const std::vector<Sheet>& sheets, Prune prune);

}  // namespace evenkeel::app::settings
