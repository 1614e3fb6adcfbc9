// The parts that need no socket: targets, forwarding headers, problems, cookies, files, figures.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "base/sim_world.hpp"
#include "http/client_address.hpp"
#include "http/metrics.hpp"
#include "http/response_writer.hpp"
#include "http/static_files.hpp"
#include "http/target.hpp"

namespace evenkeel::http {
namespace {

TEST(Target, DecodesOnce) {
  const auto target = parse_target("/a%20b/%252e%252e/%C3%A9?x=1+2&y=%2B&z&=w&x=3", "h");
  ASSERT_TRUE(static_cast<bool>(target));
  EXPECT_EQ(target->path, "/a b/%2e%2e/\xC3\xA9");
  const std::vector<std::pair<std::string, std::string>> query = {{"x", "1 2"}, {"y", "+"}, {"z", ""}, {"", "w"}, {"x", "3"}};
  EXPECT_EQ(target->query, query);
}

TEST(Target, RefusesTricks) {
  for (const char* bad : {"",      "*",     "a",          "/..",   "/../a",   "/a/..", "/./a",     "/a/.",        "//a",
                          "/a//b", "/a\\b", "/%5c",       "/%2F",  "/%0a",    "/%7f",  "/%",       "/%2",         "/%zz",
                          "/a#b",  "/%e9",  "/%ed%a0%80", "/?%zz", "/?a=%00", "/?%ff", "http://h", "http://h@x/", "http:///a"}) {
    EXPECT_FALSE(static_cast<bool>(parse_target(bad, "h"))) << bad;
  }
  for (const char* good : {"/", "/a/", "/a.b/..c", "/.well-known/x", "/...", "/a?b/../c", "HTTP://H/a", "https://h/?q"}) {
    EXPECT_TRUE(static_cast<bool>(parse_target(good, "h"))) << good;
  }
  std::string many = "/?";
  for (int i = 0; i < 101; ++i) many += "a&";
  EXPECT_EQ(parse_target(many, "h").error().first().code, "http.query");
}

Request forwarded(std::vector<std::pair<std::string, std::string>> headers) {
  Request request;
  request.headers = std::move(headers);
  return request;
}

TEST(TrustedProxies, BelievesOnlyThoseListed) {
  const auto proxies = TrustedProxies::parse({"10.0.0.0/8", "192.168.1.7", "fd00::/16", "::1"});
  ASSERT_TRUE(static_cast<bool>(proxies));
  const auto client = [&](const char* peer, const char* forwarded_for) {
    Request request = forwarded({{"x-forwarded-for", forwarded_for}});
    proxies->apply(peer, false, request);
    return request.client_address;
  };
  EXPECT_EQ(client("203.0.113.9", "1.2.3.4"), "203.0.113.9");    // not a proxy: what it says does not count
  EXPECT_EQ(client("10.1.2.3", "6.6.6.6, 1.2.3.4"), "1.2.3.4");  // the right-most that is not ours
  EXPECT_EQ(client("10.1.2.3", "6.6.6.6, 1.2.3.4, 10.9.9.9"), "1.2.3.4");
  EXPECT_EQ(client("::ffff:10.1.2.3", "2001:db8::1"), "2001:db8::1");
  EXPECT_EQ(client("fd00::5", "[2001:db8::1]:443"), "2001:db8::1");
  EXPECT_EQ(client("192.168.1.7", "1.2.3.4:5678"), "1.2.3.4");
  EXPECT_EQ(client("192.168.1.8", "1.2.3.4"), "192.168.1.8");
  EXPECT_EQ(client("10.1.2.3", "1.2.3.4, <script>"), "10.1.2.3");  // nonsense ends the walk
  EXPECT_EQ(client("10.1.2.3", ""), "10.1.2.3");
  EXPECT_EQ(client("10.1.2.3", "10.0.0.1"), "10.0.0.1");  // only proxies: the outermost
}

TEST(TrustedProxies, ProtoCountsFromAProxyAlone) {
  const auto proxies = TrustedProxies::parse({"10.0.0.1"});
  const auto secure = [&](const char* peer, bool tls, const char* proto) {
    Request request = forwarded({{"x-forwarded-proto", proto}});
    proxies->apply(peer, tls, request);
    return request.secure;
  };
  EXPECT_TRUE(secure("10.0.0.1", false, "https"));
  EXPECT_TRUE(secure("10.0.0.1", false, "http, https"));
  EXPECT_FALSE(secure("10.0.0.1", false, "https, http"));
  EXPECT_FALSE(secure("10.0.0.2", false, "https"));
  EXPECT_TRUE(secure("10.0.0.2", true, "http"));
}

TEST(TrustedProxies, RefusesNonsense) {
  for (const char* bad : {"", "proxy", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0/8", "/8"}) {
    EXPECT_FALSE(static_cast<bool>(TrustedProxies::parse({bad}))) << bad;
  }
  EXPECT_FALSE(static_cast<bool>(TrustedProxies::parse({std::string("::1\0x", 5)})));
}

TEST(Problem, SaysEverythingThatIsWrong) {
  Error e = invalid("incident.title", "must \"have\" text", "/title");
  e.problems.push_back({"incident.impact", "is missing", "/impact"});
  e.detail_json = R"({"changed":{"state":"closed"}})";
  const Response response = problem(e);
  EXPECT_EQ(response.status, 422);
  const auto body = boost::json::parse(response.body).as_object();
  EXPECT_EQ(body.at("type"), "about:blank");
  EXPECT_EQ(body.at("title"), "Unprocessable Content");
  EXPECT_EQ(body.at("status"), 422);
  EXPECT_EQ(body.at("code"), "incident.title");
  EXPECT_EQ(body.at("detail"), "must \"have\" text");
  EXPECT_EQ(body.at("errors").as_array().size(), 2u);
  EXPECT_EQ(body.at("errors").at(1).at("pointer"), "/impact");
  EXPECT_EQ(body.at("changed").at("state"), "closed");
  e.detail_json = "{}";
  EXPECT_NO_THROW(boost::json::parse(problem(e).body));
  EXPECT_NO_THROW(boost::json::parse(problem(Error{}).body));
}

TEST(Request, FindsCookiesAndValues) {
  Request request;
  request.headers = {{"cookie", "a=1; evenkeel_session=x=y;b=2"}, {"cookie", "c=3"}};
  request.query = {{"q", "1"}, {"q", "2"}};
  EXPECT_EQ(request.cookie("evenkeel_session"), "x=y");
  EXPECT_EQ(request.cookie("c"), "3");
  EXPECT_EQ(request.cookie("session"), "");
  EXPECT_EQ(request.query_value("q"), "1");
  EXPECT_EQ(request.query_value("r"), std::nullopt);
}

TEST(ResponseWriter, WritesDates) { EXPECT_EQ(format_http_date(Time{784111777 * us_per_second}), "Sun, 06 Nov 1994 08:49:37 GMT"); }

class Files : public testing::Test {
 protected:
  static Response ask(std::string path, std::vector<std::pair<std::string, std::string>> headers = {}, Verb verb = Verb::get) {
    static const Asset assets[] = {
        {"/index.html", "text/html", "<meta content=\"__CSP_NONCE__\"><style nonce=\"__CSP_NONCE__\">", "", "\"i\"", Caching::revalidate},
        {"/assets/a-1.js", "text/javascript", "plain plain", "packed", "\"t\"", Caching::immutable},
        {"/favicon.ico", "image/x-icon", "icon", "", "\"f\"", Caching::revalidate}};
    int count = 0;
    Response out;
    Request request;
    request.path = std::move(path);
    request.headers = std::move(headers);
    request.verb = verb;
    static_files(assets, [&] { return "n" + std::to_string(++count); })(request, [&](Answer a) { out = std::move(a.response); });
    return out;
  }
  static std::string header(const Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers) {
      if (key == name) return value;
    }
    return "";
  }
};

TEST_F(Files, ThePageHasItsNonce) {
  for (const char* path : {"/", "/index.html", "/incidents/INC0000042"}) {
    const Response page = ask(path);
    EXPECT_EQ(page.status, 200) << path;
    EXPECT_EQ(page.body, "<meta content=\"n1\"><style nonce=\"n1\">");
    EXPECT_NE(header(page, "Content-Security-Policy").find("style-src 'self' 'nonce-n1';"), std::string::npos);
    EXPECT_EQ(header(page, "Cache-Control"), "");  // no-store by default
  }
}

TEST_F(Files, UnknownFilesAndApiPathsAreMissing) {
  for (const char* path : {"/nothing.js", "/assets/x.css", "/api", "/api/v1/nothing"}) EXPECT_EQ(ask(path).status, 404) << path;
  EXPECT_EQ(ask("/favicon.ico", {}, Verb::post).status, 405);
}

TEST_F(Files, HashedNamesLastAndGzipIsNegotiated) {
  const Response plain = ask("/assets/a-1.js");
  EXPECT_EQ(*plain.shared_body, "plain plain");
  EXPECT_EQ(header(plain, "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(header(plain, "ETag"), "\"t\"");
  const Response packed = ask("/assets/a-1.js", {{"accept-encoding", "br, gzip;q=0.5"}});
  EXPECT_EQ(*packed.shared_body, "packed");
  EXPECT_EQ(header(packed, "Content-Encoding"), "gzip");
  EXPECT_EQ(header(packed, "Vary"), "Accept-Encoding");
  EXPECT_EQ(*ask("/assets/a-1.js", {{"accept-encoding", "gzip;q=0"}}).shared_body, "plain plain");
  EXPECT_EQ(*ask("/favicon.ico", {{"accept-encoding", "gzip"}}).shared_body, "icon");
}

TEST_F(Files, AKnownTagIsNotSentAgain) {
  EXPECT_EQ(ask("/favicon.ico", {{"if-none-match", "\"x\", W/\"f\""}}).status, 304);
  EXPECT_EQ(ask("/favicon.ico", {{"if-none-match", "\"x\""}}).status, 200);
  EXPECT_EQ(ask("/assets/a-1.js", {{"if-none-match", "\"t\""}, {"accept-encoding", "gzip"}}).status, 200);
  EXPECT_EQ(ask("/assets/a-1.js", {{"if-none-match", "\"t-gz\""}, {"accept-encoding", "gzip"}}).status, 304);
}

TEST(EmbeddedAssets, HaveAPage) {
  bool found = false;
  for (const Asset& asset : embedded_assets()) {
    EXPECT_EQ(asset.path.front(), '/');
    EXPECT_FALSE(asset.content_type.empty());
    if (asset.path != "/index.html") continue;
    found = true;
    EXPECT_NE(asset.bytes.find("__CSP_NONCE__"), std::string_view::npos);
  }
  EXPECT_TRUE(found);
  EXPECT_EQ(docs_assets().size(), 3u);
}

TEST(Metrics, WritesTheTextFormat) {
  Metrics metrics;
  metrics.counter("b_total", "Things\nseen.", {{"kind", "a\"b"}}).add(3);
  metrics.counter("b_total", "", {{"kind", "a\"b"}}).add();
  metrics.callback(Metrics::Kind::gauge, "a_open", "Open.", [] { return 2.5; });
  Histogram& histogram = metrics.histogram("c_seconds", "Took.", {0.1, 1});
  for (const std::int64_t us : {50'000, 100'000, 100'001, 5'000'000}) histogram.observe_us(us);
  EXPECT_EQ(metrics.expose(),
            "# HELP a_open Open.\n# TYPE a_open gauge\na_open 2.5\n"
            "# HELP b_total Things\\nseen.\n# TYPE b_total counter\nb_total{kind=\"a\\\"b\"} 4\n"
            "# HELP c_seconds Took.\n# TYPE c_seconds histogram\n"
            "c_seconds_bucket{le=\"0.1\"} 2\nc_seconds_bucket{le=\"1\"} 3\nc_seconds_bucket{le=\"+Inf\"} 4\n"
            "c_seconds_sum 5.250001\nc_seconds_count 4\n");
  EXPECT_THROW(metrics.counter("a_open", ""), std::logic_error);
  EXPECT_THROW(metrics.counter("1x", ""), std::logic_error);
}

}  // namespace
}  // namespace evenkeel::http
