// Two kinds of record that refer to each other, with everything a condition can speak about.
#pragma once
#include <array>

#include "condition/condition.hpp"

namespace evenkeel::condition {

enum class Mood { calm, tense, on_fire };
struct Crew {
  Id id;
  std::int64_t version = 0;
  std::string name;
  std::int64_t size = 0;
  bool remote = false;
  Id parent;
  std::vector<std::string> skills;
  std::string secret;
};
struct Job {
  Id id;
  std::int64_t version = 0;
  std::string title;
  std::string notes;
  Mood mood = Mood::calm;
  std::optional<Mood> wanted;
  std::int64_t rank = 0;
  std::optional<std::int64_t> score;
  std::optional<double> ratio;
  bool open = true;
  std::optional<bool> checked;
  Time due_at;
  Id crew, owner;
  std::vector<Id> watchers;
  std::vector<std::string> tags;
  std::vector<std::string> steps;
  record::JsonObject custom;
};

}  // namespace evenkeel::condition

namespace evenkeel::record {

template <>
inline constexpr auto enum_names<condition::Mood> = std::array<std::string_view, 3>{"calm", "tense", "on_fire"};

template <>
inline const RecordType& type_of<condition::Crew>() {
  using condition::Crew;
  static const RecordType type{"crew",
                               "crew",
                               "crews",
                               "Crew",
                               "Crews",
                               {
                                   field<&Crew::id>("id", {.label = "Id", .access = Access::system}),
                                   field<&Crew::version>("version", {.label = "Version", .access = Access::system}),
                                   field<&Crew::name>("name", {.label = "Name"}),
                                   field<&Crew::size>("size", {.label = "Size"}),
                                   field<&Crew::remote>("remote", {.label = "Remote"}),
                                   field<&Crew::parent>("parent", {.label = "Parent", .ref = "crew"}),
                                   field<&Crew::skills>("skills", {.label = "Skills", .listed = true}),
                                   field<&Crew::secret>("secret", {.label = "Secret", .access = Access::secret}),
                               }};
  return type;
}

template <>
inline const RecordType& type_of<condition::Job>() {
  using condition::Job;
  static const RecordType type{"job",
                               "job",
                               "jobs",
                               "Job",
                               "Jobs",
                               {
                                   field<&Job::id>("id", {.label = "Id", .access = Access::system}),
                                   field<&Job::version>("version", {.label = "Version", .access = Access::system}),
                                   field<&Job::title>("title", {.label = "Title"}),
                                   field<&Job::notes>("notes", {.label = "Notes", .max = 10'000}),
                                   field<&Job::mood>("mood", {.label = "Mood"}),
                                   field<&Job::wanted>("wanted", {.label = "Wanted mood"}),
                                   field<&Job::rank>("rank", {.label = "Rank"}),
                                   field<&Job::score>("score", {.label = "Score"}),
                                   field<&Job::ratio>("ratio", {.label = "Ratio"}),
                                   field<&Job::open>("open", {.label = "Open"}),
                                   field<&Job::checked>("checked", {.label = "Checked"}),
                                   field<&Job::due_at>("due_at", {.label = "Due"}),
                                   field<&Job::crew>("crew", {.label = "Crew", .ref = "crew"}),
                                   field<&Job::owner>("owner", {.label = "Owner", .ref = "person"}),
                                   field<&Job::watchers>("watchers", {.label = "Watchers", .listed = true}),
                                   field<&Job::tags>("tags", {.label = "Tags", .listed = true}),
                                   field<&Job::steps>("steps", {.label = "Steps"}),
                                   field<&Job::custom>("custom", {.label = "Custom"}),
                               }};
  return type;
}

}  // namespace evenkeel::record

namespace evenkeel::condition {

inline std::optional<record::Type> sample_custom(std::string_view name) {
  using record::Type;
  if (name == "serial") return Type::text;
  if (name == "slots") return Type::integer;
  if (name == "weight") return Type::real;
  if (name == "vip") return Type::boolean;
  if (name == "bought_at") return Type::time;
  if (name == "places") return Type::text_list;
  if (name == "friend") return Type::id;
  if (name == "friends") return Type::id_list;
  if (name == "kind") return Type::enumeration;
  if (name == "blob") return Type::object;
  return std::nullopt;
}

inline Vocabulary sample_vocabulary() {
  Vocabulary v;
  v.type = &record::type_of<Job>();
  v.kinds = [](std::string_view kind) -> const record::RecordType* { return kind == "crew" ? &record::type_of<Crew>() : nullptr; };
  v.custom = sample_custom;
  return v;
}

}  // namespace evenkeel::condition
