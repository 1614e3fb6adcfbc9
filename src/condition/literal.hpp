// Which values may stand beside which field: turns the words of a text into a literal of the type that is compared.
#pragma once
#include "condition/lexer.hpp"
#include "condition/node.hpp"

namespace evenkeel::condition {

/// Furthest that a time may lie from now: further ones are slips, and sums stay far from the ends of 64 bits.
constexpr std::int64_t now_offset_most_us = 36'525 * us_per_day;

/// Reads the literal at `tokens[next]` and moves `next` behind it.
Result<Literal> read_literal(std::string_view source, const std::vector<Token>& tokens, std::size_t& next, const Path& path);

/// In normal form.
std::string literal_text(const Literal& literal, record::Type compared);

}  // namespace evenkeel::condition
