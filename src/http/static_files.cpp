// See static_files.hpp.
#include "http/static_files.hpp"

#include <map>

#include "base/text.hpp"

namespace evenkeel::http {
namespace {

constexpr std::string_view marker = "__CSP_NONCE__";
constexpr std::string_view page = "/index.html";

/// What is sent again and again, kept as shared strings so that sending copies nothing.
struct Kept {
  Asset asset;
  std::shared_ptr<const std::string> plain, gzip;  // gzip: null when not worth it
};

bool accepts_gzip(std::string_view accept) {
  for (const std::string_view part : split(accept, ',')) {
    const std::size_t semicolon = std::min(part.find(';'), part.size());
    if (!equal_ascii_nocase(trim(part.substr(0, semicolon)), "gzip")) continue;
    const std::string_view weight = trim(part.substr(std::min(semicolon + 1, part.size())));
    return weight != "q=0" && weight != "q=0.0" && weight != "q=0.00" && weight != "q=0.000";
  }
  return false;
}

bool holds_tag(std::string_view if_none_match, std::string_view etag) {
  for (std::string_view tag : split(if_none_match, ',')) {
    tag = trim(tag);
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == "*" || tag == etag) return true;
  }
  return false;
}

bool has_extension(std::string_view path) { return path.find('.', path.rfind('/')) != std::string_view::npos; }

bool is_api(std::string_view path) { return path == "/api" || path.starts_with("/api/"); }

class StaticFiles {
 public:
  StaticFiles(std::span<const Asset> assets, std::function<std::string()> nonce) : nonce_(std::move(nonce)) {
    for (const Asset& asset : assets) {
      Kept kept{asset, std::make_shared<const std::string>(asset.bytes), nullptr};
      if (!asset.gzip.empty()) kept.gzip = std::make_shared<const std::string>(asset.gzip);
      files_.emplace(asset.path, std::move(kept));
    }
  }

  Response answer(const Request& request) const {
    if (request.verb != Verb::get && request.verb != Verb::head) {
      Response refused = refusal(405, "http.verb", "files are only read");
      refused.set("Allow", "GET, HEAD");
      return refused;
    }
    const std::string_view path = request.path;
    const auto at = files_.find(path);
    if (at != files_.end() && path != page) return file(at->second, request);
    const bool is_page = path == page || (!is_api(path) && !has_extension(path));
    const auto index = files_.find(page);
    if (!is_page || index == files_.end()) return refusal(404, "http.path", "there is nothing at this address");
    return html(index->second);
  }

 private:
  static Response file(const Kept& kept, const Request& request) {
    const bool gzip = kept.gzip && accepts_gzip(request.header("accept-encoding"));
    std::string etag(kept.asset.etag);
    if (gzip) etag.insert(etag.size() - 1, "-gz");  // another representation is another strong tag
    Response response;
    response.content_type = kept.asset.content_type;
    response.set("ETag", etag);
    response.set("Vary", "Accept-Encoding");
    response.set("Cache-Control", kept.asset.caching == Caching::immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (holds_tag(request.header("if-none-match"), etag)) {
      response.status = 304;
      return response;
    }
    response.set("Content-Security-Policy", content_security_policy({}));
    if (gzip) response.set("Content-Encoding", "gzip");
    response.shared_body = gzip ? kept.gzip : kept.plain;
    return response;
  }

  Response html(const Kept& kept) const {
    const std::string nonce = nonce_();
    Response response;
    response.content_type = kept.asset.content_type;
    response.set("Content-Security-Policy", content_security_policy(nonce));
    response.body.reserve(kept.plain->size() + 64);
    const std::string_view text = *kept.plain;
    std::size_t from = 0;
    for (std::size_t at = text.find(marker); at != std::string_view::npos; at = text.find(marker, from)) {
      response.body.append(text.substr(from, at - from)).append(nonce);
      from = at + marker.size();
    }
    response.body += text.substr(from);
    return response;
  }

  std::map<std::string, Kept, std::less<>> files_;
  std::function<std::string()> nonce_;
};

}  // namespace

std::string content_security_policy(std::string_view nonce) {
  std::string out = "default-src 'none'; script-src 'self'; style-src 'self'";
  if (!nonce.empty()) out.append(" 'nonce-").append(nonce).append("'");
  return out + "; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
}

Handler static_files(std::span<const Asset> assets, std::function<std::string()> nonce) {
  auto files = std::make_shared<const StaticFiles>(assets, std::move(nonce));
  return answering([files](Request& request) { return files->answer(request); });
}

}  // namespace evenkeel::http
