// The small questions that handlers ask of a request, and the two shortest answers.
#include "base/text.hpp"
#include "http/http.hpp"

namespace evenkeel::http {

std::string_view name_of(Verb verb) {
  switch (verb) {
    case Verb::get: return "GET";
    case Verb::head: return "HEAD";
    case Verb::post: return "POST";
    case Verb::put: return "PUT";
    case Verb::patch: return "PATCH";
    case Verb::del: return "DELETE";
    case Verb::options: return "OPTIONS";
  }
  return "GET";
}

std::string_view Request::header(std::string_view lower_name) const {
  for (const auto& [name, value] : headers) {
    if (name == lower_name) return value;
  }
  return {};
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::string_view Request::capture(std::string_view name) const {
  for (const auto& [key, value] : captures) {
    if (key == name) return value;
  }
  return {};
}

std::string_view Request::cookie(std::string_view name) const {
  for (const auto& [header_name, line] : headers) {
    if (header_name != "cookie") continue;
    for (const std::string_view part : split(line, ';')) {
      const std::string_view pair = trim(part);
      const std::size_t equals = pair.find('=');
      if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
    }
  }
  return {};
}

// Not inline: at -O2 g++ 12 sees an overread in the moved strings that is not there, wherever this is inlined.
void Response::set(std::string name, std::string value) { headers.emplace_back(std::move(name), std::move(value)); }

Response json(std::string body, int status) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

Handler answering(std::function<Response(Request&)> function) {
  return [function = std::move(function)](Request request, const Done& done) { done(function(request)); };
}

}  // namespace evenkeel::http
