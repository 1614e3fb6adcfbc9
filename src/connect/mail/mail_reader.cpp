#include "connect/mail/mail_reader.hpp"

#include <fmt/format.h>
#include <gmime/gmime.h>

#include <algorithm>
#include <memory>
#include <mutex>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "connect/mail/html_text.hpp"

namespace evenkeel::mail {

using mail_in::Address;
using mail_in::ReadMail;

namespace {

/// The parser makes an object of each part, of which the smallest needs five bytes: what looks like the begin of one is counted before.
constexpr std::size_t dash_lines_most = 50'000;
constexpr std::size_t header_lines_most = 50'000;  // of all parts together
/// Its recursion goes as deep as parts lie in parts, and each of these says a boundary or is a mail in a mail.
constexpr std::size_t nestings_most = 1'000;
constexpr std::size_t groups_most = 1'000, groups_deep_most = 10, looks_most = 500'000'000;  // of bytes, less than a second
constexpr std::size_t addresses_most = 200, answers_most = 50, name_points_most = 200, id_most = 500, header_points_most = 1'000;

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Held = std::unique_ptr<T, Unref>;

std::size_t count_nocase(std::string_view text, std::string_view word, std::size_t most) {
  std::size_t n = 0;
  const char first = word[0], upper = static_cast<char>(first - 'a' + 'A');
  for (std::size_t i = 0; i + word.size() <= text.size() && n <= most; ++i)
    if ((text[i] == first || text[i] == upper) && equal_ascii_nocase(text.substr(i, word.size()), word)) ++n;
  return n;
}

/// Of the mail, of its parts and of the mails in it, as far as they can be told without reading it: each becomes objects.
std::size_t header_lines(std::string_view raw) {
  std::size_t lines = 0;
  bool in_headers = true, holds_mail = false;
  for (std::size_t at = 0, end = 0; at < raw.size() && lines <= header_lines_most; at = end + 1) {
    end = std::min(raw.find('\n', at), raw.size());
    const auto line = raw.substr(at, end - at);
    if (line.starts_with("--")) {
      in_headers = true;
      holds_mail = false;
    } else if (in_headers && (line.empty() || line == "\r")) {
      in_headers = holds_mail;  // the headers of the mail within follow
      holds_mail = false;
    } else if (in_headers) {
      ++lines;
      holds_mail = holds_mail || count_nocase(line, "message/", 1) > 0;
    }
  }
  return lines;
}

/// What headers cost that name addresses, wherever in the mail they stand.
struct AddressWork {
  std::size_t groups = 0;  // of the one with most: groups in groups are read by recursion
  std::size_t looks = 0;   // of all: behind each quotation mark the rest of its header is looked through
};

AddressWork address_work(std::string_view raw) {
  constexpr std::string_view names[] = {"from", "to", "cc", "bcc", "reply-to", "sender"};
  AddressWork work;
  bool counts = false;
  std::size_t groups = 0, quotes = 0, bytes = 0;
  for (std::size_t at = 0, end = 0; at < raw.size(); at = end + 1) {
    end = std::min(raw.find('\n', at), raw.size());
    const auto line = raw.substr(at, end - at);
    if (!line.starts_with(' ') && !line.starts_with('\t')) {
      work.looks += quotes * bytes;
      groups = quotes = bytes = 0;
      auto name = trim(line.substr(0, std::min(line.find(':'), line.size())));
      if (equal_ascii_nocase(name.substr(0, 7), "resent-")) name.remove_prefix(7);
      counts = std::ranges::any_of(names, [&](std::string_view one) { return equal_ascii_nocase(name, one); });
    }
    if (!counts) continue;
    groups += static_cast<std::size_t>(std::ranges::count(line, ':'));
    quotes += static_cast<std::size_t>(std::ranges::count(line, '"'));
    bytes += line.size();
    work.groups = std::max(work.groups, groups);
  }
  work.looks += quotes * bytes;
  return work;
}

/// What the library is not asked to bear.
Status refuse_bombs(std::string_view raw) {
  auto end = std::min(raw.find("\n\n"), raw.find("\n\r\n"));
  if (end == std::string_view::npos) end = raw.size();
  if (end > headers_most) return error(Fault::invalid, "mail.headers_too_long", "its headers are longer than 256 KiB");
  std::size_t dashes = 0;
  for (auto at = raw.find("\n--"); at != std::string_view::npos; at = raw.find("\n--", at + 3))
    if (++dashes > dash_lines_most) return error(Fault::invalid, "mail.too_many_parts", "it has too many parts");
  if (count_nocase(raw, "boundary", nestings_most) + count_nocase(raw, "message/", nestings_most) +
          count_nocase(raw, "multipart/", nestings_most) >
      nestings_most)
    return error(Fault::invalid, "mail.too_deep", "too many of its parts lie in other parts");
  const auto work = address_work(raw);
  if (work.groups > groups_most || work.looks > looks_most)
    return error(Fault::invalid, "mail.too_many_addresses", "its addresses are too many");
  if (header_lines(raw) > header_lines_most) return error(Fault::invalid, "mail.too_many_headers", "its parts have too many headers");
  return Done{};
}

/// Valid UTF-8, without control characters but line ends and tabs; line ends are \n.
std::string clean(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto point = next_code_point(text);
    if (!point) append_utf8(out, 0xfffd);
    else if (*point == '\n' || *point == '\t' || (*point >= 0x20 && *point != 0x7f && !(*point >= 0x80 && *point < 0xa0)))
      // Letters that turn the direction of reading disguise names; they are no words.
      if (!(*point >= 0x202a && *point <= 0x202e) && !(*point >= 0x2066 && *point <= 0x2069) && *point != 0xfeff) append_utf8(out, *point);
  }
  return out;
}

std::string one_line(const char* text, std::size_t points_most) {
  std::string line = clean(text ? text : "");
  std::ranges::replace(line, '\n', ' ');
  std::ranges::replace(line, '\t', ' ');
  return std::string(utf8_prefix(trim(line), points_most));
}

std::string bare_id(std::string_view text) {
  text = trim(text);
  if (text.starts_with('<')) text.remove_prefix(1);
  text = text.substr(0, text.find('>'));
  return one_line(std::string(text).c_str(), id_most);
}

void add_addresses(InternetAddressList* list, std::vector<Address>& out, std::size_t deep = 0) {
  if (deep > groups_deep_most) return;
  for (int i = 0; list && i < internet_address_list_length(list) && out.size() < addresses_most; ++i) {
    InternetAddress* one = internet_address_list_get_address(list, i);
    if (INTERNET_ADDRESS_IS_MAILBOX(one))
      out.push_back({one_line(internet_address_get_name(one), name_points_most),
                     one_line(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one)), id_most)});
    else if (INTERNET_ADDRESS_IS_GROUP(one)) add_addresses(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one)), out, deep + 1);
  }
}

class Reader {
 public:
  Result<ReadMail> run(std::string_view raw) {
    CHECK_OK(refuse_bombs(raw));
    const Held<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(raw.data(), raw.size()));
    const Held<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const std::unique_ptr<GMimeParserOptions, void (*)(GMimeParserOptions*)> options(g_mime_parser_options_new(),
                                                                                     g_mime_parser_options_free);
    // Else each word among addresses makes it look through all the words behind it.
    g_mime_parser_options_set_allow_addresses_without_domain(options.get(), TRUE);
    const Held<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), options.get()));
    if (!message) return error(Fault::invalid, "mail.unreadable", "it cannot be read as a mail");
    read_headers(message.get());
    if (GMimeObject* body = g_mime_message_get_mime_part(message.get())) CHECK_OK(part(body, 0));
    mail_.text = std::string(trim(mail_.text));
    // Who writes something beside it says more than the calendar does.
    mail_.answers_invitation = accepts_ && mail_.text.empty();
    if (packed_ && mail_.text.empty())
      mail_.text = "[The mail is signed in a way (S/MIME) that hides its text from whoever does not unpack it.]";
    if (encrypted_ && mail_.text.empty()) mail_.text = "[The mail is encrypted: only its sender and whoever has the key can read it.]";
    return std::move(mail_);
  }

 private:
  void read_headers(GMimeMessage* message) {
    add_addresses(g_mime_message_get_from(message), mail_.from);
    add_addresses(g_mime_message_get_to(message), mail_.to);
    add_addresses(g_mime_message_get_cc(message), mail_.to);
    mail_.subject = one_line(g_mime_message_get_subject(message), header_points_most);
    std::vector<std::string> references;
    GMimeHeaderList* headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
    int froms = 0;
    for (int i = 0; i < g_mime_header_list_get_count(headers); ++i) {
      GMimeHeader* header = g_mime_header_list_get_header_at(headers, i);
      const auto name = lower_ascii(g_mime_header_get_name(header));
      const std::string value = one_line(g_mime_header_get_value(header), headers_most);
      if (name == "from") ++froms;
      else if (name == "message-id") mail_.message_id = bare_id(value);
      else if (name == "in-reply-to") add_ids(value, mail_.answers);
      else if (name == "references") add_ids(value, references);
      else if (name == "delivered-to" || name == "x-original-to" || name == "envelope-to") add_delivered(value);
      else if (name == "return-path") mail_.from_nobody = trim(value) == "<>";
      else set_sign(name, utf8_prefix(value, header_points_most));
    }
    // Several are told from one: which of them is shown differs from program to program.
    if (froms > 1) mail_.from.clear();
    for (auto id = references.rbegin(); id != references.rend() && mail_.answers.size() < answers_most; ++id) mail_.answers.push_back(*id);
  }

  void set_sign(std::string_view name, std::string_view value) {
    if (name == "auto-submitted") mail_.auto_submitted = value;
    else if (name == "precedence") mail_.precedence = value;
    else if (name == "list-id") mail_.list_id = value;
    else if (name == "x-loop") mail_.loop = value;
    else if (name == "x-auto-response-suppress") mail_.suppress = value;
  }

  static void add_ids(std::string_view value, std::vector<std::string>& out) {
    for (std::size_t at = value.find('<'), end = 0; at != std::string_view::npos; at = end) {
      end = value.find('<', at + 1);
      auto id = bare_id(value.substr(at, end - at));
      if (!id.empty()) out.push_back(std::move(id));
      // The nearest stand at the end: what is too far back goes.
      if (out.size() > answers_most) out.erase(out.begin());
    }
  }
  void add_delivered(std::string_view value) {
    if (mail_.delivered_to.size() < addresses_most) mail_.delivered_to.push_back(bare_id(value));
  }

  Status part(GMimeObject* object, std::size_t depth) {
    if (++parts_ > parts_most) return error(Fault::invalid, "mail.too_many_parts", fmt::format("it has more than {} parts", parts_most));
    if (depth > depth_most) return error(Fault::invalid, "mail.too_deep", fmt::format("parts lie in parts more than {} deep", depth_most));
    if (GMIME_IS_MULTIPART(object)) return multipart(GMIME_MULTIPART(object), depth);
    if (GMIME_IS_MESSAGE_PART(object)) {
      embedded(GMIME_MESSAGE_PART(object));
      return Done{};
    }
    // What proves who signed it is for programs.
    if (is_type(object, "application", "pgp-signature") || is_type(object, "application", "pkcs7-signature") ||
        is_type(object, "application", "x-pkcs7-signature"))
      return Done{};
    if (GMIME_IS_PART(object)) leaf(GMIME_PART(object));
    return Done{};
  }

  Status multipart(GMimeMultipart* parts, std::size_t depth) {
    GMimeContentType* type = g_mime_object_get_content_type(GMIME_OBJECT(parts));
    const int count = g_mime_multipart_get_count(parts);
    if (g_mime_content_type_is_type(type, "multipart", "report")) mail_.is_report = true;
    if (g_mime_content_type_is_type(type, "multipart", "encrypted")) encrypted_ = true;
    if (g_mime_content_type_is_type(type, "multipart", "alternative")) {
      // The same several times: plain text when there is one, else the last, which is the richest. Files lie in any of them.
      int chosen = count - 1;
      for (int i = 0; i < count; ++i)
        if (is_type(g_mime_multipart_get_part(parts, i), "text", "plain")) {
          chosen = i;
          break;
        }
      const bool outer = files_only_;
      for (int i = 0; i < count; ++i) {
        files_only_ = outer || i != chosen;
        CHECK_OK(part(g_mime_multipart_get_part(parts, i), depth + 1));
      }
      files_only_ = outer;
      return Done{};
    }
    for (int i = 0; i < count; ++i) CHECK_OK(part(g_mime_multipart_get_part(parts, i), depth + 1));
    return Done{};
  }

  static bool is_type(GMimeObject* object, const char* type, const char* subtype) {
    return object && g_mime_content_type_is_type(g_mime_object_get_content_type(object), type, subtype);
  }

  /// A mail in the mail is a file; of a report it says what was not delivered.
  void embedded(GMimeMessagePart* holder) {
    GMimeMessage* inner = g_mime_message_part_get_message(holder);
    if (!inner) return;
    if (mail_.is_report && mail_.reported_id.empty()) mail_.reported_id = bare_id(text_or_empty(g_mime_message_get_message_id(inner)));
    const std::unique_ptr<char, void (*)(void*)> bytes(g_mime_object_to_string(GMIME_OBJECT(inner), nullptr), g_free);
    std::string name = one_line(g_mime_message_get_subject(inner), name_points_most);
    if (bytes) add_file(name.empty() ? "mail.eml" : name + ".eml", bytes.get());
  }

  static const char* text_or_empty(const char* text) { return text ? text : ""; }

  void leaf(GMimePart* part) {
    const char* named = g_mime_part_get_filename(part);
    const bool file = named || g_mime_part_is_attachment(part);
    GMimeObject* object = GMIME_OBJECT(part);
    if (mail_.is_report && is_type(object, "text", "rfc822-headers")) return read_reported(bytes_of(part));
    if (!file && GMIME_IS_TEXT_PART(part)) {
      if (is_type(object, "text", "plain")) return add_text(text_of(part));
      if (is_type(object, "text", "html")) return add_text(text_of_html(text_of(part)));
    }
    if (!file && is_type(object, "message", "delivery-status")) return add_text(clean(bytes_of(part).substr(0, text_bytes_most)));
    GMimeContentType* type = g_mime_object_get_content_type(object);
    std::string name = one_line(named, name_points_most);
    if (is_type(object, "application", "pkcs7-mime") || is_type(object, "application", "x-pkcs7-mime")) {
      const char* packing = g_mime_object_get_content_type_parameter(object, "smime-type");
      const bool open = packing && (equal_ascii_nocase(packing, "signed-data") || equal_ascii_nocase(packing, "compressed-data"));
      (open ? packed_ : encrypted_) = true;
    }
    if (is_type(object, "text", "calendar")) {
      const char* method = g_mime_object_get_content_type_parameter(object, "method");
      accepts_ = accepts_ || (method && equal_ascii_nocase(method, "reply"));
      if (name.empty()) name = "invitation.ics";
    }
    if (name.empty()) name = fmt::format("part.{}", one_line(g_mime_content_type_get_media_subtype(type), 20));
    add_file(std::move(name), bytes_of(part));
  }

  void read_reported(std::string_view headers) {
    for (auto line : split(headers, '\n'))
      if (mail_.reported_id.empty() && equal_ascii_nocase(line.substr(0, 11), "message-id:")) mail_.reported_id = bare_id(line.substr(11));
  }

  void add_text(std::string_view text) {
    if (files_only_ || trim(text).empty() || mail_.text.size() + text.size() > 2 * text_bytes_most) return;
    if (!mail_.text.empty()) mail_.text += "\n\n";
    mail_.text.append(trim(text));
  }
  void add_file(std::string name, std::string bytes) {
    if (bytes.empty()) return;
    if (mail_.files.size() >= files_most) mail_.left_out.push_back(std::move(name));
    else mail_.files.push_back({std::move(name), std::move(bytes)});
  }

  /// Transfer encoding undone.
  static std::string bytes_of(GMimePart* part) {
    GMimeDataWrapper* content = g_mime_part_get_content(part);
    if (!content) return {};
    const Held<GMimeStream> out(g_mime_stream_mem_new());
    if (g_mime_data_wrapper_write_to_stream(content, out.get()) < 0) return {};
    const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out.get()));
    return {reinterpret_cast<const char*>(bytes->data), bytes->len};
  }

  /// As UTF-8, by the charset it names; bytes that are none, or of a charset that there is not, are read as far as they are UTF-8, else as
  /// the Latin letters that most programs mean.
  static std::string text_of(GMimePart* part) {
    std::string bytes = bytes_of(part);
    if (bytes.size() > text_bytes_most) bytes.resize(text_bytes_most);
    const char* named = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset");
    const bool utf8 = !named || equal_ascii_nocase(named, "utf-8") || equal_ascii_nocase(named, "us-ascii");
    if (utf8) std::erase(bytes, '\0');
    if (utf8 && is_valid_utf8(bytes)) return clean(bytes);
    for (const char* charset : {named, is_valid_utf8(bytes) ? "utf-8" : "windows-1252"}) {
      if (!charset) continue;
      gsize written = 0;
      const std::unique_ptr<char, void (*)(void*)> text(
          g_convert_with_fallback(bytes.data(), static_cast<gssize>(bytes.size()), "utf-8", g_mime_charset_iconv_name(charset), "?",
                                  nullptr, &written, nullptr),
          g_free);
      if (text) return clean({text.get(), written});
    }
    return clean(bytes);
  }

  ReadMail mail_;
  std::size_t parts_ = 0;
  bool files_only_ = false;  // its text stands elsewhere
  bool encrypted_ = false, packed_ = false, accepts_ = false;
};

}  // namespace

Result<ReadMail> read_mail(std::string_view raw) {
  static std::once_flag once;
  std::call_once(once, [] { g_mime_init(); });
  return Reader().run(raw);
}

}  // namespace evenkeel::mail
