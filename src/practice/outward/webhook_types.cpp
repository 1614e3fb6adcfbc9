// Descriptions of webhooks and their secrets, and all tables of this practice.
#include "practice/outward/webhook.hpp"
#include "store/schema.hpp"

namespace evenkeel::record {

using outward::Webhook;
using outward::WebhookSecret;
using enum Access;

namespace {
constexpr std::int64_t url_most = 1'000;
constexpr std::int64_t condition_most = 8'000;
constexpr std::int64_t names_most = 100;
constexpr std::int64_t sealed_most = 500;
}  // namespace

template <>
const RecordType& type_of<Webhook>() {
  static const RecordType type{
      "webhook",
      "webhook",
      "webhooks",
      "Webhook",
      "Webhooks",
      {
          field<&Webhook::id>("id", {.label = "Id", .access = system}),
          field<&Webhook::version>("version", {.label = "Version", .access = system}),
          field<&Webhook::active>("active", {.label = "Active", .help = "An inactive one stays where it is, and goes on there."}),
          field<&Webhook::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&Webhook::url>(
              "url",
              {.label = "Web address", .help = "https://... Without secrets: the change log shows it.", .max = url_most, .required = true}),
          field<&Webhook::condition_text>(
              "condition", {.label = "Only incidents", .help = "A condition, as in filters; empty: all.", .max = condition_most}),
          field<&Webhook::changes>("changes", {.label = "Changes", .help = "Empty: all, but for notes.", .max = names_most}),
          field<&Webhook::fields>("fields", {.label = "Fields", .help = "Of the incident that are sent; empty: all.", .max = names_most}),
          field<&Webhook::confidential>("confidential", {.label = "Confidential incidents, too"}),
          field<&Webhook::notes>("notes", {.label = "Internal notes, too"}),
          field<&Webhook::made_by>("made_by", {.label = "Made by", .ref = "person", .access = system}),
          field<&Webhook::made_at>("made_at", {.label = "Made", .access = system}),
      }};
  return type;
}

template <>
const RecordType& type_of<WebhookSecret>() {
  static const RecordType type{
      "webhook_secret",
      "webhook_secret",
      "webhook_secrets",
      "Secret of a webhook",
      "Secrets of webhooks",
      {
          field<&WebhookSecret::id>("id", {.label = "Id", .access = system}),
          field<&WebhookSecret::version>("version", {.label = "Version", .access = system}),
          field<&WebhookSecret::webhook>("webhook", {.label = "Webhook", .ref = "webhook", .required = true, .access = system}),
          field<&WebhookSecret::sealed>("sealed", {.label = "Secret", .max = sealed_most, .required = true, .access = secret}),
          field<&WebhookSecret::shown>("shown", {.label = "Ends with", .access = system}),
          field<&WebhookSecret::made_by>("made_by", {.label = "Made by", .ref = "person", .access = system}),
          field<&WebhookSecret::made_at>("made_at", {.label = "Made", .access = system}),
          field<&WebhookSecret::ends_at>("ends_at", {.label = "Signs until", .access = system}),
      }};
  return type;
}

}  // namespace evenkeel::record

namespace evenkeel::outward {

std::string webhook_schema() {
  return store::ddl_for(record::type_of<Webhook>()) + store::ddl_for(record::type_of<WebhookSecret>()) + R"(
CREATE INDEX webhook_secret__webhook ON webhook_secret(webhook);

CREATE TABLE webhook_line (
  webhook {int} PRIMARY KEY,
  generation {int} NOT NULL,
  seq {int} NOT NULL,
  failures {int} NOT NULL,
  refusals {int} NOT NULL,
  not_before_us {int} NOT NULL,
  sent_us {int},
  paused_us {int},
  paused {text},
  holder {int} NOT NULL,
  held_until_us {int} NOT NULL
) {strict};

CREATE TABLE webhook_late (
  webhook {int} NOT NULL,
  seq {int} NOT NULL,
  incident {int},
  attempt {int} NOT NULL,
  next_us {int} NOT NULL,
  PRIMARY KEY (webhook, seq)
) {strict};
CREATE INDEX webhook_late__incident ON webhook_late(webhook, incident, seq);
CREATE INDEX webhook_late__next ON webhook_late(webhook, next_us);

CREATE TABLE webhook_attempt (
  id {int} PRIMARY KEY,
  webhook {int} NOT NULL,
  seq {int} NOT NULL,
  event {text} {bytewise} NOT NULL,
  type {text} {bytewise} NOT NULL,
  incident {int},
  at_us {int} NOT NULL,
  took_ms {int} NOT NULL,
  status {int} NOT NULL,
  outcome {text} {bytewise} NOT NULL,
  answer {text} NOT NULL
) {strict};
CREATE INDEX webhook_attempt__webhook ON webhook_attempt(webhook, id);
)";
}

}  // namespace evenkeel::outward
