// POST /<kind>.csv: an import in pieces, so that the writer serves others in between.
#pragma once
#include "http/router.hpp"
#include "record/record.hpp"
#include "store/register.hpp"

namespace evenkeel::service {

http::Route import_route(const store::Register& reg, const record::RecordType& type);

}  // namespace evenkeel::service
