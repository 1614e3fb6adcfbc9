// What an option of the configuration is, before anybody knows where its value goes.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace evenkeel::app {

/// One option: "http.port" is [http] port = ... in the file and EVENKEEL_HTTP_PORT in the environment.
struct Option {
  std::string_view key, help;
  enum class Kind {
    text,
    secret_text,  // not shown, an address may hold a token
    integer,
    list,
    flag,
    duration,
    size
  } kind;
};

/// Where the value of an option goes; one of them.
struct Slot {
  std::string* text = nullptr;
  std::int64_t* integer = nullptr;
  std::vector<std::string>* list = nullptr;
  bool* flag = nullptr;
};

}  // namespace evenkeel::app
