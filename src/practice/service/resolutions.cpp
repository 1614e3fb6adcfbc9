#include "practice/service/resolutions.hpp"

#include "base/text.hpp"

namespace evenkeel::service {

Id resolution_meant(const Snapshot& catalogue, std::string_view name) {
  Id oldest;
  for (const ResolutionCode* code : catalogue.active<ResolutionCode>()) {
    const bool meant = name.empty() ? !code->workaround : equal_ascii_nocase(code->name, name);
    if (meant && (!oldest || code->id < oldest)) oldest = code->id;
  }
  return oldest;
}

}  // namespace evenkeel::service
