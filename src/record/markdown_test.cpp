// What people write looks as they meant it, and nothing that anybody writes can run or lure in the page of another.
#include "record/markdown.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <ctime>

namespace evenkeel::record {
namespace {

constexpr const char* rel = "rel=\"noopener noreferrer nofollow\"";

std::string link(const std::string& url, const std::string& text) {
  return "<a " + std::string(rel) + " href=\"" + url + "\">" + text + "</a>";
}
std::string paragraph(const std::string& html) { return "<p>" + html + "</p>\n"; }

TEST(MarkdownTest, Renders) {
  EXPECT_EQ(markdown_to_html(""), "");
  EXPECT_EQ(markdown_to_html("a *b* **c** ~~d~~ `e<f`"), paragraph("a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;f</code>"));
  EXPECT_EQ(markdown_to_html("one\ntwo"), paragraph("one<br />\ntwo"));
  EXPECT_EQ(markdown_to_html("# Head\n\n- x\n- y"), "<h1>Head</h1>\n<ul>\n<li>x</li>\n<li>y</li>\n</ul>\n");
  EXPECT_NE(markdown_to_html("|a|b|\n|-|-:|\n|1|2|").find("<td align=\"right\">2</td>"), std::string::npos);
  EXPECT_EQ(markdown_to_html("thanks @first01"), paragraph("thanks @first01"));
  EXPECT_EQ(markdown_to_html("Größe 日本"), paragraph("Größe 日本"));
}

TEST(MarkdownTest, Links) {
  EXPECT_EQ(markdown_to_html("[x](https://a.example/?q=1&r=2)"), paragraph(link("https://a.example/?q=1&amp;r=2", "x")));
  EXPECT_EQ(markdown_to_html("see http://a.example/b"), paragraph("see " + link("http://a.example/b", "http://a.example/b")));
  EXPECT_EQ(markdown_to_html("<https://a.example>"), paragraph(link("https://a.example", "https://a.example")));
  EXPECT_EQ(markdown_to_html("help@a.example"), paragraph(link("mailto:help@a.example", "help@a.example")));
  EXPECT_EQ(markdown_to_html("[x](HTTPS://a.example)"), paragraph(link("HTTPS://a.example", "x")));
  EXPECT_EQ(markdown_to_html("`<a href=\"https://a.example\">`"), paragraph("<code>&lt;a href=&quot;https://a.example&quot;&gt;</code>"));
}

TEST(MarkdownTest, OtherSchemesAreText) {
  for (const char* url : {"javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)", "java&#x0A;script:alert(1)",
                          "vbscript:x", "data:text/html;base64,PHNjcmlwdD4=", "data:image/svg+xml,x", "file:///etc/passwd", "//a.example/x",
                          "/incidents/5", "#top", "ftp://a.example", "xmpp:a@a.example", "https:a.example", "\\javascript:x", ""})
    EXPECT_EQ(markdown_to_html("[x](" + std::string(url) + ")"), paragraph("x")) << url;
  EXPECT_EQ(markdown_to_html("<javascript:alert(1)>"), paragraph("javascript:alert(1)"));
  EXPECT_EQ(markdown_to_html("[x]\n\n[x]: javascript:alert(1)"), paragraph("x"));
}

TEST(MarkdownTest, ImagesAreLinks) {
  EXPECT_EQ(markdown_to_html("![screen](https://a.example/s.png)"), paragraph(link("https://a.example/s.png", "screen")));
  EXPECT_EQ(markdown_to_html("![](https://a.example/s.png)"), paragraph(link("https://a.example/s.png", "https://a.example/s.png")));
  EXPECT_EQ(markdown_to_html("![x](javascript:alert(1))"), paragraph("x"));
  EXPECT_EQ(markdown_to_html("[![x](https://a.example/i)](https://b.example)"), paragraph(link("https://b.example", "x")));
  EXPECT_EQ(markdown_to_html("![a [b](https://b.example) c](https://a.example)"), paragraph(link("https://a.example", "a b c")));
  EXPECT_EQ(markdown_to_html("![a [b](https://b.example) c](data:x)"), paragraph("a " + link("https://b.example", "b") + " c"));
}

/// Everything between < and > that the answer may hold; anything else is somebody's own HTML.
bool is_tame(const std::string& html) {
  static const std::set<std::string> tags{"p",  "br", "em", "strong",     "del", "code",  "pre",   "h1",    "h2", "h3", "h4", "h5", "h6",
                                          "ul", "ol", "li", "blockquote", "hr",  "table", "thead", "tbody", "tr", "th", "td", "a"};
  for (std::size_t at = html.find('<'); at != html.npos; at = html.find('<', at + 1)) {
    if (html.compare(at, 25, "<!-- raw HTML omitted -->") == 0) continue;
    std::size_t from = at + 1 + (html[at + 1] == '/'), to = from;
    while (to < html.size() && (std::isalnum(static_cast<unsigned char>(html[to])))) ++to;
    if (!tags.contains(html.substr(from, to - from))) return false;
    // Attributes: only those that the renderer sets, each value in quotes.
    std::string inside = html.substr(to, html.find('>', to) - to);
    while (!inside.empty() && inside != " /") {
      bool known = false;
      for (const std::string name : {" rel=\"", " href=\"", " title=\"", " align=\"", " class=\"language-", " start=\""}) {
        if (!inside.starts_with(name)) continue;
        known = true;
        inside.erase(0, inside.find('"', name.size()) + 1);
        break;
      }
      if (!known) return false;
    }
  }
  return true;
}

TEST(MarkdownTest, NobodyWritesHtml) {
  for (const char* attack : {"<script>alert(1)</script>",
                             "<SCRIPT SRC=https://a.example/x.js></SCRIPT>",
                             "<img src=x onerror=alert(1)>",
                             "<svg/onload=alert(1)>",
                             "a <b onmouseover=alert(1)>b</b>",
                             "<a href=\"javascript:alert(1)\">x</a>",
                             "<iframe src=https://a.example></iframe>",
                             "<style>body{display:none}</style>",
                             "<math><mi xlink:href=\"data:x,<script>alert(1)</script>\">",
                             "<!--<script>alert(1)</script>-->",
                             "<![CDATA[<script>alert(1)</script>]]>",
                             "<?php echo 1 ?>",
                             "<form action=https://a.example><input name=password>",
                             "```\"><script>alert(1)</script>\nx\n```",
                             "~~~ a\" onclick=\"alert(1)\nx\n~~~",
                             "[x](https://a.example \"t\\\" onclick=\\\"alert(1)\")",
                             "[x](https://a.example/\"onclick=\"alert(1))",
                             "[x](<https://a.example/\" onclick=\"alert(1)>)",
                             "![\" onerror=\"alert(1)](https://a.example)",
                             "|<script>|\n|-|\n|<img src=x onerror=alert(1)>|",
                             "https://a.example/\"onmouseover=\"alert(1)",
                             "<https://a.example/\"onclick=alert(1)>",
                             "&lt;script&gt;alert(1)&lt;/script&gt;",
                             "[<script>alert(1)</script>](https://a.example)",
                             "\\<script>alert(1)</script>",
                             "<scr<script>ipt>alert(1)</scr</script>ipt>",
                             "<div\nonclick=alert(1)>x",
                             "[x](https://a.example '<script>')"}) {
    const std::string html = markdown_to_html(attack);
    EXPECT_TRUE(is_tame(html)) << attack << "\n" << html;
  }
}

RC_GTEST_PROP(MarkdownTest, AnyMixtureIsTame, ()) {
  static const std::vector<std::string> pieces{"<",
                                               ">",
                                               "\"",
                                               "'",
                                               "&",
                                               "[",
                                               "]",
                                               "(",
                                               ")",
                                               "!",
                                               "`",
                                               "```",
                                               "\n",
                                               "\n\n",
                                               "|",
                                               "|-|-|\n",
                                               "*",
                                               "_",
                                               "~~",
                                               "#",
                                               "- ",
                                               "> ",
                                               "    ",
                                               "\\",
                                               "javascript:",
                                               "https://a.example/",
                                               "mailto:",
                                               "www.a.example",
                                               "a@a.example",
                                               "<script>",
                                               "</script>",
                                               "<a href=",
                                               "onclick=",
                                               "&quot;",
                                               "&#34;",
                                               "<!--",
                                               "-->",
                                               "1. ",
                                               "x",
                                               " ",
                                               "[x]: https://a.example \"t\"\n",
                                               "\t",
                                               "=\n",
                                               ":",
                                               "/",
                                               "é"};
  const auto chosen = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces));
  std::string text;
  for (const std::string& piece : chosen) text += piece;
  const std::string html = markdown_to_html(text);
  RC_LOG() << html;
  RC_ASSERT(is_tame(html));
}

TEST(MarkdownTest, LongTextsArePlain) {
  const std::string text(markdown_bytes_most + 1, '<');
  const std::string html = markdown_to_html(text);
  EXPECT_TRUE(html.starts_with("<pre>&lt;&lt;"));
  EXPECT_TRUE(is_tame(html));
}

/// Known ways to make Markdown readers slow, at the largest size that is read.
TEST(MarkdownTest, StaysQuick) {
  const auto filled = [](std::string_view piece) {
    std::string out;
    while (out.size() + piece.size() <= markdown_bytes_most) out += piece;
    return out;
  };
  std::string wide = "|";
  for (int i = 0; i < 2'000; ++i) wide += "a|";
  wide += "\n|";
  for (int i = 0; i < 2'000; ++i) wide += "-|";
  while (wide.size() + 3 < markdown_bytes_most) wide += "\n|a";
  for (const std::string& text : {filled("["), filled("![["), filled("> "), filled("*a_ "), filled("`a``"), filled("<a"), filled("[a](<b"),
                                  filled("- "), filled("|a|\n|-|\n"), wide, filled("a**b"), filled("~~a"), filled("http://a."),
                                  filled("a@b."), filled("\\"), filled("[x]: y\n"), filled("<!A"), filled("&#x"), filled("(www.")}) {
    const std::clock_t begin = std::clock();  // processor time: a busy machine is not a slow reader
    const std::string html = markdown_to_html(text);
    EXPECT_LT(std::clock() - begin, 2 * CLOCKS_PER_SEC) << text.substr(0, 20);
    EXPECT_LT(html.size(), 40 * markdown_bytes_most) << text.substr(0, 20);
  }
}

}  // namespace
}  // namespace evenkeel::record
