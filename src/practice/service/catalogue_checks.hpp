// What a catalogue record must keep, whichever door it comes through: console, API or CSV. One generic part reads the
// descriptions; a table adds what is special about a kind.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "practice/service/catalogue.hpp"
#include "practice/service/shelf.hpp"

namespace evenkeel::service {

/// The description of a kind that catalogue records may refer to; nullptr when there is none.
const record::RecordType* kind_named(std::string_view kind);

/// The fields by which people tell records of a kind apart: {"name"}, {"parent","name"} ...
const std::vector<std::string_view>& natural_key(const record::RecordType& type);
/// Whether two records may share the natural key (names of configuration items come from many hands).
bool may_share_key(const record::RecordType& type);
/// Records with the same natural key.
std::vector<record::Record> same_key(const Shelf& shelf, const record::Record& r);

/// Everything wrong with `after`, which is to replace `before` (none: it is new), all at once, with JSON pointers. References that
/// are new must exist and be active; unique fields and natural keys must be free; no record may lie inside itself.
Status check(const Shelf& shelf, const record::Record* before, const record::Record& after);

/// What a later practice knows of a kind that this one cannot; it adds what is wrong with `after`.
using LaterCheck = void (*)(const Shelf&, const record::Record& after, std::vector<Problem>& out);
/// From now on check() asks it too, last. Said by app before anything is checked; saying it again changes nothing.
void check_later(std::string_view kind, LaterCheck check);

}  // namespace evenkeel::service
