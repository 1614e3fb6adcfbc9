// Turns bytes into a request, without sockets and without time: Beast's grammar, and before and behind it the checks that
// Beast leaves out and that request smuggling lives on (folded lines, repeated lengths, unknown transfer codings, hosts).
#pragma once
#include <boost/beast/http/basic_parser.hpp>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "http/http.hpp"

namespace evenkeel::http {

constexpr std::size_t header_lines_most = 100;       // browsers send about 20
constexpr std::size_t chunk_line_bytes_most = 4096;  // a chunk's size line, or the trailers; both are of no use to us

struct Refusal {
  int status = 0;
  std::string code, text;
};

/// One request. feed() is called with what is in the buffer until it says done or refused; after a refusal the position in
/// the byte stream is not to be trusted and the connection must close.
class RequestReader : private boost::beast::http::basic_parser<true> {
 public:
  enum class Progress { more, header, done, refused };
  explicit RequestReader(std::size_t header_bytes) : header_bytes_(header_bytes) {}

  /// `used`: how many of `bytes` need not be given again. `header` is said exactly once, before any of the body is read.
  Progress feed(std::string_view bytes, std::size_t& used);
  /// May be called at `header`; a body above it is refused with 413, at once when its length is announced.
  void set_body_most(std::size_t bytes);

  Request& request() { return request_; }
  const Refusal& refusal() const { return refusal_; }
  bool started() const { return scanned_ > 0 || header_done_; }
  bool header_done() const { return header_done_; }
  bool keep_alive() const { return refusal_.status == 0 && boost::beast::http::basic_parser<true>::keep_alive(); }
  bool http10() const { return version_ == 10; }
  bool expects_continue() const { return expects_continue_; }
  /// Announced length still to come; empty when chunked or none.
  std::optional<std::uint64_t> body_left() const;

 private:
  using ErrorCode = boost::beast::error_code;
  using View = boost::beast::string_view;
  using Field = boost::beast::http::field;

  Progress feed_header(std::string_view bytes, std::size_t& used);
  Progress feed_body(std::string_view bytes, std::size_t& used);
  bool check_lines(std::string_view header);
  bool finish_header();
  void refuse(int status, std::string code, std::string text);
  void refuse_parse(ErrorCode ec);
  bool note_field(std::string_view name, std::string_view value);
  bool take_body(std::string_view bytes);

  void on_request_impl(boost::beast::http::verb method, View method_text, View target, int version, ErrorCode& ec) override;
  void on_response_impl(int, View, int, ErrorCode&) override {}
  void on_field_impl(Field field, View name, View value, ErrorCode& ec) override;
  void on_header_impl(ErrorCode&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorCode&) override {}
  std::size_t on_body_impl(View body, ErrorCode& ec) override;
  void on_chunk_header_impl(std::uint64_t size, View, ErrorCode& ec) override;
  std::size_t on_chunk_body_impl(std::uint64_t, View body, ErrorCode& ec) override;
  void on_finish_impl(ErrorCode&) override {}

  const std::size_t header_bytes_;
  std::size_t body_most_ = std::numeric_limits<std::size_t>::max();
  std::size_t scanned_ = 0;  // how far the end of the header was looked for
  bool empty_line_ = false;  // one was skipped
  bool header_done_ = false, expects_continue_ = false, knows_length_ = false, knows_coding_ = false, knows_host_ = false;
  int version_ = 11;
  std::string target_;
  Request request_;
  Refusal refusal_;
};

}  // namespace evenkeel::http
