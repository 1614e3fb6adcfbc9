#include "app/config_check.hpp"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <fstream>

#include "app/opened.hpp"
#include "base/text.hpp"
#include "connect/oidc/provider.hpp"
#include "http/http.hpp"

namespace evenkeel::app {

std::vector<std::string> stumbles(const Config& c) {
  std::vector<std::string> found;
  const std::pair<std::string_view, const std::string&> named[] = {{"http.tls_certificate", c.http.tls_certificate},
                                                                   {"http.tls_key", c.http.tls_key},
                                                                   {"incoming_mail.password_file", c.incoming_mail.password_file},
                                                                   {"incoming_mail.client_secret_file", c.incoming_mail.client_secret_file},
                                                                   {"incoming_mail.refresh_token_file", c.incoming_mail.refresh_token_file},
                                                                   {"incoming_mail.ca_file", c.incoming_mail.ca_file},
                                                                   {"mail.password_file", c.mail.password_file},
                                                                   {"mail.ca_file", c.mail.ca_file},
                                                                   {"ldap.password_file", c.ldap.password_file},
                                                                   {"ldap.ca_file", c.ldap.ca_file}};
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

  for (const SignOnConfig& provider : c.sign_on.configured)
    for (const auto& [key, file] : {std::pair("client_secret_file", &provider.client_secret_file), std::pair("ca_file", &provider.ca_file)})
      if (!file->empty() && !std::ifstream(*file))
        found.push_back(fmt::format("sign_on.{}.{}: {} cannot be read", provider.name, key, *file));
  for (oidc::ProviderOptions& options : sign_on_providers(c)) {
    const std::string name = options.rules.name;
    if (const auto fine = oidc::Provider(std::move(options), *world).check(); !fine)
      found.push_back(fmt::format("sign_on.{}: {}", name, fine.error().first().text));
  }

  const auto location = database_location(c);
  if (!is_postgres(location) && !std::filesystem::exists(location)) return found;  // the first start makes it
  try {
    (void)store::open_database(location)->connect(store::Open::write);
  } catch (const store::DbError& e) {
    found.push_back(std::string("database: ") + e.what());
  }
  return found;
}

std::optional<std::int64_t> parse_size(std::string_view text) {
  std::int64_t n = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), n);
  if (end.ec != std::errc() || n < 0 || n > 1'000'000'000'000) return std::nullopt;
  const std::string_view unit = trim(text.substr(static_cast<std::size_t>(end.ptr - text.data())));
  if (unit.empty()) return n;
  if (unit == "KiB") return n * 1'024;
  if (unit == "MiB") return n * 1'024 * 1'024;
  if (unit == "GiB") return n * 1'024 * 1'024 * 1'024;
  return std::nullopt;
}

}  // namespace evenkeel::app
