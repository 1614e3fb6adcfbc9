#include "app/seal_key.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/hash.hpp"
#include "base/text.hpp"

namespace evenkeel::app {

Result<std::string> load_key(const std::string& path, World* world) {
  if (!std::filesystem::exists(path)) {
    if (!world) return error(Fault::missing, "key_file.missing", "there is no key file " + path);
    std::string seed(32, '\0');
    world->random(seed.data(), seed.size());
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    const std::string text = to_hex(seed) + "\n";
    const bool written = file >= 0 && ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    if (!written) return error(Fault::unavailable, "key_file.not_written", "the key file " + path + " cannot be written");
    return seed;
  }
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  const auto seed = from_hex(trim(line));
  if (seed.size() != 32) return error(Fault::invalid, "key_file.damaged", "the key file " + path + " does not hold 64 hexadecimal digits");
  return seed;
}

std::string public_key_of(const Config& config) {
  const auto seed = load_key(in_data_folder(config, config.audit.key_file), nullptr);
  return seed ? signing_key_from_seed(*seed).public_key : std::string();
}

std::string_view verdict_of(const store::AuditReport& report, std::string_view public_key) {
  if (!report.sound()) return "NOT SOUND";
  return public_key.empty() ? "sound as far as checked; signatures were not" : "sound";
}

}  // namespace evenkeel::app
