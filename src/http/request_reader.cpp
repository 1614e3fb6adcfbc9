// See request_reader.hpp.
#include "http/request_reader.hpp"

#include <boost/beast/http/error.hpp>
#include <cstring>

#include "base/text.hpp"
#include "http/target.hpp"

namespace evenkeel::http {
namespace {

namespace beast_http = boost::beast::http;

std::string_view text_of(boost::beast::string_view v) { return {v.data(), v.size()}; }

std::optional<Verb> verb_of(beast_http::verb verb) {
  switch (verb) {
    case beast_http::verb::get: return Verb::get;
    case beast_http::verb::head: return Verb::head;
    case beast_http::verb::post: return Verb::post;
    case beast_http::verb::put: return Verb::put;
    case beast_http::verb::patch: return Verb::patch;
    case beast_http::verb::delete_: return Verb::del;
    case beast_http::verb::options: return Verb::options;
    default: return std::nullopt;
  }
}

}  // namespace

RequestReader::Progress RequestReader::feed(std::string_view bytes, std::size_t& used) {
  used = 0;
  if (refusal_.status != 0) return Progress::refused;
  return header_done_ ? feed_body(bytes, used) : feed_header(bytes, used);
}

RequestReader::Progress RequestReader::feed_header(std::string_view bytes, std::size_t& used) {
  // RFC 9112 2.2: an empty line before the request line is skipped (some clients send one after a body).
  if (scanned_ == 0 && !empty_line_) {
    if (bytes == "\r") return Progress::more;
    empty_line_ = bytes.starts_with("\r\n");
    used = empty_line_ ? 2 : 0;
    bytes.remove_prefix(used);
  }
  if (bytes.empty()) return Progress::more;
  const std::size_t end = bytes.find("\r\n\r\n", scanned_ < 3 ? 0 : scanned_ - 3);
  if (end == std::string_view::npos || end + 4 > header_bytes_) {
    scanned_ = bytes.size();
    const std::size_t line = std::min(bytes.find("\r\n"), bytes.size());
    if (line > target_bytes_most + 32) {
      refuse(414, "http.target", "the request line is longer than 8 KiB");
      return Progress::refused;
    }
    if (bytes.size() < header_bytes_) return Progress::more;
    refuse(431, "http.header", "the header is longer than " + std::to_string(header_bytes_) + " bytes");
    return Progress::refused;
  }
  const std::string_view header = bytes.substr(0, end + 4);
  scanned_ = header.size();
  if (!check_lines(header)) return Progress::refused;
  this->header_limit(static_cast<std::uint32_t>(header.size() + 1));
  this->body_limit(boost::none);
  ErrorCode ec;
  used += this->put(boost::asio::const_buffer(header.data(), header.size()), ec);
  if (refusal_.status == 0 && (ec || !this->is_header_done())) refuse_parse(ec);
  if (refusal_.status != 0 || !finish_header()) return Progress::refused;
  header_done_ = true;
  return Progress::header;
}

/// Line endings must be CRLF, lines must not be folded, and there is a limit to their number.
bool RequestReader::check_lines(std::string_view header) {
  if (header.find('\0') != std::string_view::npos) {
    refuse(400, "http.header", "the header holds a NUL");
    return false;
  }
  std::size_t lines = 0, from = 0;
  while (from < header.size()) {
    const std::size_t feed = header.find('\n', from);
    const std::size_t ret = header.find('\r', from);
    if (ret + 1 != feed) {
      refuse(400, "http.header", "a header line does not end in CR LF");
      return false;
    }
    from = feed + 1;
    if (from < header.size() && (header[from] == ' ' || header[from] == '\t')) {
      refuse(400, "http.header", "a header line is folded");
      return false;
    }
    ++lines;
  }
  if (lines > header_lines_most + 2) {  // the request line and the empty one
    refuse(431, "http.header", "there are more than 100 header lines");
    return false;
  }
  return true;
}

bool RequestReader::finish_header() {
  if (version_ == 11 && !knows_host_) {
    refuse(400, "http.host", "HTTP/1.1 needs one Host");
    return false;
  }
  if (target_.size() > target_bytes_most) {
    refuse(414, "http.target", "the request target is longer than 8 KiB");
    return false;
  }
  auto target = evenkeel::http::parse_target(target_, request_.header("host"));
  if (!target) {
    refuse(400, target.error().first().code, target.error().first().text);
    return false;
  }
  request_.path = std::move(target->path);
  request_.query = std::move(target->query);
  return true;
}

void RequestReader::set_body_most(std::size_t bytes) {
  body_most_ = bytes;
  const auto length = this->content_length();
  if (length && *length > bytes) refuse(413, "http.body", "the body may have at most " + std::to_string(bytes) + " bytes");
  if (length) request_.body.reserve(std::min<std::uint64_t>(*length, 64 * 1024));
}

std::optional<std::uint64_t> RequestReader::body_left() const {
  const auto left = this->content_length_remaining();
  if (this->is_done() || !left) return std::nullopt;
  return *left;
}

RequestReader::Progress RequestReader::feed_body(std::string_view bytes, std::size_t& used) {
  // Once it saw the size of a last chunk without any before it, Beast asserts that all of it is there.
  constexpr std::string_view last_chunk = "0\r\n\r\n", its_size = "0\r\n";
  const bool waits = this->chunked() && bytes.size() < last_chunk.size() && bytes.starts_with(its_size);
  if (!this->is_done() && !bytes.empty() && !waits) {
    this->eager(true);
    ErrorCode ec;
    used = this->put(boost::asio::const_buffer(bytes.data(), bytes.size()), ec);
    if (refusal_.status == 0 && ec && ec != beast_http::error::need_more) refuse_parse(ec);
    if (refusal_.status == 0 && used == 0 && bytes.size() > chunk_line_bytes_most) {
      refuse(400, "http.framing", "a chunk's size line or the trailers are longer than 4 KiB");
    }
  }
  if (refusal_.status != 0) return Progress::refused;
  return this->is_done() ? Progress::done : Progress::more;
}

void RequestReader::refuse(int status, std::string code, std::string text) { refusal_ = {status, std::move(code), std::move(text)}; }

void RequestReader::refuse_parse(ErrorCode ec) {
  if (ec == beast_http::error::bad_version) return refuse(505, "http.version", "only HTTP/1.0 and HTTP/1.1 are spoken here");
  if (ec == beast_http::error::header_limit) return refuse(431, "http.header", "the header is too long");
  refuse(400, "http.framing", "the request cannot be read: " + ec.message());
}

void RequestReader::on_request_impl(beast_http::verb method, View method_text, View target, int version, ErrorCode& ec) {
  const auto verb = verb_of(method);
  version_ = version;
  target_ = text_of(target);
  if (verb) {
    request_.verb = *verb;
    request_.headers.reserve(16);
    return;
  }
  refuse(501, "http.verb", "the method " + std::string(text_of(method_text).substr(0, 20)) + " is not known here");
  ec = beast_http::error::bad_method;
}

void RequestReader::on_field_impl(Field, View name, View value, ErrorCode& ec) {
  if (header_done_) return;  // trailers say nothing that we would believe
  std::string lower = lower_ascii(text_of(name));
  if (!note_field(lower, text_of(value))) {
    ec = beast_http::error::bad_field;
    return;
  }
  request_.headers.emplace_back(std::move(lower), text_of(value));
}

bool RequestReader::note_field(std::string_view name, std::string_view value) {
  if (!is_valid_utf8(value)) {
    refuse(400, "http.header", "a header value is not UTF-8");
  } else if (name == "content-length") {
    const bool digits = !value.empty() && value.find_first_not_of("0123456789") == std::string_view::npos;
    if (knows_length_ || knows_coding_ || !digits) {
      refuse(400, "http.framing", "Content-Length must be one number, without Transfer-Encoding");
    }
    knows_length_ = true;
  } else if (name == "transfer-encoding") {
    if (knows_length_ || knows_coding_ || version_ == 10) {
      refuse(400, "http.framing", "Transfer-Encoding must appear once, in HTTP/1.1, without Content-Length");
    } else if (!equal_ascii_nocase(value, "chunked")) {
      refuse(501, "http.framing", "the only transfer coding known here is chunked");
    }
    knows_coding_ = true;
  } else if (name == "host") {
    if (knows_host_ || value.find_first_of(" \t,/@\\") != std::string_view::npos) refuse(400, "http.host", "Host must be one name");
    knows_host_ = true;
  } else if (name == "expect") {
    if (!equal_ascii_nocase(value, "100-continue")) refuse(417, "http.expect", "the only expectation met here is 100-continue");
    expects_continue_ = version_ == 11;
  }
  return refusal_.status == 0;
}

bool RequestReader::take_body(std::string_view bytes) {
  if (request_.body.size() + bytes.size() > body_most_) {
    refuse(413, "http.body", "the body may have at most " + std::to_string(body_most_) + " bytes");
    return false;
  }
  request_.body += bytes;
  return true;
}

std::size_t RequestReader::on_body_impl(View body, ErrorCode& ec) {
  if (!take_body(text_of(body))) ec = beast_http::error::body_limit;
  return body.size();
}

void RequestReader::on_chunk_header_impl(std::uint64_t size, View, ErrorCode& ec) {
  if (size <= body_most_ && request_.body.size() + size <= body_most_) return;
  refuse(413, "http.body", "the body may have at most " + std::to_string(body_most_) + " bytes");
  ec = beast_http::error::body_limit;
}

std::size_t RequestReader::on_chunk_body_impl(std::uint64_t, View body, ErrorCode& ec) {
  if (!take_body(text_of(body))) ec = beast_http::error::body_limit;
  return body.size();
}

}  // namespace evenkeel::http
