// What generic code does with any record: find a field, compare two states, and the bytes that stand for a state in a
// fact hash. Descriptions have a few dozen fields, so a field is found by walking them.
#include "record/record.hpp"

#include <bit>
#include <cstdlib>

#include "base/log.hpp"

namespace evenkeel::record {

const Field* RecordType::find(std::string_view name) const {
  for (const Field& f : fields)
    if (f.name == name) return &f;
  return nullptr;
}

std::size_t RecordType::index(std::string_view name) const {
  const Field* f = find(name);
  if (!f) {
    log_error("record.field_unknown", {{"kind", kind}, {"field", name}});
    std::abort();
  }
  return static_cast<std::size_t>(f - fields.data());
}

Record make_record(const RecordType& type) {
  Record r{&type, std::vector<Value>(type.fields.size())};
  r.values[0] = Id{};
  r.values[1] = std::int64_t{0};
  return r;
}

Record initial_record(const RecordType& type) {
  Record r = make_record(type);
  for (std::size_t i = 2; i < r.values.size(); ++i) r.values[i] = type.fields[i].initial;
  return r;
}

int compare(const Value& a, const Value& b) {
  if (a.index() != b.index()) return a.index() < b.index() ? -1 : 1;
  return a < b ? -1 : b < a ? 1 : 0;
}

std::vector<Difference> diff(const Record& before, const Record& after) {
  std::vector<Difference> out;
  for (std::size_t i = 2; i < after.values.size(); ++i)
    if (compare(before.values[i], after.values[i]) != 0) out.push_back({&after.type->fields[i], before.values[i], after.values[i]});
  return out;
}

namespace {

void put_number(std::string& out, std::uint64_t v) {
  for (int shift = 0; shift < 64; shift += 8) out += static_cast<char>((v >> shift) & 0xff);
}
void put_text(std::string& out, std::string_view text) {
  put_number(out, text.size());
  out += text;
}

struct PutValue {
  std::string& out;
  void operator()(std::monostate) const {}
  void operator()(bool v) const { put_number(out, v ? 1 : 0); }
  void operator()(std::int64_t v) const { put_number(out, static_cast<std::uint64_t>(v)); }
  void operator()(double v) const { put_number(out, std::bit_cast<std::uint64_t>(v == 0 ? 0.0 : v)); }  // -0 equals 0
  void operator()(const std::string& v) const { put_text(out, v); }
  void operator()(Time v) const { put_number(out, static_cast<std::uint64_t>(v.us)); }
  void operator()(Id v) const { put_number(out, static_cast<std::uint64_t>(v.v)); }
  void operator()(const std::vector<Id>& v) const {
    put_number(out, v.size());
    for (Id id : v) (*this)(id);
  }
  void operator()(const std::vector<std::string>& v) const {
    put_number(out, v.size());
    for (const std::string& s : v) (*this)(s);
  }
};

}  // namespace

std::string canonical_bytes(const Record& r) {
  std::string out;
  out.reserve(1'024);
  put_text(out, r.type->kind);
  for (std::size_t i = 0; i < r.values.size(); ++i) {
    if (is_absent(r.values[i])) continue;
    put_text(out, r.type->fields[i].name);
    out += static_cast<char>(r.values[i].index());
    std::visit(PutValue{out}, r.values[i]);
  }
  return out;
}

}  // namespace evenkeel::record
