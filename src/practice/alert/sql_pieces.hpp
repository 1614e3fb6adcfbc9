// Statements about many rows, some at a time.
#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <span>
#include <string>
#include <vector>

#include "store/db.hpp"

namespace evenkeel::alert {

constexpr std::size_t rows_at_once = 64;  // of one statement; powers of two below it, so that few texts are prepared

/// Calls with pieces of at most rows_at_once items.
template <class T, class Work>
void in_pieces(std::span<const T> all, Work work) {
  for (std::size_t at = 0; at < all.size(); at += rows_at_once) work(all.subspan(at, std::min(rows_at_once, all.size() - at)));
}

/// "$2,$3,$4,$5" for the items, as many as the next power of two: the last one stands for those that are missing.
template <class T>
std::string marks(std::span<const T> items, std::vector<store::Param>& params) {
  const auto places = std::bit_ceil(items.size());
  std::string list;
  for (std::size_t i = 0; i < places; ++i) {
    params.emplace_back(items[std::min(i, items.size() - 1)]);
    list += fmt::format("{}${}", list.empty() ? "" : ",", params.size());
  }
  return list;
}

}  // namespace evenkeel::alert
