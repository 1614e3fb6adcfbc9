#include "practice/service/gateway.hpp"

#include "practice/service/fields.hpp"
#include "store/schema.hpp"

namespace evenkeel::record {

using service::Gateway;

namespace {
constexpr std::string_view methods[] = {"POST", "PUT", "GET"};
constexpr std::int64_t url_most = 1'000;
constexpr std::int64_t headers_most = 2'000;
constexpr std::int64_t body_most = 8'000;
constexpr std::int64_t secret_name_most = 40;
constexpr std::int64_t per_minute_most = 6'000;  // a hundred a second: beyond, it is no limit
}  // namespace

template <>
const RecordType& type_of<Gateway>() {
  static const RecordType type{
      "gateway",
      "gateway",
      "gateways",
      "Gateway",
      "Gateways",
      service::with_head<Gateway>({
          field<&Gateway::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&Gateway::kind>("kind", {.label = "Kind", .help = "What people reach by it."}),
          field<&Gateway::url>("url", {.label = "Web address",
                                       .help = "https://..., with {{to}} where the recipient stands. Empty for chats: each recipient "
                                               "has an address of their own, the incoming webhook.",
                                       .max = url_most}),
          field<&Gateway::begins_with>(
              "begins_with",
              {.label = "Own addresses begin with", .help = "For an empty address: https://hooks.slack.com/services/", .max = url_most}),
          service::limited_to(field<&Gateway::method>("method", {.label = "Method", .help = "Empty: POST."}), methods),
          field<&Gateway::headers>("headers",
                                   {.label = "Headers",
                                    .help = "One a line: Authorization: Bearer {{secret}}. Content-Type says how the body is written.",
                                    .max = headers_most}),
          field<&Gateway::body>("body",
                                {.label = "Body",
                                 .help = "With {{to}}, {{subject}}, {{text}}, {{brief}}, {{link}}, {{priority}} and {{secret}}. Empty: "
                                         "what the kind usually wants.",
                                 .max = body_most}),
          field<&Gateway::secret>("secret", {.label = "Name of its secret",
                                             .help = "As it stands in the server's file of secrets; the secret itself is never here.",
                                             .max = secret_name_most}),
          field<&Gateway::per_minute>("per_minute",
                                      {.label = "Messages a minute", .help = "At most; 0: no limit.", .max = per_minute_most}),
      })};
  return type;
}

}  // namespace evenkeel::record

namespace evenkeel::service {

std::string gateway_schema() { return store::ddl_for(record::type_of<Gateway>()); }

}  // namespace evenkeel::service
