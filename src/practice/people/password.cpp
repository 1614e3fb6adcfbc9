#include "practice/people/password.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.hpp"

namespace evenkeel::people {
namespace {

constexpr std::size_t waiting_most = 64;  // two seconds of work; who comes later is told to try again

// The commonest of twelve characters and more in published collections; what is made by repeating or counting is caught by rule.
constexpr std::array<std::string_view, 40> commonest{"password1234",     "password12345",    "password123456",
                                                     "password123!",     "passwordpassword", "qwertyuiop12",
                                                     "qwertyuiop123",    "qwertyuiopas",     "qwertyuiop[]",
                                                     "qwerty123456",     "qwertyqwerty",     "1q2w3e4r5t6y",
                                                     "1qaz2wsx3edc",     "1qaz2wsx3edc4rfv", "q1w2e3r4t5y6",
                                                     "zaq12wsxcde3",     "abcd12345678",     "abcdefghijkl",
                                                     "abc123abc123",     "a1b2c3d4e5f6",     "iloveyou1234",
                                                     "iloveyouiloveyou", "letmein12345",     "letmeinletmein",
                                                     "welcome12345",     "welcome123456",    "welcomewelcome",
                                                     "administrator",    "administrator1",   "adminadmin12",
                                                     "adminadminadmin",  "admin1234567",     "changemechangeme",
                                                     "changeme1234",     "trustno1trustno1", "sunshine1234",
                                                     "footballfootball", "superman1234",     "correcthorsebatterystaple",
                                                     "monkey123456"};

/// "aaaaaaaaaaaa", "123123123123", "abcabcabcabc": a pattern of up to four bytes, again and again.
bool repeats(std::string_view text) {
  for (std::size_t period = 1; period <= 4; ++period) {
    bool same = true;
    for (std::size_t i = period; i < text.size() && same; ++i) same = text[i] == text[i - period];
    if (same) return true;
  }
  return false;
}

/// "123456789012", "abcdefghijkl", "987654321098": each byte one further than the one before (0 follows 9).
bool counts(std::string_view text) {
  for (int step : {1, -1}) {
    bool counting = true;
    for (std::size_t i = 1; i < text.size() && counting; ++i) {
      const int before = text[i - 1], now = text[i];
      counting = now - before == step || (step == 1 && before == '9' && now == '0') || (step == -1 && before == '0' && now == '9');
    }
    if (counting) return true;
  }
  return false;
}

}  // namespace

Status check_password_policy(std::string_view password, std::string_view login, std::string_view field) {
  auto refuse = [&](std::string code, std::string text) { return invalid(std::move(code), std::move(text), std::string(field)); };
  if (password.size() > password_most) return refuse("password.too_long", "must have at most 256 bytes");
  if (!is_valid_utf8(password)) return refuse("password.bad_text", "must be valid UTF-8");
  if (utf8_length(password) < password_least)
    return refuse("password.too_short", "must have at least 12 characters; a sentence is easy to remember");
  const std::string folded = lower_ascii(trim(password));
  const std::string name = lower_ascii(trim(login));
  if (!name.empty() && (folded == name || (name.size() >= 4 && folded.find(name) != std::string::npos && folded.size() < name.size() + 6)))
    return refuse("password.is_login", "must not be the login, nor the login with little added");
  if (std::ranges::find(commonest, std::string_view(folded)) != commonest.end() || repeats(folded) || counts(folded))
    return refuse("password.common", "is among the first that anybody would try");
  return Done{};
}

PasswordThreads::PasswordThreads(int threads) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

PasswordThreads::~PasswordThreads() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool PasswordThreads::submit(std::function<void()> job) {
  {
    std::lock_guard lock(mutex_);
    if (jobs_.size() >= waiting_most || stopping_ || threads_.empty()) return false;
    jobs_.push_back(std::move(job));
  }
  wake_.notify_one();
  return true;
}

void PasswordThreads::run() {
  for (;;) {
    std::function<void()> job;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [&] { return stopping_ || !jobs_.empty(); });
      if (stopping_) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    job();
  }
}

}  // namespace evenkeel::people
