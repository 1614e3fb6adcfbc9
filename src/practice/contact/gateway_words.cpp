#include "practice/contact/gateway_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "base/url.hpp"
#include "record/json.hpp"

namespace evenkeel::contact {
namespace {

using service::Gateway;
using service::GatewayKind;

constexpr std::string_view whole = "{{to}}";
constexpr std::size_t target_most = 1'000;
constexpr std::size_t headers_most = 20;

/// How a value is written where it stands, so that it stays text.
enum class Place { address, header, json, form, xml, plain };

constexpr std::string_view json_type = "application/json";

std::string_view usual_body(GatewayKind kind) {
  switch (kind) {
    case GatewayKind::slack: return R"({"text":"{{subject}}\n{{text}}\n{{link}}"})";
    case GatewayKind::mattermost: return R"({"text":"**{{subject}}**\n{{text}}\n{{link}}"})";
    // A card writes Markdown: bold is a property of its own there, and a link that is to be pressed is said to be one.
    case GatewayKind::teams:
      return R"j({"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{)j"
             R"j("$schema":"http://adaptivecards.io/schemas/adaptive-card.json","type":"AdaptiveCard","version":"1.4","body":[)j"
             R"j({"type":"TextBlock","weight":"bolder","wrap":true,"text":"{{subject}}"},)j"
             R"j({"type":"TextBlock","wrap":true,"text":"{{text}}\n\n[{{link}}]({{link}})"}]}}]})j";
    case GatewayKind::ntfy:
      return R"({"topic":"{{to}}","title":"{{subject}}","message":"{{brief}}","priority":{{priority}},"click":"{{link}}"})";
    case GatewayKind::sms: return R"({"to":"{{to}}","text":"{{brief}}"})";
    case GatewayKind::voice: return R"({"to":"{{to}}","text":"{{subject}}"})";  // nobody listens to a link
    case GatewayKind::http: break;
  }
  return R"({"to":"{{to}}","subject":"{{subject}}","text":"{{text}}","link":"{{link}}","priority":{{priority}}})";
}

/// Without a link nothing is offered to be pressed.
std::string body_of(const Gateway& g, const Words& words) {
  constexpr std::string_view link = "\\n\\n[{{link}}]({{link}})";
  std::string body(g.body.empty() ? usual_body(g.kind) : std::string_view(g.body));
  if (g.body.empty() && words.link.empty())
    if (const auto at = body.find(link); at != std::string::npos) body.erase(at, link.size());
  return body;
}

/// Without line ends nothing begins a header of its own; beyond ASCII no two servers agree.
std::string in_header(std::string_view text) {
  std::string out;
  for (const char c : text) out += c < 0x20 || c == 0x7f ? (static_cast<unsigned char>(c) >= 0x80 ? '?' : ' ') : c;
  return out;
}

std::string in_json(std::string_view text) {
  std::string out;
  record::append_json_string(out, text);
  return out.substr(1, out.size() - 2);
}

/// XML 1.0 knows neither most control characters nor U+FFFE and U+FFFF, not even escaped: a document with one of them is refused as a
/// whole.
bool is_no_xml(std::string_view rest) {
  const char c = rest.front();
  const bool control = static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
  return control || rest.starts_with("\xef\xbf\xbe") || rest.starts_with("\xef\xbf\xbf");
}

std::string in_xml(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_no_xml(text.substr(at))) {
      at += text[at] == '\xef' ? 2 : 0;
      continue;
    }
    switch (const char c = text[at]) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&apos;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string written(std::string_view text, Place place) {
  switch (place) {
    case Place::address:
    case Place::form: return url_encoded(text);
    case Place::header: return in_header(text);
    case Place::json: return in_json(text);
    case Place::xml: return in_xml(text);
    case Place::plain: break;
  }
  return std::string(text);
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) text.replace(at, what.size(), by);
}

/// Markdown's letters as letters (CommonMark 2.4). A dot and a dash make lists at the begin of a line alone, which do no harm.
std::string without_markdown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_~[]()#>|!<").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// Chats make more of some letters than text: a stranger's words must not call a whole channel, nor show a link under other words.
std::string tamed(std::string text, GatewayKind kind) {
  if (kind == GatewayKind::slack) {
    replace_all(text, "&", "&amp;");
    replace_all(text, "<", "&lt;");
    replace_all(text, ">", "&gt;");
  }
  if (kind == GatewayKind::mattermost || kind == GatewayKind::teams) text = without_markdown(text);
  if (kind == GatewayKind::mattermost) replace_all(text, "@", "@\u200b");
  if (kind == GatewayKind::teams) replace_all(text, "\n", "\n\n");  // a single one is a blank there
  return text;
}

struct Value {
  std::string_view name;
  std::string text;
};
std::vector<Value> values_of(const Gateway& g, const Words& w) {
  return {{"to", w.to},
          {"subject", tamed(w.subject, g.kind)},
          {"text", tamed(w.text, g.kind)},
          {"brief", tamed(w.brief, g.kind)},
          {"link", w.link},
          {"secret", w.secret},
          {"priority", w.urgent ? "5" : "3"}};
}

/// One pass, so that a value that looks like a placeholder stays what it is. `unknown` gets the first name that there is not.
std::string filled(std::string_view text, const std::vector<Value>& values, Place place, std::string* unknown = nullptr) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto open = text.find("{{", at);
    const auto close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) return out += text.substr(at);
    const auto name = text.substr(open + 2, close - open - 2);
    const bool a_name = !name.empty() && std::ranges::all_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
    const auto value = std::ranges::find(values, name, &Value::name);
    if (!a_name || value == values.end()) {
      if (a_name && unknown && unknown->empty()) *unknown = name;
      out += text.substr(at, open + 1 - at);
      at = open + 1;
      continue;
    }
    out += text.substr(at, open - at);
    out += written(value->text, place);
    at = close + 2;
  }
  return out;
}

std::vector<std::string_view> header_lines(const Gateway& g) {
  std::vector<std::string_view> lines;
  for (const auto line : split(g.headers, '\n'))
    if (const auto text = trim(line); !text.empty()) lines.push_back(text);
  return lines;
}

std::string content_type(const Gateway& g) {
  for (const auto line : header_lines(g))
    if (const auto colon = line.find(':');
        colon != std::string_view::npos && equal_ascii_nocase(trim(line.substr(0, colon)), "content-type"))
      return lower_ascii(trim(line.substr(colon + 1)));
  return std::string(json_type);
}

Place place_of_body(const Gateway& g) {
  const std::string type = content_type(g);
  if (type.find("json") != std::string::npos) return Place::json;
  if (type.find("x-www-form-urlencoded") != std::string::npos) return Place::form;
  if (type.find("xml") != std::string::npos) return Place::xml;
  return Place::plain;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

/// The address of a gateway, or the begin of recipients' own ones: its host must be fixed, whatever a recipient says.
bool fixes_host(std::string_view url) {
  if (!is_usable_url(url)) return false;
  const auto from = url.find("://") + 3, slash = url.find('/', from);
  return slash != std::string_view::npos && url.substr(0, slash).find("{{") == std::string_view::npos;
}

const Words sample{"17", "s", "t", "b", "https://x.example/", "s", true};

class Check {
 public:
  Check(const Gateway& g, std::vector<Problem>& out) : g_(g), out_(out), sample_(values_of(g, sample)) {}

  void run() {
    if (own_address(g_)) {
      if (!g_.url.empty() && g_.url != whole) refuse("/url", "must be empty or {{to}} where recipients have addresses of their own");
      if (!fixes_host(g_.begins_with))
        refuse("/begins_with", "must be an https address with a host and at least one /, without placeholders in the host");
    } else {
      known(g_.url, "/url");
      if (!fixes_host(g_.url)) refuse("/url", "must be an https address with a host and at least one /, without placeholders in the host");
      if (!g_.begins_with.empty()) refuse("/begins_with", "is for gateways whose recipients have addresses of their own");
    }
    headers();
    known(g_.body, "/body");
    if (place_of_body(g_) != Place::json || g_.method == "GET") return;
    boost::json::error_code ec;
    (void)boost::json::parse(filled(body_of(g_, sample), sample_, Place::json), ec);
    if (ec) refuse("/body", "is no JSON once its placeholders are filled; another Content-Type may stand in the headers");
  }

 private:
  void refuse(std::string field, std::string text) { out_.push_back({"gateway.bad_words", std::move(text), std::move(field)}); }

  void known(std::string_view text, const char* field) {
    std::string unknown;
    (void)filled(text, sample_, Place::plain, &unknown);
    if (!unknown.empty()) refuse(field, "knows no {{" + unknown + "}}; there are to, subject, text, brief, link, priority and secret");
  }

  void headers() {
    const auto lines = header_lines(g_);
    if (lines.size() > headers_most) refuse("/headers", fmt::format("may be {} lines at most", headers_most));
    for (const auto line : lines) {
      const auto colon = std::min(line.find(':'), line.size());
      const std::string name = lower_ascii(trim(line.substr(0, colon)));
      if (colon == line.size() || !is_token(name)) refuse("/headers", fmt::format("\"{}\" is no header: Name: value", line));
      for (const char* taken : {"host", "content-length", "transfer-encoding", "connection"})
        if (name == taken) refuse("/headers", name + " is not yours to set");
      for (const char* telling : {"authorization", "token", "key", "secret", "password", "cookie"})
        if (name.find(telling) != std::string::npos && line.find("{{secret}}") == std::string_view::npos)
          refuse("/headers",
                 name + " would show a secret to everybody who reads gateways: write {{secret}} and keep it in the file of secrets");
    }
    known(g_.headers, "/headers");
  }

  const Gateway& g_;
  std::vector<Problem>& out_;
  std::vector<Value> sample_;
};

/// Of what follows `begins_with`: a client or a server that tidies the path up finds nothing to leave it by.
bool stays_below(std::string_view rest) {
  if (rest.find('#') != std::string_view::npos) return false;
  const std::string path = lower_ascii(rest.substr(0, rest.find('?')));
  for (const char* hidden : {"%2e", "%2f", "%5c", "\\"})
    if (path.find(hidden) != std::string::npos) return false;
  return std::ranges::none_of(split(path, '/'), [](std::string_view part) { return part == "." || part == ".."; });
}

}  // namespace

bool own_address(const Gateway& g) { return g.url.empty() || g.url == whole; }

Filled fill(const Gateway& g, const Words& words) {
  const auto values = values_of(g, words);
  Filled r;
  r.url = own_address(g) ? words.to : filled(g.url, values, Place::address);
  r.method = g.method.empty() ? "POST" : g.method;
  for (const auto line : header_lines(g)) r.headers.push_back(filled(line, values, Place::header));
  if (r.method == "GET") return r;
  const Place place = place_of_body(g);
  if (content_type(g) == json_type) {
    std::erase_if(r.headers, [](const std::string& h) { return lower_ascii(h).starts_with("content-type"); });
    r.headers.emplace_back("Content-Type: application/json");
  }
  r.body = filled(body_of(g, words), values, place);
  return r;
}

void check_gateway(const service::Shelf&, const record::Record& after, std::vector<Problem>& out) {
  Check(record::from_record<Gateway>(after), out).run();
}

std::string wrong_with_target(const Gateway& g, std::string_view target) {
  if (target.empty() || target.size() > target_most) return "must be 1 to 1000 characters";
  if (own_address(g)) {
    if (!is_usable_url(target) || !target.starts_with(g.begins_with)) return "must begin with " + g.begins_with;
    return stays_below(target.substr(g.begins_with.size())) ? "" : "must have no dots in its path";
  }
  if (g.kind == GatewayKind::sms || g.kind == GatewayKind::voice) {
    const bool number = target.size() >= 7 && target.size() <= 16 && target.front() == '+' &&
                        std::ranges::all_of(target.substr(1), [](char c) { return c >= '0' && c <= '9'; });
    return number ? "" : "must be a number like +4930123456: + and digits alone";
  }
  if (g.kind == GatewayKind::ntfy)
    return is_token(target) && target.size() <= 64 ? "" : "must be the name of a topic: letters, digits, - and _";
  const bool plain = std::ranges::all_of(target, [](char c) { return c > ' ' && c < 0x7f; });
  return plain && target.find_first_not_of('.') != std::string_view::npos ? "" : "must be plain letters without blanks";
}

std::string hint_of(const Gateway& g, std::string_view target) {
  const auto tail = [&](std::size_t n) {
    return std::string(target.size() > 2 * n ? target.substr(target.size() - n) : std::string_view());
  };
  if (own_address(g)) {
    const auto from = target.find("://") + 3;
    return std::string(target.substr(from, target.find('/', from) - from)) + " ..." + tail(4);
  }
  if (g.kind == GatewayKind::sms || g.kind == GatewayKind::voice) return std::string(target.substr(0, 3)) + " ..." + tail(3);
  return "..." + tail(3);
}

}  // namespace evenkeel::contact
