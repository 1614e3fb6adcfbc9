// The folder of files: writing all kinds, reading what is there.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/settings/settings.hpp"

namespace evenkeel::app::settings {
namespace {

namespace fs = std::filesystem;

bool write_whole(const fs::path& path, const std::string& text) {
  const fs::path part = path.string() + ".part";
  {
    std::ofstream file(part, std::ios::binary | std::ios::trunc);
    file << text;
    if (!file.flush()) return false;
  }
  std::error_code ec;
  fs::rename(part, path, ec);
  return !ec;
}

}  // namespace

Status write_folder(House& house, const std::string& folder, People people) {
  std::vector<Sheet> sheets;
  Status status = Done{};
  house.reg().readers.read([&](store::Connection& db) {
    auto book = Book::read(db);
    if (!book) status = std::move(book.error());
    else
      for (const auto* type : kinds(people)) sheets.push_back({type, book->rows(*type)});
  });
  CHECK_OK(std::move(status));
  std::error_code ec;
  fs::create_directories(folder, ec);
  for (const auto& sheet : sheets) {
    const auto path = fs::path(folder) / file_name(*sheet.type);
    if (!write_whole(path, write_sheet(sheet)))
      return error(Fault::unavailable, "settings.not_written", fmt::format("{} cannot be written", path.string()));
  }
  return Done{};
}

Result<std::vector<Sheet>> read_folder(const std::string& folder) {
  std::error_code ec;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder, ec))
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  if (ec) return error(Fault::missing, "settings.no_folder", fmt::format("{} cannot be read: {}", folder, ec.message()));
  std::vector<Sheet> sheets;
  std::vector<Problem> problems;
  std::ranges::sort(files);
  for (const auto& path : files) {
    const auto name = path.filename().string();
    const auto* type = kind_of_file(name);
    if (!type) {
      problems.push_back({"settings.unknown_file", fmt::format("{} is no file of settings", name), {}});
      continue;
    }
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (fs::file_size(path, ec) <= file_most && !ec) text << file.rdbuf();
    if (!file || text.str().empty()) {
      problems.push_back({"settings.unreadable", fmt::format("{} cannot be read, or is larger than 64 MiB", name), {}});
      continue;
    }
    auto sheet = read_sheet(*type, text.str());
    if (sheet) sheets.push_back(std::move(*sheet));
    else problems.insert(problems.end(), sheet.error().problems.begin(), sheet.error().problems.end());
  }
  if (problems.empty() && sheets.empty())
    problems.push_back({"settings.no_folder", fmt::format("there are no files of settings in {}", folder), {}});
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  return sheets;
}

}  // namespace evenkeel::app::settings
