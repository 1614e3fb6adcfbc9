#include "connect/alerting/texts.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "practice/alert/alert_rules.hpp"
#include "record/json.hpp"

namespace evenkeel::alerting {

namespace bj = boost::json;
using alert::Texts;

namespace {

std::optional<std::string> plain_text(const bj::value& v) {
  if (v.is_string()) return std::string(v.get_string());
  if (v.is_number() || v.is_bool()) return bj::serialize(v);
  return std::nullopt;
}

constexpr std::string_view escaped_nul = "\\u0000", escaped_replacement = "\\ufffd";

/// A backslash takes the character after it with it: what follows two of them is no escape.
std::string without_nul(std::string_view body) {
  std::string out(body);
  for (std::size_t at = out.find('\\'); at != std::string::npos; at = out.find('\\', at + 2))
    if (out.compare(at, escaped_nul.size(), escaped_nul) == 0) out.replace(at, escaped_nul.size(), escaped_replacement);
  return out;
}

}  // namespace

Result<bj::value> parse_body(std::string_view body) {
  return body.find(escaped_nul) == std::string_view::npos ? record::parse_json(body) : record::parse_json(without_nul(body));
}

const bj::value* member_of(const bj::value& object, std::string_view name) {
  return object.is_object() ? object.get_object().if_contains(name) : nullptr;
}

std::string_view member_text(const bj::value& object, std::string_view name) {
  const auto* found = member_of(object, name);
  return found && found->is_string() ? std::string_view(found->get_string()) : std::string_view();
}

bool is_label_name(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  return !name.empty() && letter(name[0]) && std::ranges::all_of(name, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

std::optional<Texts> texts_of(const bj::value* object, std::string& refusal) {
  Texts texts;
  if (!object || object->is_null()) return texts;
  const auto refuse = [&](std::string why) -> std::optional<Texts> {
    refusal = std::move(why);
    return std::nullopt;
  };
  if (!object->is_object()) return refuse("labels must be an object");
  std::size_t bytes = 0;
  for (const auto& [key, value] : object->get_object()) {
    const std::string_view name = key;
    auto text = plain_text(value);
    if (!text) return refuse("label \"" + std::string(utf8_prefix(name, 100)) + "\" is no text");
    if (name.size() > alert::label_name_most || text->size() > alert::label_value_most)
      return refuse("label \"" + std::string(utf8_prefix(name, 100)) + "\" is too long");
    if (text->empty()) continue;
    bytes += name.size() + text->size();
    texts.emplace_back(std::string(name), std::move(*text));
  }
  if (texts.size() > alert::labels_most || bytes > alert::texts_bytes_most) return refuse("too many labels");
  std::ranges::sort(texts);
  return texts;
}

Texts annotations_of(const bj::value* object) {
  Texts texts;
  if (!object || !object->is_object()) return texts;
  std::size_t bytes = 0;
  for (const auto& [key, value] : object->get_object()) {
    const std::string_view name = key;
    auto text = plain_text(value);
    if (!text || text->empty() || name.empty() || name.size() > alert::label_name_most || texts.size() >= alert::labels_most) continue;
    if (text->size() > alert::annotation_most) {
      text->resize(alert::annotation_most);
      while (!text->empty() && !is_valid_utf8(*text)) text->pop_back();
    }
    bytes += name.size() + text->size();
    if (bytes > alert::texts_bytes_most) break;
    texts.emplace_back(std::string(name), std::move(*text));
  }
  std::ranges::sort(texts);
  return texts;
}

std::string title_of(const Texts& labels, const Texts& annotations) {
  std::string_view said;
  for (const std::string_view name : {"summary", "title", "description", "message"})
    if (said = alert::text_in(annotations, name); !said.empty()) break;
  if (said.empty()) said = alert::text_in(labels, "alertname");
  if (said.empty() && !labels.empty()) said = labels.front().second;
  std::string line(utf8_prefix(trim(said), alert::title_points_most));
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return line;
}

std::optional<alert::AlertSeverity> severity_of(const Texts& labels) {
  for (const std::string_view name : {"severity", "priority", "level"})
    if (const auto found = alert::severity_in(alert::text_in(labels, name))) return found;
  return std::nullopt;
}

std::string link_of(std::string_view address) {
  const bool web = address.starts_with("http://") || address.starts_with("https://");
  const bool plain = std::ranges::none_of(address, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; });
  return web && plain && address.size() <= alert::link_bytes_most ? std::string(address) : std::string();
}

std::string readable_text(std::string_view body, std::size_t bytes_most) {
  std::string text(body.substr(0, bytes_most));
  if (is_valid_utf8(text)) return text;
  // A letter that was cut in two, at most.
  for (std::size_t cut = 1; body.size() > text.size() && cut < 4 && cut <= text.size(); ++cut)
    if (const auto whole = std::string_view(text).substr(0, text.size() - cut); is_valid_utf8(whole)) return std::string(whole);
  for (char& c : text)
    if (c == '\0' || static_cast<unsigned char>(c) >= 0x80U) c = '?';
  return text;
}

}  // namespace evenkeel::alerting
