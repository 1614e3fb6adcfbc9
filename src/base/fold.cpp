// The tokeniser contract of the search, written out: both databases are fed these words, so what one finds the other
// finds. Tables instead of a Unicode library: what is folded must not change when a system package does.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace evenkeel {
namespace {

/// PostgreSQL refuses lexemes above 2046 bytes, and nobody types more than this to find something.
constexpr std::size_t word_points_most = 64;

/// Every point of first..last folds to `word`; an empty one is dropped without ending the word.
struct Fold {
  char32_t first, last;
  std::string_view word;
};

// Sorted. Latin with accents, full-width forms are handled apart.
constexpr Fold latin_folds[] = {
    {0xaa, 0xaa, "a"},     {0xad, 0xad, ""},       {0xb2, 0xb2, "2"},      {0xb3, 0xb3, "3"},      {0xb5, 0xb5, "\u03bc"},
    {0xb9, 0xb9, "1"},     {0xba, 0xba, "o"},      {0xc0, 0xc5, "a"},      {0xc6, 0xc6, "ae"},     {0xc7, 0xc7, "c"},
    {0xc8, 0xcb, "e"},     {0xcc, 0xcf, "i"},      {0xd0, 0xd0, "d"},      {0xd1, 0xd1, "n"},      {0xd2, 0xd6, "o"},
    {0xd8, 0xd8, "o"},     {0xd9, 0xdc, "u"},      {0xdd, 0xdd, "y"},      {0xde, 0xde, "th"},     {0xdf, 0xdf, "ss"},
    {0xe0, 0xe5, "a"},     {0xe6, 0xe6, "ae"},     {0xe7, 0xe7, "c"},      {0xe8, 0xeb, "e"},      {0xec, 0xef, "i"},
    {0xf0, 0xf0, "d"},     {0xf1, 0xf1, "n"},      {0xf2, 0xf6, "o"},      {0xf8, 0xf8, "o"},      {0xf9, 0xfc, "u"},
    {0xfd, 0xfd, "y"},     {0xfe, 0xfe, "th"},     {0xff, 0xff, "y"},      {0x100, 0x105, "a"},    {0x106, 0x10d, "c"},
    {0x10e, 0x111, "d"},   {0x112, 0x11b, "e"},    {0x11c, 0x123, "g"},    {0x124, 0x127, "h"},    {0x128, 0x131, "i"},
    {0x132, 0x133, "ij"},  {0x134, 0x135, "j"},    {0x136, 0x138, "k"},    {0x139, 0x142, "l"},    {0x143, 0x14b, "n"},
    {0x14c, 0x151, "o"},   {0x152, 0x153, "oe"},   {0x154, 0x159, "r"},    {0x15a, 0x161, "s"},    {0x162, 0x167, "t"},
    {0x168, 0x173, "u"},   {0x174, 0x175, "w"},    {0x176, 0x178, "y"},    {0x179, 0x17e, "z"},    {0x17f, 0x17f, "s"},
    {0x1a0, 0x1a1, "o"},   {0x1af, 0x1b0, "u"},    {0x1cd, 0x1ce, "a"},    {0x1cf, 0x1d0, "i"},    {0x1d1, 0x1d2, "o"},
    {0x1d3, 0x1dc, "u"},   {0x1e6, 0x1e7, "g"},    {0x1ea, 0x1ed, "o"},    {0x200, 0x203, "a"},    {0x204, 0x207, "e"},
    {0x208, 0x20b, "i"},   {0x20c, 0x20f, "o"},    {0x210, 0x213, "r"},    {0x214, 0x217, "u"},    {0x218, 0x219, "s"},
    {0x21a, 0x21b, "t"},   {0x300, 0x36f, ""},     {0x1e00, 0x1e01, "a"},  {0x1e02, 0x1e07, "b"},  {0x1e08, 0x1e09, "c"},
    {0x1e0a, 0x1e13, "d"}, {0x1e14, 0x1e1d, "e"},  {0x1e1e, 0x1e1f, "f"},  {0x1e20, 0x1e21, "g"},  {0x1e22, 0x1e2b, "h"},
    {0x1e2c, 0x1e2f, "i"}, {0x1e30, 0x1e35, "k"},  {0x1e36, 0x1e3d, "l"},  {0x1e3e, 0x1e43, "m"},  {0x1e44, 0x1e4b, "n"},
    {0x1e4c, 0x1e53, "o"}, {0x1e54, 0x1e57, "p"},  {0x1e58, 0x1e5f, "r"},  {0x1e60, 0x1e69, "s"},  {0x1e6a, 0x1e71, "t"},
    {0x1e72, 0x1e7b, "u"}, {0x1e7c, 0x1e7f, "v"},  {0x1e80, 0x1e89, "w"},  {0x1e8a, 0x1e8d, "x"},  {0x1e8e, 0x1e8f, "y"},
    {0x1e90, 0x1e95, "z"}, {0x1e96, 0x1e96, "h"},  {0x1e97, 0x1e97, "t"},  {0x1e98, 0x1e98, "w"},  {0x1e99, 0x1e99, "y"},
    {0x1e9a, 0x1e9a, "a"}, {0x1e9b, 0x1e9b, "s"},  {0x1e9e, 0x1e9e, "ss"}, {0x1ea0, 0x1eb7, "a"},  {0x1eb8, 0x1ec7, "e"},
    {0x1ec8, 0x1ecb, "i"}, {0x1ecc, 0x1ee3, "o"},  {0x1ee4, 0x1ef1, "u"},  {0x1ef2, 0x1ef9, "y"},  {0x200b, 0x200f, ""},
    {0x2060, 0x2060, ""},  {0xfb00, 0xfb00, "ff"}, {0xfb01, 0xfb01, "fi"}, {0xfb02, 0xfb02, "fl"}, {0xfe00, 0xfe0f, ""},
    {0xfeff, 0xfeff, ""},
};

struct Pair {
  char32_t from, to;
};
// Greek and Cyrillic letters that differ from their bare small form by an accent; sorted.
constexpr Pair accented[] = {
    {0x386, 0x3b1}, {0x388, 0x3b5}, {0x389, 0x3b7}, {0x38a, 0x3b9}, {0x38c, 0x3bf}, {0x38e, 0x3c5}, {0x38f, 0x3c9}, {0x390, 0x3b9},
    {0x3aa, 0x3b9}, {0x3ab, 0x3c5}, {0x3ac, 0x3b1}, {0x3ad, 0x3b5}, {0x3ae, 0x3b7}, {0x3af, 0x3b9}, {0x3b0, 0x3c5}, {0x3c2, 0x3c3},
    {0x3ca, 0x3b9}, {0x3cb, 0x3c5}, {0x3cc, 0x3bf}, {0x3cd, 0x3c5}, {0x3ce, 0x3c9}, {0x400, 0x435}, {0x401, 0x435}, {0x403, 0x433},
    {0x407, 0x456}, {0x40c, 0x43a}, {0x40d, 0x438}, {0x40e, 0x443}, {0x419, 0x438}, {0x439, 0x438}, {0x450, 0x435}, {0x451, 0x435},
    {0x453, 0x433}, {0x457, 0x456}, {0x45c, 0x43a}, {0x45d, 0x438}, {0x45e, 0x443},
};

struct Range {
  char32_t first, last;
};
// Punctuation, symbols and controls outside ASCII: they end a word. Whatever is in no table is a letter. Sorted.
constexpr Range separators[] = {
    {0x80, 0xbf},        {0xd7, 0xd7},     {0xf7, 0xf7},     {0x2c2, 0x2c5},   {0x37e, 0x37e},   {0x387, 0x387},   {0x482, 0x482},
    {0x55a, 0x55f},      {0x589, 0x58a},   {0x5be, 0x5be},   {0x5c0, 0x5c0},   {0x5c3, 0x5c3},   {0x5f3, 0x5f4},   {0x60c, 0x60d},
    {0x61b, 0x61b},      {0x61e, 0x61f},   {0x66a, 0x66d},   {0x6d4, 0x6d4},   {0x964, 0x965},   {0xe3f, 0xe3f},   {0xe4f, 0xe4f},
    {0xe5a, 0xe5b},      {0x1680, 0x1680}, {0x2000, 0x206f}, {0x20a0, 0x20cf}, {0x2190, 0x245f}, {0x2500, 0x2bff}, {0x2e00, 0x2e7f},
    {0x3000, 0x3004},    {0x3008, 0x3020}, {0x3030, 0x3030}, {0x303d, 0x303f}, {0x30fb, 0x30fb}, {0xe000, 0xf8ff}, {0xfe10, 0xfe1f},
    {0xfe30, 0xfe6f},    {0xff00, 0xff0f}, {0xff1a, 0xff20}, {0xff3b, 0xff40}, {0xff5b, 0xff65}, {0xffe0, 0xffff}, {0x1f000, 0x1faff},
    {0xe0000, 0x10ffff},
};

constexpr bool in_order() {
  for (std::size_t i = 1; i < std::size(latin_folds); ++i)
    if (latin_folds[i - 1].last >= latin_folds[i].first) return false;
  for (std::size_t i = 1; i < std::size(accented); ++i)
    if (accented[i - 1].from >= accented[i].from) return false;
  for (std::size_t i = 1; i < std::size(separators); ++i)
    if (separators[i - 1].last >= separators[i].first) return false;
  return true;
}
static_assert(in_order(), "the tables are searched by halves");

/// The entry of a sorted table whose first..last holds `point`, or null.
template <class Entry, std::size_t size>
const Entry* find_range(const Entry (&table)[size], char32_t point) {
  const auto* after = std::upper_bound(table, table + size, point, [](char32_t p, const Entry& e) { return p < e.first; });
  if (after == table || point > (after - 1)->last) return nullptr;
  return after - 1;
}

char32_t lower_greek_cyrillic(char32_t point) {
  const auto* found =
      std::lower_bound(std::begin(accented), std::end(accented), point, [](const Pair& p, char32_t c) { return p.from < c; });
  if (found != std::end(accented) && found->from == point) return found->to;
  const auto within = [&](char32_t first, char32_t last) { return point >= first && point <= last; };
  if ((within(0x391, 0x3a9) && point != 0x3a2) || within(0x410, 0x42f)) return point + 0x20;
  if (within(0x400, 0x40f)) return point + 0x50;
  if (within(0x460, 0x481) || within(0x48a, 0x4bf) || within(0x4d0, 0x52f)) return point | 1;
  if (point == 0x4c0) return 0x4cf;
  if (within(0x4c1, 0x4ce)) return point + (point & 1);
  if (within(0x531, 0x556)) return point + 0x30;  // Armenian
  return point;
}

/// Builds one word after the other and keeps those that are not empty.
class Folder {
 public:
  void add(char32_t point) {
    if (point >= 0xff01 && point <= 0xff5e) point -= 0xfee0;  // full-width forms of ASCII
    if (point < 0x80) return add_ascii(static_cast<char>(point));
    if (const Fold* fold = find_range(latin_folds, point)) {
      if (!fold->word.empty()) append(fold->word);
    } else if (find_range(separators, point)) {
      end_word();
    } else {
      std::string bytes;
      append_utf8(bytes, lower_greek_cyrillic(point));
      append(bytes);
    }
  }
  void end_word() {
    if (!word_.empty()) words_.push_back(std::move(word_));
    word_.clear();
    points_ = 0;
  }
  std::vector<std::string> take() {
    end_word();
    return std::move(words_);
  }

 private:
  void add_ascii(char c) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) return end_word();
    if (++points_ <= word_points_most) word_ += c;
  }
  void append(std::string_view piece) {
    points_ += utf8_length(piece);
    if (points_ <= word_points_most) word_ += piece;
  }
  std::vector<std::string> words_;
  std::string word_;
  std::size_t points_ = 0;
};

}  // namespace

std::vector<std::string> fold_words(std::string_view text) {
  Folder folder;
  while (!text.empty()) {
    if (const auto point = next_code_point(text)) folder.add(*point);
    else folder.end_word();
  }
  return folder.take();
}

}  // namespace evenkeel
