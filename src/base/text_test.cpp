// Text tools on plain input, on the edges of UTF-8 and on random bytes.
#include "base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace evenkeel {
namespace {

using Words = std::vector<std::string>;

TEST(Utf8, valid_and_not) {
  for (const char* text : {"", "plain", "gr\u00fc\u00df", "\u20ac", "\U0001f600", "\ud7ff", "\ue000", "\U0010ffff"})
    EXPECT_TRUE(is_valid_utf8(text)) << text;
  for (const char* text : {"\x80", "\xc0\x80", "\xc1\xbf", "\xc3", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xed\xbf\xbf",
                           "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "a\xe2\x82", "\xe2\x28\xa1"})
    EXPECT_FALSE(is_valid_utf8(text)) << text;
  EXPECT_FALSE(is_valid_utf8(std::string_view("a\0b", 3)));
}

TEST(Utf8, counts_and_cuts_points) {
  EXPECT_EQ(utf8_length("a\u00e9\u20ac\U0001f600"), 4U);
  EXPECT_EQ(utf8_prefix("a\u00e9\u20ac\U0001f600", 2), "a\u00e9");
  EXPECT_EQ(utf8_prefix("a\u00e9", 2), "a\u00e9");
  EXPECT_EQ(utf8_prefix("a\u00e9", 9), "a\u00e9");
  EXPECT_EQ(utf8_prefix("\u00e9", 0), "");
}

TEST(Text, trims_splits_compares) {
  EXPECT_EQ(trim(" \t a b\r\n"), "a b");
  EXPECT_EQ(trim("  "), "");
  EXPECT_EQ(split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
  EXPECT_EQ(split("", ','), (std::vector<std::string_view>{""}));
  EXPECT_EQ(split(",", ','), (std::vector<std::string_view>{"", ""}));
  EXPECT_EQ(lower_ascii("ABC\u00c4"), "abc\u00c4");
  EXPECT_TRUE(equal_ascii_nocase("Content-Type", "content-type"));
  EXPECT_FALSE(equal_ascii_nocase("a", "ab"));
  EXPECT_TRUE(equal_secret("token", "token"));
  EXPECT_FALSE(equal_secret("token", "tokem"));
  EXPECT_FALSE(equal_secret("token", "tokens"));
}

TEST(Text, hex_and_base64url) {
  EXPECT_EQ(to_hex(std::string_view("\x00\xff\x10", 3)), "00ff10");
  EXPECT_EQ(from_hex("00FF10"), std::string("\x00\xff\x10", 3));
  EXPECT_EQ(from_hex("0"), "");
  EXPECT_EQ(from_hex("0g"), "");
  EXPECT_EQ(to_base64url(""), "");
  EXPECT_EQ(to_base64url("f"), "Zg");
  EXPECT_EQ(to_base64url("\xfb\xff\xfe"), "-__-");
  EXPECT_EQ(from_base64url("-__-"), "\xfb\xff\xfe");
  EXPECT_EQ(from_base64url("Zg"), "f");
  EXPECT_EQ(from_base64url("Zg=="), "");
  EXPECT_EQ(from_base64url("Z g"), "");
  EXPECT_EQ(from_base64url("\xd7\xcf\x99\x99\x31\x30\x41\x62"), "");  // beyond ASCII
}

RC_GTEST_PROP(Text, hex_comes_back, (const std::string& bytes)) { RC_ASSERT(from_hex(to_hex(bytes)) == bytes); }

TEST(FoldWords, folds_accents_and_case) {
  EXPECT_EQ(fold_words("Router DOWN, again!"), (Words{"router", "down", "again"}));
  EXPECT_EQ(fold_words("Stra\u00dfe Gr\u00f6\u00dfe \u1e9e"), (Words{"strasse", "grosse", "ss"}));
  EXPECT_EQ(fold_words("\u0141\u00f3d\u017a \u010ce\u0161k\u00fd \u0130stanbul \u0152uvre \u00deing"),
            (Words{"lodz", "cesky", "istanbul", "oeuvre", "thing"}));
  EXPECT_EQ(fold_words("Vi\u1ec7t Nam Bucure\u0219ti"), (Words{"viet", "nam", "bucuresti"}));
  EXPECT_EQ(fold_words("e\u0301te\u0301"), (Words{"ete"}));  // decomposed
  EXPECT_EQ(fold_words("\uff21\uff22\uff11"), (Words{"ab1"}));
}

TEST(FoldWords, lowers_greek_and_cyrillic) {
  EXPECT_EQ(fold_words("\u0391\u03b8\u03ae\u03bd\u03b1 \u03a3\u039f\u03a6\u039f\u03a3 \u03c3\u03bf\u03c6\u03cc\u03c2"),
            (Words{"\u03b1\u03b8\u03b7\u03bd\u03b1", "\u03c3\u03bf\u03c6\u03bf\u03c3", "\u03c3\u03bf\u03c6\u03bf\u03c3"}));
  EXPECT_EQ(fold_words("\u041c\u041e\u0421\u041a\u0412\u0410 \u0401\u043b\u043a\u0430 \u0407\u0436\u0430\u043a"),
            (Words{"\u043c\u043e\u0441\u043a\u0432\u0430", "\u0435\u043b\u043a\u0430", "\u0456\u0436\u0430\u043a"}));
  EXPECT_EQ(fold_words("\u0439"), fold_words("\u0438\u0306"));
}

TEST(FoldWords, keeps_other_letters_and_ends_at_signs) {
  EXPECT_EQ(fold_words("\u65e5\u672c\u8a9e\u3001\u30c6\u30b9\u30c8"), (Words{"\u65e5\u672c\u8a9e", "\u30c6\u30b9\u30c8"}));
  EXPECT_EQ(fold_words("a\u2013b\u2026c\U0001f600d \u201cx\u201d 5\u20ac"), (Words{"a", "b", "c", "d", "x", "5"}));
  EXPECT_EQ(fold_words("10.0.0.1 err_42"), (Words{"10", "0", "0", "1", "err", "42"}));
  EXPECT_EQ(fold_words("zero\u200bwidth so\u00adft"), (Words{"zerowidth", "soft"}));
  EXPECT_EQ(fold_words("bad\xff"
                       "bytes"),
            (Words{"bad", "bytes"}));
  EXPECT_TRUE(fold_words(" ...\u2028 ").empty());
}

TEST(FoldWords, leaves_what_is_no_letter_yet) {
  EXPECT_EQ(fold_words("\u03a2"), (Words{"\u03a2"}));  // between the capital rho and sigma; folding it twice gave a sigma
}

TEST(FoldWords, cuts_endless_words) { EXPECT_EQ(fold_words(std::string(5'000, 'x') + " y"), (Words{std::string(64, 'x'), "y"})); }

std::string random_text() {
  std::string text;
  for (const auto word : *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange<std::uint32_t>(1, 0x3000))) {
    if (word < 0x80) text += static_cast<char>(word);
    else if (word < 0x800) text += {static_cast<char>(0xc0 | (word >> 6)), static_cast<char>(0x80 | (word & 63))};
    else
      text += {static_cast<char>(0xe0 | (word >> 12)), static_cast<char>(0x80 | ((word >> 6) & 63)), static_cast<char>(0x80 | (word & 63))};
  }
  return text;
}

RC_GTEST_PROP(FoldWords, folding_twice_changes_nothing, ()) {
  const Words once = fold_words(random_text());
  std::string joined;
  for (const auto& word : once) joined += word + " ";
  RC_ASSERT(is_valid_utf8(joined));
  RC_ASSERT(fold_words(joined) == once);
}

RC_GTEST_PROP(FoldWords, survives_any_bytes, (const std::string& bytes)) {
  for (const auto& word : fold_words(bytes)) RC_ASSERT(!word.empty() && is_valid_utf8(word));
  (void)utf8_length(bytes);
  (void)utf8_prefix(bytes, 3);
}

}  // namespace
}  // namespace evenkeel
