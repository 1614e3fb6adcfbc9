// Which resolution code somebody means who writes a sentence, not a form.
#pragma once
#include <string_view>

#include "practice/service/catalogue.hpp"

namespace evenkeel::service {

/// The active code of this name, whatever its case; without a name the oldest that is no workaround: whoever says nothing means that it is
/// mended. None: there is none.
Id resolution_meant(const Snapshot& catalogue, std::string_view name);

}  // namespace evenkeel::service
