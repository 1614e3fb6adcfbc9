#include "practice/incident/sniff.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace evenkeel::incident {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::string_view bytes;
  std::size_t at;
  std::string_view type;
};

constexpr Magic magics[] = {
    {"\x89PNG\r\n\x1a\n"sv, 0, "image/png"},
    {"\xff\xd8\xff"sv, 0, "image/jpeg"},
    {"GIF87a"sv, 0, "image/gif"},
    {"GIF89a"sv, 0, "image/gif"},
    {"WEBP"sv, 8, "image/webp"},
    {"BM"sv, 0, "image/bmp"},
    {"II*\0"sv, 0, "image/tiff"},
    {"MM\0*"sv, 0, "image/tiff"},
    {"%PDF-"sv, 0, "application/pdf"},
    {"PK\x03\x04"sv, 0, "application/zip"},  // also .docx, .xlsx, .odt
    {"PK\x05\x06"sv, 0, "application/zip"},
    {"\x1f\x8b"sv, 0, "application/gzip"},
    {"7z\xbc\xaf\x27\x1c"sv, 0, "application/x-7z-compressed"},
    {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, 0, "application/x-ole-storage"},  // .doc, .xls, .msg
    {"{\\rtf"sv, 0, "application/rtf"},
    {"ftyp"sv, 4, "video/mp4"},
    {"\x1a\x45\xdf\xa3"sv, 0, "video/webm"},
    {"OggS"sv, 0, "application/ogg"},
    {"ID3"sv, 0, "audio/mpeg"},
    {"WAVE"sv, 8, "audio/wav"},
    {"\xd4\xc3\xb2\xa1"sv, 0, "application/vnd.tcpdump.pcap"},
    {"\x0a\x0d\x0d\x0a"sv, 0, "application/x-pcapng"},
};

/// Valid UTF-8 without control characters other than line ends, tabs and form feeds.
bool is_text(std::string_view bytes) {
  const bool plain = std::ranges::none_of(bytes, [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return u < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\x1b';
  });
  return plain && is_valid_utf8(bytes);
}

bool is_attr_char(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || "!#$&+-.^_`|~"sv.find(c) != std::string_view::npos;
}

constexpr std::size_t name_points_most = 200;

}  // namespace

std::optional<std::string_view> sniff(std::string_view bytes) {
  if (bytes.empty()) return std::nullopt;
  // Text that only happens to begin like a picture stays text; documents written in text keep their kind.
  const bool document = bytes.starts_with("%PDF-") || bytes.starts_with("{\\rtf");
  if (!document && is_text(bytes)) return "text/plain";
  for (const Magic& m : magics)
    if (bytes.size() >= m.at + m.bytes.size() && bytes.substr(m.at, m.bytes.size()) == m.bytes) return m.type;
  return std::nullopt;
}

std::string safe_name(std::string_view name) {
  if (!is_valid_utf8(name)) return "file";
  if (const auto slash = name.find_last_of("/\\"); slash != std::string_view::npos) name = name.substr(slash + 1);
  std::string out;
  for (char c : utf8_prefix(name, name_points_most)) {
    const auto u = static_cast<unsigned char>(c);
    out += u < 0x20 || u == 0x7f || "<>:\"|?*"sv.find(c) != std::string_view::npos ? '_' : c;
  }
  while (!out.empty() && (out.front() == '.' || out.front() == ' ')) out.erase(0, 1);
  while (!out.empty() && (out.back() == '.' || out.back() == ' ')) out.pop_back();
  return out.empty() ? "file" : out;
}

std::string content_disposition(std::string_view name) {
  constexpr char hex[] = "0123456789ABCDEF";
  std::string plain, encoded;
  for (char c : name) {
    const auto u = static_cast<unsigned char>(c);
    plain += u < 0x20 || u > 0x7e || c == '"' || c == '\\' || c == '%' ? '_' : c;
    if (is_attr_char(c)) encoded += c;
    else encoded.append("%").append(1, hex[u >> 4]).append(1, hex[u & 15]);
  }
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
}

}  // namespace evenkeel::incident
