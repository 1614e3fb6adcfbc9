#include "app/mail_fetcher.hpp"

#include <algorithm>

#include "base/log.hpp"

namespace evenkeel::app {
namespace {

constexpr std::size_t waiting_most = 10'000;     // UIDs that are remembered one by one
constexpr std::size_t mails_at_once = 500;       // of one look
constexpr int failures_most = 3;                 // one after the other
constexpr std::chrono::minutes silence_most{9};  // RFC 2177 has 29; routers on the way forget sooner
constexpr std::chrono::seconds after_failure{30};
constexpr std::chrono::hours after_refusal{1};
constexpr std::chrono::milliseconds between_looks{200};  // mails that come at once are one look
const std::string token_context = "mailbox ";
const store::Actor actor{"system:incoming-mail", {}};

/// What tells of which token of the operator's another one took the place.
std::string mark_of(const Vault& vault, const std::string& given) { return vault.digest("mailbox token", given) + " "; }

bool gone(const Error& e) { return e.fault == Fault::missing; }

}  // namespace

MailFetcher::MailFetcher(const Config& config, store::Register& reg, mail_in::Intake& intake, const Vault& vault,
                         mail::AccessTokens::Send send)
    : config_(config), register_(reg), intake_(intake), vault_(vault) {
  const auto& c = config.incoming_mail;
  name_ = c.imap + "/" + c.folder + " " + c.user;
  if (!has_mailbox()) return;
  due_ = reg.world.now();
  if (c.token_url.empty()) return;
  mail::TokenOptions options{c.token_url, c.client_id, first_line(c.client_secret_file), refresh_token(), c.token_scope,
                             c.ca_file,   &stopping_};
  tokens_ =
      std::make_unique<mail::AccessTokens>(std::move(options), std::move(send), [this](const std::string& token) { keep_token(token); });
}

/// The one that the provider gave last in place of the operator's; the operator's when that is another one by now.
std::string MailFetcher::refresh_token() {
  const auto given = first_line(config_.incoming_mail.refresh_token_file);
  std::string sealed;
  register_.readers.read([&](store::Connection& db) { sealed = mail_in::find_mailbox_token(db, name_); });
  const auto opened = sealed.empty() ? std::nullopt : vault_.open(sealed, token_context + name_);
  const auto first = mark_of(vault_, given);
  return opened && opened->starts_with(first) ? opened->substr(first.size()) : given;
}

void MailFetcher::keep_token(const std::string& token) {
  const auto text = mark_of(vault_, first_line(config_.incoming_mail.refresh_token_file)) + token;
  const auto kept = register_.writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    mail_in::write_mailbox_token(tx.db(), name_, vault_.seal(text, tx.random(Vault::nonce_bytes), token_context + name_));
    return store::Outcome{};
  });
  if (!kept) log_error("mailbox.token_not_kept", {{"mailbox", name_}, {"why", kept.error().first().text}});
}

Result<mail::ImapOptions> MailFetcher::log_in() {
  const auto& c = config_.incoming_mail;
  mail::ImapOptions options{c.imap, c.user, first_line(c.password_file), c.folder, c.ca_file};
  options.given_up = &stopping_;
  if (tokens_) {
    TRY(options.token, tokens_->get(register_.world.now()));
  }
  return options;
}

std::optional<Time> MailFetcher::next_due() const { return has_mailbox() ? std::optional(due_) : std::nullopt; }

std::size_t MailFetcher::step() {
  const Time now = register_.world.now();
  if (!has_mailbox() || (!heard_.exchange(false) && now < due_)) return 0;
  due_ = now + parse_duration(config_.incoming_mail.every).value_or(us_per_minute);
  const auto taken = poll();
  if (!taken && tokens_) tokens_->forget();
  if (!taken && in_order_.exchange(false)) log_warn("mailbox.not_read", {{"mailbox", name_}, {"why", taken.error().first().text}});
  if (taken && !in_order_.exchange(true)) log_info("mailbox.read_again", {{"mailbox", name_}});
  if (taken && *taken > 0) intake_.wake();
  return taken ? *taken : 0;
}

void MailFetcher::remember(const mail_in::MailboxState& state) {
  (void)register_.writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    mail_in::write_mailbox(tx.db(), state);
    return store::Outcome{};
  });
}

/// What is known of the mailbox. Seen for the first time, or after it was made anew: what nobody has read is taken, the rest is the past.
Result<mail_in::MailboxState> MailFetcher::begin(mail::Imap& imap) {
  TRY(const auto folder, imap.look());
  std::optional<mail_in::MailboxState> known;
  register_.readers.read([&](store::Connection& db) { known = mail_in::find_mailbox(db, name_); });
  if (known && known->validity == folder.validity) return *known;
  mail_in::MailboxState fresh{name_, folder.validity, folder.next_uid - 1, {}};
  TRY(fresh.waiting, imap.unread());
  std::erase_if(fresh.waiting, [&](std::int64_t uid) { return uid > fresh.last_uid; });
  if (fresh.waiting.size() > waiting_most) fresh.waiting.erase(fresh.waiting.begin(), fresh.waiting.end() - waiting_most);
  remember(fresh);
  return fresh;
}

Result<std::size_t> MailFetcher::poll() {
  TRY(auto options, log_in());
  mail::Imap imap(std::move(options));
  TRY(auto state, begin(imap));
  TRY(auto uids, imap.above(state.last_uid));
  uids.insert(uids.end(), state.waiting.begin(), state.waiting.end());  // what is new comes first
  if (uids.size() > mails_at_once) uids.resize(mails_at_once);
  std::size_t taken = 0;
  std::optional<Error> trouble;
  int in_a_row = 0;
  for (const auto uid : uids) {
    if (stopping_) break;
    const auto one = take(imap, state, uid);
    if (one) {
      taken += *one ? 1 : 0;
      in_a_row = 0;
      continue;
    }
    trouble = one.error();
    if (stopping_) break;                    // the mail is not to blame
    if (++in_a_row == failures_most) break;  // it is the connection, not the mail
    // It is asked for again next time; who comes behind it is not kept waiting.
    if (uid > state.last_uid) {
      state.last_uid = uid;
      if (state.waiting.size() < waiting_most) state.waiting.push_back(uid);
      remember(state);
    }
  }
  if (taken == 0 && trouble) return *trouble;
  return taken;
}

/// True: it is stored here now; false: it is gone.
Result<bool> MailFetcher::take(mail::Imap& imap, mail_in::MailboxState& state, std::int64_t uid) {
  mail_in::MailboxState after = state;
  std::erase(after.waiting, uid);
  after.last_uid = std::max(after.last_uid, uid);
  auto size = imap.size_of(uid);
  if (!size && !gone(size.error())) return size.error();
  mail_in::Arrival arrival;
  Result<std::string> raw = std::string();
  if (size && *size > static_cast<std::int64_t>(mail_in::mail_most)) {
    raw = imap.fetch_headers(uid);
    arrival.refused = "it is larger than 25 MiB; it stays in the mailbox, only its headers are here";
  } else if (size) {
    raw = imap.fetch(uid);
  }
  if (raw && raw->size() > mail_in::mail_most) {
    raw->resize(mail_in::mail_most);
    arrival.refused = "it is larger than 25 MiB; it stays in the mailbox";
  }
  if (!size || (!raw && gone(raw.error())) || (raw && raw->empty() && *size == 0)) {
    state = after;
    remember(state);
    return false;
  }
  if (!raw) return raw.error();
  if (raw->empty()) return error(Fault::unavailable, "imap.empty", "the server sent nothing of a mail that it has");
  arrival.raw = *raw;
  arrival.mailbox = name_;
  arrival.also = [&](store::Tx& tx) { mail_in::write_mailbox(tx.db(), after); };
  const auto stored = mail_in::store_mail(register_, arrival);
  if (!stored) return stored.error();
  state = after;
  const auto& folder = config_.incoming_mail.done_folder;
  const auto put = folder.empty() || !arrival.refused.empty() ? imap.mark_seen(uid) : imap.move_to(uid, folder);
  if (!put) log_warn("mailbox.not_marked", {{"mailbox", name_}, {"uid", std::to_string(uid)}, {"why", put.error().first().text}});
  return true;
}

std::chrono::milliseconds MailFetcher::listen(std::chrono::milliseconds most) {
  if (!idle_) {
    auto options = log_in();
    if (!options) return after_failure;
    idle_ = std::make_unique<mail::ImapIdle>(std::move(*options));
  }
  const auto came = idle_->wait(most);
  if (came) {
    heard_ = heard_ || *came;
    if (*came) loop_.wake();
    return {};
  }
  idle_.reset();
  if (came.error().first().code != "imap.no_idle") return after_failure;
  log_info("mailbox.tells_nothing", {{"mailbox", name_}, {"why", came.error().first().text}});
  return after_refusal;
}

void MailFetcher::start() {
  if (!has_mailbox()) return;
  loop_.start(
      [this] {
        try {
          step();
        } catch (const std::exception& e) {
          log_error("mailbox.failed", {{"what", e.what()}});
        }
        const auto wait_us = std::max<std::int64_t>(due_ - register_.world.now(), us_per_second);
        return std::chrono::milliseconds(wait_us / us_per_ms);
      },
      between_looks);
  if (config_.incoming_mail.idle) listening_.start([this] { return listen(silence_most); });
}

void MailFetcher::stop() {
  stopping_ = true;
  listening_.stop();
  loop_.stop();
}

}  // namespace evenkeel::app
