// The API as a page that people read and try: the files of docs/, embedded like the console's.
#include "http/openapi.hpp"
#include "http/static_files.hpp"

namespace evenkeel::http {

std::vector<Route> docs_routes() {
  constexpr std::string_view below = "/api/docs";
  const Handler files = static_files(docs_assets(), [] { return std::string(); });
  std::vector<Route> out;
  for (const char* path : {"/api/docs", "/api/docs/{file}"}) {
    Route route;
    route.path = path;
    route.summary = "The API page";
    route.handle = [files, below](Request request, Done done) {
      request.path.erase(0, below.size());
      if (request.path.empty()) request.path = "/";
      files(std::move(request), std::move(done));
    };
    out.push_back(std::move(route));
  }
  return out;
}

}  // namespace evenkeel::http
