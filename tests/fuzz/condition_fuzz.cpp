// Conditions under libFuzzer: what is refused says where and why; what is accepted has a normal form that reads back as
// itself, answers the same, and compiles to SQL with exactly the parameters that it binds.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "condition/condition.hpp"
#include "condition/custom.hpp"
#include "condition/sample_for_test.hpp"
#include "must.hpp"

using namespace evenkeel;
using namespace evenkeel::condition;
using evenkeel::fuzz::must;

namespace {

const Time noon{1'772'452'800'000'000};

record::Record sample_job() {
  Job j;
  j.id = Id{1}, j.title = "Router", j.rank = 2, j.crew = Id{7}, j.watchers = {Id{5}}, j.tags = {"vip"}, j.due_at = noon;
  j.custom.text = R"({"serial":"A","slots":4,"weight":0.5,"vip":true,"places":["here"]})";
  return record::to_record(j);
}
record::Record sample_crew() {
  Crew c;
  c.id = Id{7}, c.name = "Network", c.parent = Id{7}, c.skills = {"bgp"};
  return record::to_record(c);
}

/// $3, $4, ... each once or more, none beyond the parameters, every quote of the text inside a parameter.
void check_sql(const Sql& sql, int first) {
  std::set<int> used;
  for (std::size_t at = sql.where.find('$'); at != std::string::npos; at = sql.where.find('$', at + 1))
    used.insert(std::atoi(sql.where.c_str() + at + 1));
  must(used.size() == sql.params.size());
  if (!used.empty()) must(*used.begin() == first && *used.rbegin() == first + static_cast<int>(sql.params.size()) - 1);
  must(!sql.where.empty() && sql.where.find_first_of("\";\\") == std::string::npos && sql.where.find("--") == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Vocabulary vocabulary = sample_vocabulary();
  static const record::Record job = sample_job(), empty = record::make_record(record::type_of<Job>()), crew = sample_crew();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  custom_items(text, sample_custom);
  const auto parsed = parse(text, vocabulary);
  if (!parsed) {
    const std::string& code = parsed.error().first().code;
    must(code == "condition.syntax" || code == "condition.unknown_field" || code == "condition.wrong_type" ||
         code == "condition.too_complex");
    return 0;
  }
  const Asker asker{Id{5}, {Id{7}, Id{9}}, noon};
  const Lookup lookup = [](std::string_view, Id id) { return id == Id{7} ? &crew : nullptr; };
  check_sql(parsed->compile(asker, "t", 3), 3);
  const bool holds = parsed->evaluate(job, asker, lookup);
  const Condition never = *parse("false", vocabulary), ever;
  must(Condition::both(*parsed, ever).evaluate(job, asker, lookup) == holds &&
       !Condition::both(*parsed, never).evaluate(job, asker, lookup));
  must(Condition::either(never, *parsed).evaluate(job, asker, lookup) == holds && Condition::either(*parsed, ever).always_true());
  // What holds of a record may hold of those of which less is known; with nothing left open the two say the same.
  const auto own = parsed->fields();
  const std::vector<std::string_view> all(own.begin(), own.end());
  for (const record::Record* r : {&job, &empty})
    for (std::size_t known = 0; known <= all.size(); ++known)
      if (parsed->evaluate(*r, asker, lookup)) must(parsed->may_hold(*r, std::span(all).first(known), asker));
  const std::string normal = parsed->text();
  // Quotes and spaces make the normal form longer than what was written; only then may it be too long to be read.
  if (normal.size() > bytes_most) return 0;
  const auto again = parse(normal, vocabulary);
  must(again && again->text() == normal && again->fields() == parsed->fields());
  for (const record::Record* r : {&job, &empty}) must(again->evaluate(*r, asker, lookup) == parsed->evaluate(*r, asker, lookup));
  return 0;
}
