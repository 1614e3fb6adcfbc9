// One description of a record, used by everything: JSON in and out, SQL rows, OpenAPI, CSV, the difference that the audit
// trail shows, the bytes that its fact hash covers, conditions, and the administration screens. A description is a table
// of fields at run time, not a tower of templates: only the two accessors of a field are generated per type.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace evenkeel::record {

enum class Type { text, integer, real, boolean, time, id, enumeration, id_list, text_list, object };

/// A value of any field. monostate is "absent". enumeration is its name as text; object is JSON text of an object.
/// Absent forms are one: an empty text, Id{0}, Time{0}, an empty list and an empty object are stored as absent.
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string, Time, Id, std::vector<Id>, std::vector<std::string>>;

inline bool is_absent(const Value& v) { return std::holds_alternative<std::monostate>(v); }

/// Who sets a field. `input` may come from a client (further limited by role); `system` is set by commands only;
/// `secret` is a system field that never leaves the server (API, CSV, audit bodies show that it changed, not what to).
enum class Access { input, system, secret };

/// What a field is, beside its name and type. Lengths count code points.
struct FieldFacts {
  std::string_view label;      // "Short title"; screens and CSV headers
  std::string_view help = {};  // one sentence
  std::string_view ref = {};   // kind of record an id or id_list points to: "team"
  std::int64_t max = 0;        // text: longest; integer: largest; list: most items. 0: the type's default limit
  std::int64_t min = 0;        // integer: smallest (with max)
  bool required = false;       // must not be absent
  bool unique = false;         // over all records of the kind, when present
  bool personal = false;       // says something about a person: exported and erased on request
  bool listed = false;         // id_list/text_list that conditions may ask (`has`): mirrored in list_item
  bool markdown = false;       // long text
  Access access = Access::input;
};

struct Field {
  std::string_view name;
  Type type = Type::text;
  std::span<const std::string_view> names;  // of an enumeration
  FieldFacts facts;
  bool always = false;  // never absent: a number, truth value or enumeration that is not optional
  Value initial;        // of a new object
  Value (*get)(const void* object) = nullptr;
  void (*set)(void* object, const Value& value) = nullptr;
};

/// The description of a kind of record. The first two fields are always `id` and `version`.
struct RecordType {
  std::string_view kind;    // "team": subject kind in the change log
  std::string_view table;   // "team": SQL table
  std::string_view path;    // "teams": under /api/v1/
  std::string_view label;   // "Team"
  std::string_view plural;  // "Teams"
  std::vector<Field> fields;

  const Field* find(std::string_view name) const;
  /// Position of a field; the caller knows that it exists (a wrong name is a mistake in the program and ends it).
  std::size_t index(std::string_view name) const;
};

/// A record without its struct: what generic code works on. `values[i]` belongs to `type->fields[i]`.
struct Record {
  const RecordType* type = nullptr;
  std::vector<Value> values;

  const Value& operator[](std::string_view name) const { return values[type->index(name)]; }
  Value& operator[](std::string_view name) { return values[type->index(name)]; }
  Id id() const { return is_absent(values[0]) ? Id{} : std::get<Id>(values[0]); }
  std::int64_t version() const { return is_absent(values[1]) ? 0 : std::get<std::int64_t>(values[1]); }
};

/// All absent but `id` and `version` 0.
Record make_record(const RecordType& type);
/// As a new object of the described struct has them (`Field::initial`): what a create command starts from.
Record initial_record(const RecordType& type);

// ---- a struct's description ----------------------------------------------------------------------------------------

/// Names of an enumeration, in the order of its enumerators, which count from 0. Specialise beside the enum:
///   template <> inline constexpr auto enum_names<State> = std::array<std::string_view, 2>{"new", "closed"};
template <class E>
inline constexpr int enum_names = 0;

template <class E>
std::string_view name_of(E e) {
  return enum_names<E>[static_cast<std::size_t>(e)];
}
template <class E>
std::optional<E> from_name(std::string_view name) {
  for (std::size_t i = 0; i < enum_names<E>.size(); ++i)
    if (enum_names<E>[i] == name) return static_cast<E>(i);
  return std::nullopt;
}

namespace detail {
template <class M>
struct Codec;  // value <-> member; one specialisation a member type (see below)
template <class P>
struct Member;
template <class M>
inline constexpr bool is_optional = false;
template <class M>
inline constexpr bool is_optional<std::optional<M>> = true;
constexpr bool may_be_empty(Type t) {
  return t == Type::text || t == Type::object || t == Type::id || t == Type::time || t == Type::id_list || t == Type::text_list;
}
template <class C, class M>
struct Member<M C::*> {
  using Class = C;
  using Type = M;
};
}  // namespace detail

/// A field of a struct:  field<&Team::name>("name", {.label = "Name", .required = true})
template <auto P>
Field field(std::string_view name, FieldFacts facts) {
  using C = typename detail::Member<decltype(P)>::Class;
  using M = typename detail::Member<decltype(P)>::Type;
  Field f;
  f.name = name;
  f.type = detail::Codec<M>::type;
  f.names = detail::Codec<M>::names();
  f.facts = facts;
  f.always = !detail::is_optional<M> && !detail::may_be_empty(f.type);
  f.initial = detail::Codec<M>::get(C{}.*P);
  f.get = [](const void* object) { return detail::Codec<M>::get(static_cast<const C*>(object)->*P); };
  f.set = [](void* object, const Value& value) { detail::Codec<M>::set(static_cast<C*>(object)->*P, value); };
  return f;
}

/// The description of T; each described struct specialises this in its practice's .cpp (declared beside the struct):
///   template <> const RecordType& type_of<Team>();
template <class T>
const RecordType& type_of();

template <class T>
Record to_record(const T& object) {
  const RecordType& type = type_of<T>();
  Record r{&type, {}};
  r.values.reserve(type.fields.size());
  for (const Field& f : type.fields) r.values.push_back(f.get(&object));
  return r;
}
template <class T>
T from_record(const Record& r) {
  T object{};
  for (std::size_t i = 0; i < r.values.size(); ++i) r.type->fields[i].set(&object, r.values[i]);
  return object;
}

/// JSON text of an object, {"serial":"A1"}; its own type so that a description can tell it from text.
struct JsonObject {
  std::string text;
  bool operator==(const JsonObject&) const = default;
};

// ---- what one does with records ------------------------------------------------------------------------------------

/// One field that differs.
struct Difference {
  const Field* field;
  Value before, after;
};
/// In field order, without `id` and `version`; both of the same type.
std::vector<Difference> diff(const Record& before, const Record& after);

/// The bytes a fact hash covers: kind and every present field in order with its name, type and length, so that no two
/// records share them, and a field that a later release adds does not change the bytes of records that lack it.
std::string canonical_bytes(const Record& r);

/// Compares for equality and order, absent before everything; both of the same type.
int compare(const Value& a, const Value& b);

/// Limits where a field's facts name none.
constexpr std::int64_t text_points_default = 200;                // one line on a screen and in a list
constexpr std::int64_t list_items_default = 1'000;               // what one row and one screen can still carry
constexpr std::int64_t integer_default = 9'007'199'254'740'991;  // 2^53 - 1: what every JSON reader keeps exactly
constexpr std::int64_t object_bytes_default = 65'536;            // custom fields of one record

/// Checks lengths, ranges, required, enumeration names, list sizes, valid UTF-8; all problems at once.
/// Codes: field.required, field.wrong_type, field.too_long, field.too_many, field.out_of_range, field.not_allowed,
/// field.bad_text, field.duplicate.
Status validate(const Record& r);
/// The same for one value of one field (not `required`); `pointer` is the JSON pointer of the value.
void check_value(const Field& field, const Value& value, std::string_view pointer, std::vector<Problem>& problems);
/// "one of new, closed": what to tell somebody who wrote another name.
std::string allowed_names(const Field& field);

namespace detail {
template <>
struct Codec<std::string> {
  static constexpr Type type = Type::text;
  static std::span<const std::string_view> names() { return {}; }
  static Value get(const std::string& m) { return m.empty() ? Value{} : Value{m}; }
  static void set(std::string& m, const Value& v) { m = is_absent(v) ? std::string{} : std::get<std::string>(v); }
};
template <>
struct Codec<JsonObject> {
  static constexpr Type type = Type::object;
  static std::span<const std::string_view> names() { return {}; }
  static Value get(const JsonObject& m) { return m.text.empty() || m.text == "{}" ? Value{} : Value{m.text}; }
  static void set(JsonObject& m, const Value& v) { m.text = is_absent(v) ? std::string{} : std::get<std::string>(v); }
};
template <class M, Type T>
struct PlainCodec {
  static constexpr Type type = T;
  static std::span<const std::string_view> names() { return {}; }
  static Value get(const M& m) { return may_be_empty(T) && m == M{} ? Value{} : Value{m}; }
  static void set(M& m, const Value& v) { m = is_absent(v) ? M{} : std::get<M>(v); }
};
template <>
struct Codec<std::int64_t> : PlainCodec<std::int64_t, Type::integer> {};
template <>
struct Codec<double> : PlainCodec<double, Type::real> {};
template <>
struct Codec<bool> : PlainCodec<bool, Type::boolean> {};
template <>
struct Codec<Time> : PlainCodec<Time, Type::time> {};
template <>
struct Codec<Id> : PlainCodec<Id, Type::id> {};
template <>
struct Codec<std::vector<Id>> : PlainCodec<std::vector<Id>, Type::id_list> {};
template <>
struct Codec<std::vector<std::string>> : PlainCodec<std::vector<std::string>, Type::text_list> {};
/// Numbers and enumerations that may be absent.
template <class M>
struct Codec<std::optional<M>> {
  static constexpr Type type = Codec<M>::type;
  static std::span<const std::string_view> names() { return Codec<M>::names(); }
  static Value get(const std::optional<M>& m) { return m ? Codec<M>::get(*m) : Value{}; }
  static void set(std::optional<M>& m, const Value& v) {
    if (is_absent(v)) m.reset();
    else Codec<M>::set(m.emplace(), v);
  }
};
template <class E>
  requires std::is_enum_v<E>
struct Codec<E> {
  static constexpr Type type = Type::enumeration;
  static std::span<const std::string_view> names() { return enum_names<E>; }
  static Value get(const E& m) { return std::string(name_of(m)); }
  static void set(E& m, const Value& v) { m = is_absent(v) ? E{} : from_name<E>(std::get<std::string>(v)).value_or(E{}); }
};
}  // namespace detail

}  // namespace evenkeel::record
