#include "scenario/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <stdexcept>
#include <thread>

#include "app/seal_key.hpp"
#include "base/hash.hpp"

namespace evenkeel::scenario {

constexpr int settle_rounds_most = 10'000;  // a house that never rests is a fault of its own

Stage::Stage(store::Engine engine, Time start, Adjust adjust, Wrap wrap)
    : world(start), database_(test::make(engine)), adjust_(std::move(adjust)), wrap_(std::move(wrap)) {
  open();
}
Stage::~Stage() { house_.reset(); }

namespace {

/// As a server that knows what the asker has already. An empty page is one that is out of order.
connect::Answer page_for(const connect::Call& call, const std::string& page) {
  connect::Answer answer;
  answer.status = page.empty() ? 500 : 200;
  answer.etag = fmt::format("\"{}\"", std::hash<std::string>{}(page));
  if (std::ranges::find(call.headers, "If-None-Match: " + answer.etag) != call.headers.end()) answer.status = 304;
  else answer.body = page;
  return answer;
}

}  // namespace

void Stage::open() {
  app::Config config;
  config.data_folder = folder_.file("");
  config.mail.smtp = "smtp://mail.example.org";
  config.http.public_url = "https://help.example.org";
  config.incoming_mail.address = "incidents@help.example.org";
  app::HouseOptions options;
  options.reruns = store::WriterOptions::Reruns::always;
  options.carry_mail = [this](const notification::Mail& mail) {
    if (!mail_works) return store::HandOver{store::HandOver::Outcome::retry, "the mail server is away"};
    mails.push_back({mail.to, mail.subject, mail.text, mail.message_id, mail.reply_to});
    return store::HandOver{};
  };
  options.send_call = [this](const connect::Call& call) {
    if (const auto page = pages.find(call.url); page != pages.end()) return page_for(call, page->second);
    if (post_status >= 200 && post_status < 300) posts.push_back({call.url, call.method, call.body, {}});
    return connect::Answer{post_status, post_status == 0 ? "it is away" : "", 0};
  };
  store::Database& database = wrap_ ? wrap_(**database_) : **database_;
  if (adjust_) adjust_(config, options);
  house_ = std::make_unique<app::House>(config, database, world, std::move(options));
}

http::Response Stage::send(http::Request request, const Client& client) {
  if (!client.bearer.empty()) request.headers.emplace_back("authorization", "Bearer " + client.bearer);
  if (!client.session.empty()) {
    request.headers.emplace_back("cookie", "evenkeel_session=" + client.session + "; evenkeel_csrf=" + client.csrf);
    request.headers.emplace_back("x-csrf-token", client.csrf);
  }
  request.received = world.now();
  request.request_id = "scenario";
  if (request.client_address.empty()) request.client_address = "127.0.0.1";
  auto answered = std::make_shared<std::promise<http::Response>>();
  auto future = answered->get_future();
  house_->handle(std::move(request), [answered](http::Answer answer) { answered->set_value(std::move(answer.response)); });
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (future.wait_for(std::chrono::milliseconds(0)) != std::future_status::ready) {
    if (house_->writer().step() == 0) std::this_thread::sleep_for(std::chrono::microseconds(200));
    if (std::chrono::steady_clock::now() > give_up) throw std::runtime_error("the request was not answered within 20 seconds");
  }
  auto response = future.get();
  settle();
  return response;
}

void Stage::settle() {
  for (int round = 0; round < settle_rounds_most; ++round)
    if (house_->step() == 0) return;
  throw std::runtime_error("the house does not come to rest");
}

void Stage::advance(std::int64_t us) {
  const Time target = world.now() + us;
  settle();
  for (;;) {
    const auto due = house_->next_due();
    if (!due || *due > target) break;
    if (*due > world.now()) world.advance(*due - world.now());
    else world.advance(us_per_ms);  // a refused timer was postponed by less than we can see
    settle();
  }
  if (target > world.now()) world.advance(target - world.now());
  settle();
}

void Stage::set_time(Time t) {
  if (t > world.now()) advance(t - world.now());
}

void Stage::crash() {
  house_.reset();
  open();
}

std::string Stage::public_key() const { return signing_key_from_seed(*app::load_key(folder_.file("seal.key"), nullptr)).public_key; }

std::string Stage::audit() {
  const auto report = house_->verify_audit();
  return report.sound() ? ""
                        : report.findings.front().text + " (" + report.findings.front().subject_kind + " " +
                              to_string(report.findings.front().subject) + ")";
}

}  // namespace evenkeel::scenario
