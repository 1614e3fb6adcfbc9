// The console's files, out of a table that the build embeds: entity tags, gzip, long caching for hashed names, and the page
// itself with a fresh nonce in its policy each time.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "http/http.hpp"

namespace evenkeel::http {

enum class Caching { revalidate, immutable };

struct Asset {
  std::string_view path;  // "/assets/index-4f3a.js"
  std::string_view content_type;
  std::string_view bytes;
  std::string_view gzip;  // empty: not worth it
  std::string_view etag;  // with its quotes
  Caching caching = Caching::revalidate;
};

/// What web/dist held when the program was built, or a tiny page that says that the console was not built.
std::span<const Asset> embedded_assets();

/// The page that shows the API (docs/), by names below its own address.
std::span<const Asset> docs_assets();

/// The policy of every page of ours that has styles with `nonce` (empty: none).
std::string content_security_policy(std::string_view nonce);

/// Answers GET and HEAD of the assets; a path without a file extension that is not below /api is the console's own
/// address and gets "/index.html", with __CSP_NONCE__ replaced by what `nonce` gives (128 bits of chance, base64url).
Handler static_files(std::span<const Asset> assets, std::function<std::string()> nonce);

}  // namespace evenkeel::http
