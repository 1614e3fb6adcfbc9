#include "outside/helper_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>

namespace evenkeel::outside {

HelperProcess::HelperProcess(std::vector<std::string> program) {
  int in[2], out[2];
  if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  std::vector<char*> words;
  for (auto& word : program) words.push_back(word.data());
  words.push_back(nullptr);
  signal(SIGPIPE, SIG_IGN);
  pid_ = fork();
  if (pid_ < 0) throw std::runtime_error("no process");
  if (pid_ == 0) {
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    execvp(words[0], words.data());
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  in_ = in[1];
  out_ = out[0];
}

HelperProcess::~HelperProcess() {
  kill();
  close(in_);
  close(out_);
}

void HelperProcess::kill() {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

void HelperProcess::tell(const std::string& line) {
  const std::string bytes = line + "\n";
  if (write(in_, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) throw std::runtime_error("the helper is gone");
}

std::optional<std::string> HelperProcess::line(int wait_ms) {
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::milliseconds(wait_ms);
  for (;;) {
    if (const auto end = buffer_.find('\n'); end != std::string::npos) {
      auto line = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      return line;
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(give_up - std::chrono::steady_clock::now()).count();
    pollfd wanted{out_, POLLIN, 0};
    if (poll(&wanted, 1, static_cast<int>(std::max<long>(left, 0))) <= 0) return std::nullopt;
    char bytes[65'536];
    const auto n = read(out_, bytes, sizeof bytes);
    if (n <= 0) return std::nullopt;
    buffer_.append(bytes, static_cast<std::size_t>(n));
  }
}

std::optional<boost::json::object> HelperProcess::next(int wait_ms) {
  const auto text = line(wait_ms);
  if (!text) return std::nullopt;
  return boost::json::parse(*text).as_object();
}

std::vector<boost::json::object> HelperProcess::take(std::string_view event, int wait_ms) {
  std::vector<boost::json::object> found;
  for (auto it = kept_.begin(); it != kept_.end();) {
    if (text_of(*it, "event") != event) {
      ++it;
      continue;
    }
    found.push_back(std::move(*it));
    it = kept_.erase(it);
  }
  constexpr int quiet_ms = 250;  // on a machine that does other things the next may take its time
  while (auto said = next(found.empty() ? wait_ms : quiet_ms)) {
    if (text_of(*said, "event") == event) found.push_back(std::move(*said));
    else kept_.push_back(std::move(*said));
  }
  return found;
}

}  // namespace evenkeel::outside
