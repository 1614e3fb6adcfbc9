// cmark-gfm in its safe mode does the reading and escaping; what is left for us is which links may stand.
#include "record/markdown.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <cstdlib>
#include <memory>
#include <vector>

#include "base/text.hpp"

namespace evenkeel::record {
namespace {

struct Free {
  void operator()(cmark_parser* p) const { cmark_parser_free(p); }
  void operator()(cmark_node* n) const { cmark_node_free(n); }
  void operator()(cmark_iter* i) const { cmark_iter_free(i); }
  void operator()(char* text) const { std::free(text); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

// A line end is a line end, as in mails and chat; not CMARK_OPT_UNSAFE: raw HTML and odd schemes are left out.
constexpr int options = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_HARDBREAKS;

// A short row is filled up with empty cells, so that a few kilobytes of Markdown could make millions of them.
constexpr std::size_t table_cells_most = 100'000;

bool tables_stay_small(std::string_view text) {
  std::size_t lines = 1, bars = 0, bars_most = 0;
  for (char c : text) {
    if (c == '|') bars_most = std::max(bars_most, ++bars);
    if (c == '\n' || c == '\r') {
      ++lines;
      bars = 0;
    }
  }
  return (bars_most + 1) * lines <= table_cells_most;
}

bool may_link_to(std::string_view url) {
  for (std::string_view scheme : {"http://", "https://", "mailto:"})
    if (equal_ascii_nocase(url.substr(0, scheme.size()), scheme)) return true;
  return false;
}

void unwrap(cmark_node* node) {
  while (cmark_node* child = cmark_node_first_child(node)) cmark_node_insert_before(node, child);
  cmark_node_free(node);
}

void image_to_link(cmark_node* image) {
  cmark_node* link = cmark_node_new(CMARK_NODE_LINK);
  cmark_node_set_url(link, cmark_node_get_url(image));
  cmark_node_set_title(link, cmark_node_get_title(image));
  cmark_node_insert_before(image, link);
  while (cmark_node* child = cmark_node_first_child(image)) cmark_node_append_child(link, child);
  if (!cmark_node_first_child(link)) {
    cmark_node* text = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(text, cmark_node_get_url(image));
    cmark_node_append_child(link, text);
  }
  cmark_node_free(image);
}

/// Removes links that may not stand (their text stays), and makes links of images. A link inside a link is none.
void tame_links(cmark_node* document) {
  struct Found {
    cmark_node* node;
    bool stays;
  };
  std::vector<Found> all;
  std::vector<bool> open;
  int staying = 0;
  const Owned<cmark_iter> iter(cmark_iter_new(document));
  for (cmark_event_type event = cmark_iter_next(iter.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(iter.get())) {
    cmark_node* node = cmark_iter_get_node(iter.get());
    if (cmark_node_get_type(node) != CMARK_NODE_LINK && cmark_node_get_type(node) != CMARK_NODE_IMAGE) continue;
    if (event == CMARK_EVENT_ENTER) {
      const char* url = cmark_node_get_url(node);
      const bool stays = staying == 0 && url && may_link_to(url);
      all.push_back({node, stays});
      open.push_back(stays);
      staying += stays;
    } else {
      staying -= open.back();
      open.pop_back();
    }
  }
  for (const Found& found : all) {
    if (!found.stays) unwrap(found.node);
    else if (cmark_node_get_type(found.node) == CMARK_NODE_IMAGE) image_to_link(found.node);
  }
}

/// The renderer escapes every < of the text and leaves raw HTML out, so each "<a href=" is one of its own links.
std::string with_rel(std::string_view html) {
  constexpr std::string_view link = "<a href=";
  std::string out;
  out.reserve(html.size() + html.size() / 8);
  while (true) {
    const std::size_t at = html.find(link);
    out += html.substr(0, at);
    if (at == html.npos) return out;
    out += R"(<a rel="noopener noreferrer nofollow" href=)";
    html.remove_prefix(at + link.size());
  }
}

std::string preformatted(std::string_view text) {
  std::string out = "<pre>";
  for (char c : text) {
    if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '&') out += "&amp;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
  return out + "</pre>\n";
}

}  // namespace

std::string markdown_to_html(std::string_view text) {
  if (text.size() > markdown_bytes_most) return preformatted(text);
  static const bool registered = (cmark_gfm_core_extensions_ensure_registered(), true);
  (void)registered;
  const Owned<cmark_parser> parser(cmark_parser_new(options));
  for (const char* name : {"table", "strikethrough", "autolink", "tagfilter"}) {
    if (std::string_view(name) == "table" && !tables_stay_small(text)) continue;
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
  }
  cmark_parser_feed(parser.get(), text.data(), text.size());
  const Owned<cmark_node> document(cmark_parser_finish(parser.get()));
  tame_links(document.get());
  const Owned<char> html(cmark_render_html(document.get(), options, cmark_parser_get_syntax_extensions(parser.get())));
  return with_rel(html.get());
}

}  // namespace evenkeel::record
