// What a refused request looks like, from the rule that refuses to the problem+json that a client reads.
// Exceptions are for a broken machine; everything a user can cause is a Result.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace evenkeel {

/// Maps one to one to an HTTP status (see http/problem.cpp).
enum class Fault {
  invalid,          // 422: the request is understood and wrong
  malformed,        // 400: it cannot be read
  unauthenticated,  // 401
  forbidden,        // 403
  missing,          // 404: does not exist, or may not be seen
  conflict,         // 409: the state does not allow it
  stale,            // 412: If-Match does not hold; somebody was faster
  too_large,        // 413
  too_many,         // 429
  unavailable,      // 503: overload, disk full, database gone
  internal,         // 500
};

/// One thing that is wrong. `code` is a stable dotted word ("incident.closed"), `field` a JSON pointer ("/title") or empty.
struct Problem {
  std::string code;
  std::string text;
  std::string field;
};

/// A refusal: its kind and everything that is wrong at once (never empty).
struct Error {
  Fault fault = Fault::internal;
  std::vector<Problem> problems;
  std::string detail_json;  // optional extra members for the client, a JSON object (a conflict shows what changed)

  const Problem& first() const { return problems.front(); }
};

inline Error error(Fault fault, std::string code, std::string text, std::string field = {}) {
  return Error{fault, {{std::move(code), std::move(text), std::move(field)}}, {}};
}
inline Error invalid(std::string code, std::string text, std::string field = {}) {
  return error(Fault::invalid, std::move(code), std::move(text), std::move(field));
}

/// A value or the Error that says why there is none.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() { return *std::get_if<0>(&state_); }
  const T& operator*() const { return *std::get_if<0>(&state_); }
  T* operator->() { return std::get_if<0>(&state_); }
  const T* operator->() const { return std::get_if<0>(&state_); }
  const Error& error() const { return *std::get_if<1>(&state_); }
  Error& error() { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

/// Success without a value.
struct Done {};
using Status = Result<Done>;

}  // namespace evenkeel

/// Leaves the function with the error, or binds the value: TRY(auto team, find_team(id));  Not for coroutines.
#define EVENKEEL_CAT2(a, b) a##b
#define EVENKEEL_CAT(a, b) EVENKEEL_CAT2(a, b)
#define TRY_IMPL(tmp, decl, expr)          \
  auto tmp = (expr);                       \
  if (!tmp) return std::move(tmp.error()); \
  decl = std::move(*tmp)
#define TRY(decl, ...) TRY_IMPL(EVENKEEL_CAT(try_, __COUNTER__), decl, (__VA_ARGS__))
/// Leaves the function with the error of a Status.
#define CHECK_OK(...)                                    \
  do {                                                   \
    auto check_ok_ = (__VA_ARGS__);                      \
    if (!check_ok_) return std::move(check_ok_.error()); \
  } while (0)
