// Requests of Slack and Mattermost: forms of slash commands, presses of buttons, verification; and texts that go into what is answered.
// What comes out is text, and calls nobody.
#include <cstdint>

#include "base/text.hpp"
#include "connect/chat/requests.hpp"
#include "must.hpp"

using namespace evenkeel;
using evenkeel::fuzz::must;

namespace {

void check(const chat::SlashCommand& command) {
  must(is_valid_utf8(command.account) && is_valid_utf8(command.text) && is_valid_utf8(command.trigger));
}
void check(const std::optional<chat::Pressed>& pressed) {
  if (!pressed) return;
  const chat::Pressed& p = *pressed;
  for (const auto* text : {&p.account, &p.account_id, &p.channel, &p.trigger, &p.button, &p.value})
    must(is_valid_utf8(*text) && text->find('\0') == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  constexpr Time now{1'795'000'000'000'000};
  must(!chat::proves_slack("secret", body.substr(0, body.find('\n')), body, body, now));
  must(!chat::proves_mattermost("secret", body, body) || body == "secret" || body == "Token secret");
  const auto form = chat::form_of(body);
  check(chat::slack_command(form));
  check(chat::mattermost_command(form));
  if (const auto payload = form.find("payload"); payload != form.end()) check(chat::slack_press(payload->second));
  check(chat::slack_press(body));
  check(chat::mattermost_press(body));
  must(is_valid_utf8(chat::slack_challenge(body)));
  if (!is_valid_utf8(body)) return 0;
  const std::string slack = chat::slack_text(body), mattermost = chat::mattermost_text(body);
  must(slack.find_first_of("<>") == std::string::npos && is_valid_utf8(slack));
  for (auto at = mattermost.find('@'); at != std::string::npos; at = mattermost.find('@', at + 1))
    must(mattermost.substr(at + 1).starts_with("\u200b"));
  for (const bool is_slack : {true, false}) must(is_valid_utf8(chat::ephemeral_json(body, is_slack)));
  return 0;
}
