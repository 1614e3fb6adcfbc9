// JSON bodies under libFuzzer: what is refused has a reason and a pointer, and what is accepted is a valid record whose own
// JSON reads back as the same record.
#include <boost/json.hpp>
#include <cstdint>

#include "base/text.hpp"
#include "must.hpp"
#include "record/json.hpp"
#include "record/sample_for_test.hpp"

using namespace evenkeel;
using namespace evenkeel::record;
using evenkeel::fuzz::must;

namespace {

void check_refusal(const Error& error) {
  must(!error.problems.empty() && error.problems.size() <= 100);
  for (const Problem& problem : error.problems) {
    must(!problem.code.empty() && !problem.text.empty());
    must(problem.field.empty() || problem.field[0] == '/');
  }
}

void round_trip(const Record& r) {
  std::string text;
  append_json(text, r);
  auto again = parse_json(text);
  must(static_cast<bool>(again));
  boost::json::object body = again->get_object();
  for (const Field& field : r.type->fields)
    if (field.facts.access != Access::input) body.erase(boost::json::string_view(field.name.data(), field.name.size()));
  const auto patch = read_patch(*r.type, body);
  must(static_cast<bool>(patch));
  const Record back = apply(r, *patch);
  must(canonical_bytes(back) == canonical_bytes(r) && diff(r, back).empty());
  must(static_cast<bool>(parse_json(diff_json(diff(make_record(*r.type), r)))));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto object = normal_object(text);
  if (object) must(object->empty() || *normal_object(*object) == *object);
  const auto json = parse_json(text);
  if (!json) {
    must(!object && json.error().fault == Fault::malformed);
    check_refusal(json.error());
    return 0;
  }
  must(is_valid_utf8(text));
  const Record before = initial_record(type_of<Sample>());
  const auto patch = read_patch(type_of<Sample>(), *json);
  if (!patch) {
    check_refusal(patch.error());
    return 0;
  }
  const Record after = apply(before, *patch);
  const auto valid = validate(after);
  if (!valid) {
    // A body is checked field by field; only what is required is asked of the whole.
    for (const Problem& problem : valid.error().problems) must(problem.code == "field.required");
  }
  round_trip(after);
  return 0;
}
