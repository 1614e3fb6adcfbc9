// A record with a field of every type, for the tests of this room.
#pragma once
#include <array>

#include "record/record.hpp"

namespace evenkeel::record {

enum class Colour { red, green, blue };
template <>
inline constexpr auto enum_names<Colour> = std::array<std::string_view, 3>{"red", "green", "blue"};

struct Sample {
  Id id;
  std::int64_t version = 0;
  std::string title;
  std::string body;
  Colour colour = Colour::green;
  std::optional<Colour> tint;
  std::int64_t rank = 3;
  std::optional<std::int64_t> score;
  std::optional<double> ratio;
  bool active = true;
  Time due_at;
  Id parent;
  std::vector<Id> members;
  std::vector<std::string> tags;
  JsonObject custom;
  std::int64_t total = 0;
  std::string password_hash;
  bool operator==(const Sample&) const = default;
};

template <>
inline const RecordType& type_of<Sample>() {
  static const RecordType type{"sample",
                               "sample",
                               "samples",
                               "Sample",
                               "Samples",
                               {
                                   field<&Sample::id>("id", {.label = "Id", .access = Access::system}),
                                   field<&Sample::version>("version", {.label = "Version", .access = Access::system}),
                                   field<&Sample::title>("title", {.label = "Title", .help = "What it is", .max = 20, .required = true}),
                                   field<&Sample::body>("body", {.label = "Body", .max = 1'000, .markdown = true}),
                                   field<&Sample::colour>("colour", {.label = "Colour"}),
                                   field<&Sample::tint>("tint", {.label = "Tint"}),
                                   field<&Sample::rank>("rank", {.label = "Rank", .max = 5, .min = 1}),
                                   field<&Sample::score>("score", {.label = "Score"}),
                                   field<&Sample::ratio>("ratio", {.label = "Ratio", .max = 1'000}),
                                   field<&Sample::active>("active", {.label = "Active"}),
                                   field<&Sample::due_at>("due_at", {.label = "Due"}),
                                   field<&Sample::parent>("parent", {.label = "Parent", .ref = "sample"}),
                                   field<&Sample::members>("members", {.label = "Members", .ref = "sample", .max = 4}),
                                   field<&Sample::tags>("tags", {.label = "Tags", .max = 3, .listed = true}),
                                   field<&Sample::custom>("custom", {.label = "Custom fields"}),
                                   field<&Sample::total>("total", {.label = "Total", .access = Access::system}),
                                   field<&Sample::password_hash>("password_hash", {.label = "Password", .access = Access::secret}),
                               }};
  return type;
}

inline Sample full_sample() {
  Sample s;
  s.id = Id{42};
  s.version = 7;
  s.title = "Größe \"5\"";
  s.body = "=1+1\r\nline two; a\\b";
  s.colour = Colour::blue;
  s.tint = Colour::red;
  s.rank = 5;
  s.score = -12;
  s.ratio = 0.25;
  s.active = false;
  s.due_at = *parse_rfc3339("2026-03-02T08:00:00Z");
  s.parent = Id{41};
  s.members = {Id{1}, Id{9'007'199'254'740'993}};
  s.tags = {"vip", "semi;colon\\"};
  s.custom.text = R"({"serial":"A1","slots":4})";
  s.total = 3;
  s.password_hash = "hash";
  return s;
}

/// The codes and pointers of what is wrong, one a line.
inline std::string summary(const Error& e) {
  std::string out;
  for (const Problem& p : e.problems) out += p.code + " " + p.field + "\n";
  return out;
}

}  // namespace evenkeel::record
