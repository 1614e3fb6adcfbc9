// From a dotted name as a person writes it to the field it means.
#pragma once
#include "condition/node.hpp"

namespace evenkeel::condition {

/// caller.organisation.name: the field itself and two references on the way to it; more would be a costly search.
constexpr std::size_t path_names_most = 3;

/// Resolves against the vocabulary; a field that may not be read does not exist. `at` is the place for errors.
Result<Path> resolve_path(std::string_view source, std::size_t at, std::string_view text, const Vocabulary& vocabulary);

/// What may be asked of the path's value.
bool allows(const Path& path, Op op);
/// The operators that may follow, for an error.
std::string allowed_operators(const Path& path);

std::string_view name_of(Op op);

}  // namespace evenkeel::condition
