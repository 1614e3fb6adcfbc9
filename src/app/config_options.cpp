// Every option with its place in Config and its words.
#include "app/config.hpp"

#include <algorithm>
#include <array>

namespace evenkeel::app {
namespace {

using Kind = Option::Kind;

Slot slot_at(std::string& value) { return {.text = &value}; }
Slot slot_at(std::int64_t& value) { return {.integer = &value}; }
Slot slot_at(bool& value) { return {.flag = &value}; }
Slot slot_at(std::vector<std::string>& value) { return {.list = &value}; }

struct Described {
  Option option;
  Slot (*slot)(Config&);
};

/// An option has the name of its place in Config.
#define OPTION(place, kind, help)                                          \
  Described {                                                              \
    {#place, help, Kind::kind}, [](Config& c) { return slot_at(c.place); } \
  }

constexpr Described described[] = {
    OPTION(database, text, "the register: a file (SQLite), or postgres://user@host/name (PostgreSQL)"),
    OPTION(data_folder, text, "where relative files of this configuration lie, the SQLite file among them"),
    OPTION(organisation_zone, text, "time zone of the organisation, as Europe/Berlin"),
    OPTION(http.address, text, "address to listen on; 0.0.0.0 or :: for all"),
    OPTION(http.port, integer, "port to listen on; 0 takes any free one"),
    OPTION(http.public_url, text, "how people reach it, for links in mails: https://help.example.org"),
    OPTION(http.tls_certificate, text, "PEM file with the certificate chain; with tls_key it speaks TLS itself"),
    OPTION(http.tls_key, text, "PEM file with the private key"),
    OPTION(http.workers, integer, "threads that run requests"),
    OPTION(http.requests_per_minute, integer, "of one client or token before it is answered 429; 0: no limit"),
    OPTION(http.trusted_proxies, list, "addresses or networks whose X-Forwarded-For and -Proto are believed"),
    OPTION(http.metrics_from, list, "addresses or networks that read /metrics without a token; empty: nobody does"),
    OPTION(mail.smtp, text, "smtp://host:25, smtp+starttls://host:587 or smtps://host:465; empty: no mail is sent"),
    OPTION(mail.fallback_smtp, text,
           "a second server with the same user, for when the first one does not take a mail or hangs; empty: none"),
    OPTION(mail.user, text, "user name at the mail server"),
    OPTION(mail.password_file, text, "file whose first line is the password"),
    OPTION(mail.from, text, "sender of our mails"),
    OPTION(mail.ca_file, text, "PEM file with the certificates that the mail server's is checked against; empty: those of the system"),
    OPTION(mail.timeout, duration, "how long one mail may take at one server, at most 50s"),
    OPTION(incoming_mail.address, text, "what people write to: incidents@example.org; answers come to incidents+...@; empty: not known"),
    OPTION(incoming_mail.imap, text, "imaps://host, imap+starttls://host, or imap:// on this machine; empty: no mailbox is read"),
    OPTION(incoming_mail.user, text, "user name at the mailbox"),
    OPTION(incoming_mail.password_file, text, "file whose first line is its password"),
    OPTION(incoming_mail.token_url, text, "https token endpoint of OAuth2, instead of a password; empty: a password"),
    OPTION(incoming_mail.client_id, text, "what we are called there"),
    OPTION(incoming_mail.client_secret_file, text, "file whose first line is the client's secret"),
    OPTION(incoming_mail.refresh_token_file, text, "file whose first line is a refresh token; empty: the client's own credentials"),
    OPTION(incoming_mail.token_scope, text, "scope as the provider wants it: https://outlook.office365.com/.default"),
    OPTION(incoming_mail.ca_file, text, "PEM file for its certificate; empty: those of the system"),
    OPTION(incoming_mail.folder, text, "which folder of it"),
    OPTION(incoming_mail.done_folder, text, "folder that mails are moved to once they are stored; empty: they are marked as read"),
    OPTION(incoming_mail.every, duration, "how often it is looked into"),
    OPTION(incoming_mail.idle, flag, "the server tells of new mails as they come (IDLE), where it can"),
    OPTION(incoming_mail.strangers, text, "what becomes of mails of unknown people: quarantine, or callers"),
    OPTION(incoming_mail.copied_watch, flag, "known people in To and Cc watch the new incident"),
    OPTION(incoming_mail.staff_answers, flag, "who answers a page by mail acts as the person it went to"),
    OPTION(incoming_mail.mails_per_hour, integer, "of one sender; more are set aside"),
    OPTION(incoming_mail.new_callers_per_hour, integer, "unknown senders that become callers; mails of more are set aside"),
    OPTION(incoming_mail.keep, duration, "forget the bytes of settled mails after so long"),
    OPTION(sign_in.key_file, text, "key that opens the secrets of second factors; made at the first start, kept outside the database"),
    OPTION(sign_in.second_factor_roles, list, "roles whose holders must sign in with a second factor: [\"administrator\"]"),
    OPTION(sign_in.group_grants, list, "what groups of other systems give here: [\"network = team Network, role technician\"]"),
    OPTION(ldap.url, text, "ldaps://host:636, ldap+starttls://host:389, or ldap:// on this machine; empty: no directory"),
    OPTION(ldap.ca_file, text, "PEM file with the certificates that the directory's is checked against; empty: those of the system"),
    OPTION(ldap.bind_dn, text, "whom to bind as for reading; empty: nobody"),
    OPTION(ldap.password, secret_text, "its password, meant for the environment; a file is better"),
    OPTION(ldap.password_file, text, "file whose first line is its password"),
    OPTION(ldap.base, text, "below which entry people are"),
    OPTION(ldap.user_filter, text, "which entries there are people"),
    OPTION(ldap.login_attribute, text, "what they sign in with"),
    OPTION(ldap.name_attribute, text, "their name"),
    OPTION(ldap.mail_attribute, text, "their address; empty: it is kept here"),
    OPTION(ldap.phone_attribute, text, "their telephone number; empty: it is kept here"),
    OPTION(ldap.language_attribute, text, "their language; empty: it is kept here"),
    OPTION(ldap.key_attribute, text, "what never changes, whatever somebody is called: entryUUID, objectGUID"),
    OPTION(ldap.group_base, text, "below which entry groups are; empty: where people are"),
    OPTION(ldap.group_filter, text, "which entries there are groups"),
    OPTION(ldap.group_name_attribute, text, "the name of a group, as sign_in.group_grants has it"),
    OPTION(ldap.member_attribute, text, "where a group names its members: member, uniqueMember, memberUid"),
    OPTION(ldap.every, duration, "how often people are brought in step with it"),
    OPTION(ldap.timeout, duration, "how long each step of a question may take, at most 60s"),
    OPTION(sign_in.password_roles, list, "roles whose holders may sign in with a password here, beside the providers; empty: everybody"),
    OPTION(sign_on.providers, list, "names of the providers that people sign in at, each with its own [sign_on.NAME]"),
    OPTION(backup.folder, text, "where scheduled backups go; empty: none are made"),
    OPTION(backup.every, duration, "how often: 24h, 1d"),
    OPTION(backup.keep, integer, "how many are kept"),
    OPTION(audit.key_file, text, "key that signs the seals; made at the first start, kept outside the database"),
    OPTION(audit.anchor_file, text, "the newest seal is appended here once an hour, for `audit verify --anchor`"),
    OPTION(audit.anchor_mail, text, "address that the newest seal is mailed to"),
    OPTION(audit.anchor_webhook, secret_text, "https address that the newest seal is posted to, as JSON"),
    OPTION(audit.anchor_every, duration, "how often it is mailed and posted"),
    OPTION(audit.syslog, text, "follows the change log: udp://host:514, tcp://host:601, tls://host:6514 or unix:///dev/log"),
    OPTION(audit.syslog_enterprise, integer,
           "private enterprise number of your organisation in those messages; 32473 is the one for examples"),
    OPTION(audit.ca_file, text, "PEM file for the certificates of tls:// and of the webhook; empty: those of the system"),
    OPTION(incident.confirmation_window, duration, "how long a caller may reject a resolution before silence closes it"),
    OPTION(incident.undo_window, duration, "how long who gave a command may take it back"),
    OPTION(incident.comments_reach_children, flag, "what staff says on a parent is said on its open children too"),
    OPTION(incident.resolution_reaches_children, flag, "resolving a parent resolves its open children"),
    OPTION(incident.reopening_reaches_children, flag, "reopening a parent reopens the children that its resolution had resolved"),
    OPTION(incident.scanner, text, "program that gets an attachment on standard input and refuses it with a non-zero exit"),
    OPTION(incident.attachment_limit, size, "largest attachment: 25MiB; at least 1KiB, at most 256MiB"),
    OPTION(retention.closed_callers, duration,
           "erase what is held about callers without an open incident for so long: 1095d; empty: never"),
    OPTION(retention.failed_deliveries, duration, "forget messages that could not be delivered after so long; empty: never"),
    OPTION(escalation.heartbeat_url, secret_text, "https address that is told every minute that escalations prove themselves; empty: none"),
    OPTION(escalation.ca_file, text, "PEM file for its certificate; empty: those of the system"),
    OPTION(channels.secrets_file, text, "file with the secrets of gateways, a line each: NAME=secret"),
    OPTION(channels.ca_file, text, "PEM file with the certificates that gateways' are checked against; empty: those of the system"),
    OPTION(channels.private_networks, list,
           "private addresses or networks that gateways and sources of holidays may lie in: [\"10.1.2.0/24\"]"),
    OPTION(channels.push_networks, list, "the same for push services of browsers, which everybody with an account may name"),
    OPTION(checks.networks, list, "private addresses or networks that checks may ask, beside the internet: [\"10.1.2.0/24\"]"),
    OPTION(log.level, text, "debug, info, warn, error or off"),
};

#undef OPTION

constexpr auto all_options = [] {
  std::array<Option, std::size(described)> all{};
  std::ranges::transform(described, all.begin(), &Described::option);
  return all;
}();

}  // namespace

std::span<const Option> options() { return all_options; }

Slot slot_of(Config& config, std::string_view key) {
  const auto* found = std::ranges::find(described, key, [](const Described& one) { return one.option.key; });
  return found == std::end(described) ? Slot{} : found->slot(config);
}

}  // namespace evenkeel::app
