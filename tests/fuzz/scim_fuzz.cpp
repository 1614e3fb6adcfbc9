// Filters and PATCH bodies of SCIM under libFuzzer: the first line is a filter, what follows a body. What is refused has SCIM's own
// word; what is read can be asked of a resource and done to it, in bounded time, and leaves JSON.
#include <boost/json.hpp>
#include <cstdint>

#include "base/text.hpp"
#include "connect/scim/patch.hpp"
#include "must.hpp"
#include "record/json.hpp"

using namespace evenkeel;
using namespace evenkeel::scim;
using evenkeel::fuzz::must;

namespace {

bj::object somebody() {
  return bj::parse(R"({"id":"17","userName":"first","active":true,"name":{"familyName":"Line"},
      "emails":[{"value":"a@example.org","type":"work","primary":true},{"value":"b@example.org"}],
      "members":[{"value":"1"},{"value":"2"}]})")
      .as_object();
}

void check_refusal(const Error& error) {
  must(error.fault == Fault::malformed && error.problems.size() == 1);
  must(error.first().code.starts_with("scim.") && !error.first().text.empty());
}

void check_filter(std::string_view text) {
  const auto filter = parse_filter(text);
  if (!filter) {
    check_refusal(filter.error());
    must(filter.error().first().code == "scim.invalid_filter");
    return;
  }
  must(text.size() <= filter_bytes_most);
  const bool holds = matches(*filter, somebody());
  const auto other = parse_filter("not (" + std::string(text) + ")");
  must(!other || matches(*other, somebody()) != holds);
}

void check_body(std::string_view text) {
  auto json = record::parse_json(text);
  if (!json || !json->is_object()) return;
  auto operations = read_operations(json->get_object());
  if (!operations) return check_refusal(operations.error());
  must(operations->size() <= 2 * operations_most);  // none: a replacement by an object without members
  bj::object user = somebody();
  for (const Operation& operation : *operations)
    if (const auto done = apply(operation, user); !done) return check_refusal(done.error());
  bj::parse_options deep;
  deep.max_depth = 200;
  bj::error_code wrong;
  (void)bj::parse(bj::serialize(user), wrong, {}, deep);
  must(!wrong);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto line = text.find('\n');
  check_filter(text.substr(0, line));
  if (line != std::string_view::npos) check_body(text.substr(line + 1));
  return 0;
}
