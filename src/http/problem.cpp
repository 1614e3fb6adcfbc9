// Refusals as RFC 9457 says them. The title is the phrase of the status, since `type` is about:blank; what a program should
// look at is `code`.
#include "http/http.hpp"
#include "record/json.hpp"

namespace evenkeel::http {
namespace {

std::string open_problem(int status, std::string_view code, std::string_view detail) {
  std::string out = R"({"type":"about:blank","title":)";
  record::append_json_string(out, phrase_of(status));
  out += ",\"status\":" + std::to_string(status) + ",\"code\":";
  record::append_json_string(out, code);
  out += ",\"detail\":";
  record::append_json_string(out, detail);
  return out;
}

Response finish_problem(int status, std::string body) {
  Response response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = std::move(body);
  return response;
}

}  // namespace

std::string_view phrase_of(int status) {
  switch (status) {
    case 100: return "Continue";
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 417: return "Expectation Failed";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    default: return "Unknown";
  }
}

int status_of(Fault fault) {
  switch (fault) {
    case Fault::invalid: return 422;
    case Fault::malformed: return 400;
    case Fault::unauthenticated: return 401;
    case Fault::forbidden: return 403;
    case Fault::missing: return 404;
    case Fault::conflict: return 409;
    case Fault::stale: return 412;
    case Fault::too_large: return 413;
    case Fault::too_many: return 429;
    case Fault::unavailable: return 503;
    case Fault::internal: return 500;
  }
  return 500;
}

Response refusal(int status, std::string_view code, std::string_view text) {
  return finish_problem(status, open_problem(status, code, text) + ",\"errors\":[]}");
}

Response problem(const Error& error) {
  const int status = status_of(error.fault);
  if (error.problems.empty()) return refusal(status, "internal", phrase_of(status));
  std::string body = open_problem(status, error.first().code, error.first().text);
  body += ",\"errors\":[";
  for (std::size_t i = 0; i < error.problems.size(); ++i) {
    const Problem& one = error.problems[i];
    body += i == 0 ? "{\"code\":" : ",{\"code\":";
    record::append_json_string(body, one.code);
    body += ",\"detail\":";
    record::append_json_string(body, one.text);
    body += ",\"pointer\":";
    record::append_json_string(body, one.field);
    body += '}';
  }
  body += ']';
  const std::string& extra = error.detail_json;
  // An object's members join ours; an empty object adds nothing.
  if (extra.size() > 2 && extra.front() == '{' && extra.back() == '}') body += ',' + extra.substr(1, extra.size() - 2);
  Response response = finish_problem(status, body + '}');
  if (error.fault == Fault::too_many || error.fault == Fault::unavailable) response.set("Retry-After", "1");
  return response;
}

}  // namespace evenkeel::http
