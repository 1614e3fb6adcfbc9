// Asks a router as a connection would, and waits for its answer: for tests that need no socket. Needs GoogleTest.
#pragma once
#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "http/router.hpp"

namespace evenkeel::test {

/// Sets path and query of a request from what stands in an address bar; nothing is decoded.
inline void set_target(http::Request& request, std::string_view target) {
  const auto question = target.find('?');
  request.path = std::string(target.substr(0, question));
  if (question == std::string_view::npos) return;
  for (std::string_view part : split(target.substr(question + 1), '&'))
    request.query.emplace_back(part.substr(0, part.find('=')), part.substr(part.find('=') + 1));
}

/// Fails the test when no answer comes.
inline http::Response answer_of(const http::Handler& handler, http::Request request) {
  struct Wait {
    std::mutex mutex;
    std::condition_variable arrived;
    std::optional<http::Response> response;
  };
  auto wait = std::make_shared<Wait>();
  handler(std::move(request), [wait](http::Answer answer) {
    std::lock_guard lock(wait->mutex);
    wait->response = std::move(answer.response);
    wait->arrived.notify_all();
  });
  std::unique_lock lock(wait->mutex);
  if (!wait->arrived.wait_for(lock, std::chrono::seconds(60), [&] { return wait->response.has_value(); })) ADD_FAILURE() << "no answer";
  return wait->response.value_or(http::Response{});
}

}  // namespace evenkeel::test
