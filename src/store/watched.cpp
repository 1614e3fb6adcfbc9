#include "store/watched.hpp"

namespace evenkeel::store {

void WatchedConnection::note(std::string_view sql, Params params) {
  ++writes_;
  if (digest_ == Digest::off) return;
  written_.append(sql).append("\x1f");
  for (const auto& param : params) {
    std::visit(
        [this](const auto& v) {
          using V = std::decay_t<decltype(v)>;
          if constexpr (std::is_same_v<V, std::monostate>) written_ += "NULL";
          else if constexpr (std::is_same_v<V, Bytes>) written_ += v.bytes;
          else if constexpr (std::is_same_v<V, std::string_view>) written_ += v;
          else written_ += std::to_string(v);
        },
        param.get());
    written_ += '\x1f';
  }
}

}  // namespace evenkeel::store
