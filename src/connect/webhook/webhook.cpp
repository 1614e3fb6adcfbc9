#include "connect/webhook/webhook.hpp"

#include "connect/outgoing.hpp"

namespace evenkeel::webhook {

store::HandOver post(const Options& options, const std::string& key, const std::string& json) {
  connect::Call call;
  call.url = options.url;
  call.headers = {"Content-Type: application/json", "Idempotency-Key: " + key};
  call.body = json;
  call.ca_file = options.ca_file;
  call.timeout_seconds = options.timeout_seconds;
  call.given_up = options.given_up;
  return connect::judge(connect::send(call));
}

}  // namespace evenkeel::webhook
