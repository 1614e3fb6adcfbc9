#include "app/config_check.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "app/opened.hpp"
#include "http/http.hpp"

namespace evenkeel::app {

std::vector<std::string> stumbles(const Config& c) {
  std::vector<std::string> found;
  const std::pair<std::string_view, const std::string&> named[] = {{"http.tls_certificate", c.http.tls_certificate},
                                                                   {"http.tls_key", c.http.tls_key},
                                                                   {"mail.password_file", c.mail.password_file},
                                                                   {"mail.ca_file", c.mail.ca_file}};
  for (const auto& [option, file] : named)
    if (!file.empty() && !std::ifstream(file)) found.push_back(fmt::format("{}: {} cannot be read", option, file));

  const auto world = make_real_world(0);
  http::ServerOptions server;
  server.world = world.get();
  server.port = static_cast<int>(c.http.port);
  server.workers = static_cast<int>(c.http.workers);
  server.tls_certificate = c.http.tls_certificate;
  server.tls_key = c.http.tls_key;
  server.trusted_proxies = c.http.trusted_proxies;
  if (const auto fine = http::check(server); !fine) found.push_back("http: " + fine.error().first().text);

  const auto location = database_location(c);
  if (!is_postgres(location) && !std::filesystem::exists(location)) return found;  // the first start makes it
  try {
    (void)store::open_database(location)->connect(store::Open::write);
  } catch (const store::DbError& e) {
    found.push_back(std::string("database: ") + e.what());
  }
  return found;
}

}  // namespace evenkeel::app
