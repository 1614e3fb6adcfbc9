// evenkeel mail: the end of a mail server's pipe. Reads one mail and hands it to the running server; what it answers is durable there.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "app/cli.hpp"
#include "app/config.hpp"
#include "base/url.hpp"
#include "connect/outgoing.hpp"
#include "practice/mail_in/read_mail.hpp"

namespace evenkeel::app {
namespace {

// sysexits.h, as mail servers understand them: try again, and bounce.
constexpr int temporary_failure = 75, data_error = 65;

std::string read_mail_from(std::istream& in) {
  std::string mail;
  char buffer[64 * 1024];
  while (in && mail.size() <= mail_in::mail_most) {
    in.read(buffer, sizeof buffer);
    mail.append(buffer, static_cast<std::size_t>(in.gcount()));
  }
  return mail;
}

/// Whatever goes wrong on the way is for another attempt: the mail stays with the mail server.
int hand_over(const std::string& server, const std::string& token_file, const std::string& ca_file) {
  const auto token = first_line(token_file);
  if (token.empty()) {
    complain(token_file + " holds no token");
    return temporary_failure;
  }
  if (!is_usable_url(server)) {
    complain("--server must begin with https://, or with http:// on this machine");
    return temporary_failure;
  }
  connect::Call call;
  call.url = server + "/api/v1/incoming_mail";
  call.headers = {"Authorization: Bearer " + token, "Content-Type: message/rfc822"};
  call.body = read_mail_from(std::cin);
  call.ca_file = ca_file;
  call.timeout_seconds = 120;
  if (call.body.empty() || call.body.size() > mail_in::mail_most) {
    complain(call.body.empty() ? "there is no mail on standard input" : "the mail is larger than 25 MiB");
    return data_error;
  }
  const auto answer = connect::send(call);
  if (answer.status == 202) return 0;
  complain(answer.status == 0 ? "the server does not answer: " + answer.trouble : fmt::format("the server answers {}", answer.status));
  return answer.status == 413 || answer.status == 422 ? data_error : temporary_failure;
}

}  // namespace

void add_mail_command(CLI::App& program, Cli& cli) {
  struct Arguments {
    std::string server = "http://127.0.0.1:8080", token_file, ca_file;
  };
  auto a = std::make_shared<Arguments>();
  auto* command =
      program.add_subcommand("mail", "Hand one mail from standard input to the running server: the end of a mail server's pipe");
  command->add_option("--server", a->server, "Its address")->capture_default_str();
  command->add_option("--token-file", a->token_file, "File whose first line is an API token with incoming_mail.deliver")->required();
  command->add_option("--ca-file", a->ca_file, "PEM file for its certificate; without it those of the system");
  command->preparse_callback([&cli](std::size_t) { cli.failure = temporary_failure; });  // a mail server would bounce anything else
  command->callback([&cli, a] { cli.chosen = [a] { return hand_over(a->server, a->token_file, a->ca_file); }; });
}

}  // namespace evenkeel::app
