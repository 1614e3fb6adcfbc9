#include "practice/chat/following.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/log.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "practice/agreement/terms.hpp"
#include "practice/incident/desk_work.hpp"
#include "practice/service/chat.hpp"
#include "practice/service/custom_fields.hpp"
#include "practice/service/lookup.hpp"

namespace evenkeel::chat {

using incident::Incident;
using incident::State;
using incident::Work;
using service::ChatChannel;
using service::ChatWorkspace;

namespace {

constexpr std::size_t notes_most = 500;  // code points; a section of Slack has 3000 letters, and some are written with five

struct Words {
  std::string_view en, de;
};
constexpr Words words_of(News news) {
  switch (news) {
    case News::opened: return {"Logged by", "Erfasst von"};
    case News::reopened: return {"Opened again by", "Wieder geöffnet von"};
    case News::priority: return {"Priority set by", "Priorität gesetzt von"};
    case News::assigned: return {"Assigned by", "Zugewiesen von"};
    case News::acknowledged: return {"Acknowledged by", "Quittiert von"};
    case News::resolved: return {"Resolved by", "Gelöst von"};
    case News::closed: return {"Closed by", "Geschlossen von"};
    case News::cancelled: return {"Cancelled by", "Storniert von"};
  }
  return {};
}
constexpr Words state_words(State state) {
  switch (state) {
    case State::new_: return {"new", "neu"};
    case State::in_progress: return {"in progress", "in Arbeit"};
    case State::on_hold: return {"on hold", "angehalten"};
    case State::resolved: return {"resolved", "gelöst"};
    case State::closed: return {"closed", "geschlossen"};
    case State::cancelled: return {"cancelled", "storniert"};
  }
  return {};
}

std::string quoted(std::string_view text) {
  std::string out;
  record::append_json_string(out, text);
  return out;
}

std::string place_of(Work& w, const Incident& i) {
  std::string place;
  if (const auto* team = i.team ? w.catalogue->get<service::Team>(i.team) : nullptr) place = team->name;
  if (i.assignee)
    if (const auto person = w.tx.find<people::Person>(i.assignee)) place += (place.empty() ? "" : ", ") + person->name;
  return place;
}

/// What the message of a channel says: the incident in a line, and its news.
std::string body_of(Work& w, const ChatChannel& channel, const std::vector<News>& news, const Incident* before, const Incident& i) {
  const bool german = channel.language == service::MessageLanguage::de;
  const auto in = [&](const Words& words) { return german ? words.de : words.en; };
  const std::string place = place_of(w, i);
  std::string card = fmt::format("P{} {} {}\n{}", i.priority, i.number, i.title, in(state_words(i.state)));
  if (!place.empty()) card += " · " + place;
  std::string text;
  for (const News one : news) {
    if (!text.empty()) text += '\n';
    text += fmt::format("{} {}", in(words_of(one)), w.who.name);
    if (one == News::priority && before) text += fmt::format(": P{} → P{}", before->priority, i.priority);
    if (one == News::assigned && !place.empty()) text += ": " + place;
    if (one == News::resolved && !i.resolution_notes.empty()) text += ": " + std::string(utf8_prefix(i.resolution_notes, notes_most));
  }
  const bool waits = i.open && !i.acknowledged_at;
  return fmt::format(R"({{"number":{},"title":{},"card":{},"news":{},"fresh":{},"open":{},"waits":{},"german":{}}})", quoted(i.number),
                     quoted(i.title), quoted(card), quoted(text), before == nullptr, i.open, waits, german);
}

Result<agreement::Clause> clause_of(const std::string& applies, condition::CustomFields custom) {
  return agreement::read_clause(applies.empty() ? "true" : applies, agreement::words_for(record::type_of<Incident>(), std::move(custom)),
                                "", "/applies");
}

/// Also what it followed until this very change.
bool follows(Work& w, const ChatChannel& channel, const Incident* before, const Incident& after) {
  const auto clause = clause_of(channel.applies, service::custom_types(w.catalogue));
  if (!clause) {
    log_error("chat.channel_unreadable", {{"channel", to_string(channel.id)}, {"why", clause.error().first().text}});
    return false;
  }
  static const condition::Asker nobody;
  const auto lookup = service::lookup_in(*w.catalogue);
  return clause->when.evaluate(record::to_record(after), nobody, lookup) ||
         (before && clause->when.evaluate(record::to_record(*before), nobody, lookup));
}

const ChatChannel* channel_in(const service::Snapshot& catalogue, Id workspace, std::string_view channel) {
  for (const ChatChannel* one : catalogue.active<ChatChannel>())
    if (one->workspace == workspace && one->channel == channel) return one;
  return nullptr;
}

store::Way way_to(store::Tx& tx, const ChatChannel& channel) {
  return {.channel = std::string(channel_name), .address = channel.name, .point = channel.id, .at = tx.now()};
}

}  // namespace

std::vector<News> news_between(const Incident* before, const Incident& after) {
  if (!before) return {News::opened};
  std::vector<News> news;
  const auto became = [&](State state) { return after.state == state && before->state != state; };
  if (became(State::resolved)) news.push_back(News::resolved);
  if (became(State::closed)) news.push_back(News::closed);
  if (became(State::cancelled)) news.push_back(News::cancelled);
  if (after.cycle > before->cycle) news.push_back(News::reopened);
  if (after.priority != before->priority) news.push_back(News::priority);
  if (after.open && (after.team != before->team || after.assignee != before->assignee)) news.push_back(News::assigned);
  if (after.acknowledged_at && !before->acknowledged_at && after.open) news.push_back(News::acknowledged);
  return news;
}

incident::Reaction chat_reaction() {
  return [](Work& w, const Incident* before, const Incident& after) {
    if (after.confidential || after.channel == incident::Channel::import) return;
    const auto& channels = w.catalogue->active<ChatChannel>();
    if (channels.empty()) return;
    const auto news = news_between(before, after);
    if (news.empty()) return;
    for (const ChatChannel* channel : channels) {
      const auto* workspace = w.catalogue->get<ChatWorkspace>(channel->workspace);
      if (!workspace || !workspace->active || workspace->bot_secret.empty() || !follows(w, *channel, before, after)) continue;
      store::send(w.tx, {std::string(message_news), "incident", after.id, {}, {}, {}, body_of(w, *channel, news, before, after)},
                  {way_to(w.tx, *channel)});
    }
  };
}

bool message_wanted(store::Tx& tx, const store::Outgoing& out) {
  if (out.kind != message_news) return true;
  const auto found = tx.find<Incident>(out.subject);
  return found && !found->confidential;
}

void send_answer(store::Tx& tx, const service::Snapshot& catalogue, Id workspace, std::string_view channel, std::string_view account,
                 std::string_view text) {
  const auto* ours = channel_in(catalogue, workspace, channel);
  if (!ours || text.empty()) return;
  store::send(tx,
              {std::string(message_answer),
               "chat_channel",
               ours->id,
               {},
               {},
               {},
               fmt::format(R"({{"to":{},"news":{}}})", quoted(account), quoted(text))},
              {way_to(tx, *ours)});
}

Status send_test(store::Tx& tx, const service::Snapshot& catalogue, Id channel) {
  const auto* found = catalogue.get<ChatChannel>(channel);
  if (!found) return api::missing("chat_channel");
  const bool german = found->language == service::MessageLanguage::de;
  store::send(tx,
              {std::string(message_test),
               "chat_channel",
               channel,
               {},
               {},
               {},
               fmt::format(R"({{"news":{}}})", quoted(german ? "Das ist ein Test von Evenkeel." : "This is a test of Evenkeel."))},
              {way_to(tx, *found)});
  return Done{};
}

void check_workspace(const service::Shelf&, const record::Record& after, std::vector<Problem>& out) {
  const auto workspace = record::from_record<ChatWorkspace>(after);
  if (workspace.url.empty() && workspace.kind == service::ChatKind::mattermost)
    out.push_back({"chat.no_url", "say where the Mattermost server is: https://chat.example.org", "/url"});
  if (!workspace.url.empty() && (!is_usable_url(workspace.url) || workspace.url.find_first_of("?#") != std::string::npos))
    out.push_back({"chat.bad_url", "must be an https address without a user name in it", "/url"});
}

void check_channel(const service::Shelf& shelf, const record::Record& after, std::vector<Problem>& out) {
  const auto channel = record::from_record<ChatChannel>(after);
  if (!std::ranges::all_of(channel.channel, [](unsigned char c) { return std::isalnum(c) != 0; }))
    out.push_back({"chat.bad_channel", "must be the id of the channel, letters and digits alone, and not its name", "/channel"});
  const auto fields = service::Snapshot::of(0, shelf.matching(record::type_of<service::CustomField>(), {}));
  const auto clause = clause_of(channel.applies, service::custom_types(fields));
  if (!clause) out.insert(out.end(), clause.error().problems.begin(), clause.error().problems.end());
}

}  // namespace evenkeel::chat
