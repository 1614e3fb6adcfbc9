#include "scenario/scenario.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <fstream>
#include <set>
#include <stdexcept>

#include "base/text.hpp"
#include "base/zone.hpp"
#include "scenario/check.hpp"
#include "scenario/held.hpp"
#include "scenario/world.hpp"

namespace evenkeel::scenario {
namespace json = boost::json;
namespace {

constexpr std::string_view admin_password = "correct horse battery staple";

struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::string json_text(std::string_view text) { return json::serialize(json::string(text.data(), text.size())); }

class Play {
 public:
  explicit Play(store::Engine engine) : engine_(engine) {}

  void line(std::string_view raw) {
    const std::string text = expand(trim(raw), names_);
    const auto space = std::min(text.find(' '), text.size());
    const std::string word = text.substr(0, space);
    const std::string rest(trim(std::string_view(text).substr(space)));
    if (word == "at") return at(rest);
    if (!stage_) start(Time{1'772'438'400 * us_per_second});
    if (word == "GET" || word == "POST" || word == "PATCH" || word == "PUT" || word == "DELETE") return request(word, rest);
    if (word == "as") return as(rest);
    if (word == "browser") return browser(rest);
    if (word == "take") return take(rest);
    if (word == "person") return person(rest);
    if (word == "team") return team(rest);
    if (word == "with") return with(rest);
    if (word == "advance") return advance(rest);
    if (word == "expect") return expect(rest);
    if (word == "forget") return (rest == "posts" ? stage_->posts : stage_->mails).clear();
    if (word == "posts") {
      stage_->post_status = std::stol(rest.substr(rest.rfind(' ') + 1));
      return;
    }
    if (word == "holidays") return holidays(rest);
    if (word == "mail") {
      stage_->mail_works = rest == "works";
      return;
    }
    if (word == "keep" && rest == "figures") {
      figures_ = figures_of(stage_->database());
      return;
    }
    if (word == "crash") return stage_->crash();
    throw Failure("unknown word " + word);
  }

  /// "https://example.org/de.ics 2026-12-25 Christmas Day, 2026-12-26", "https://example.org/de.ics fail"
  void holidays(const std::string& text) {
    const auto space = text.find(' ');
    std::string& page = stage_->pages[text.substr(0, space)];
    page.clear();
    if (text.substr(space + 1) == "fail") return;
    page = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n";
    for (const std::string_view part : split(std::string_view(text).substr(space), ',')) {
      const auto day = trim(part);
      if (day.size() < 10) continue;
      page += fmt::format("BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{}{}{}\r\nSUMMARY:{}\r\nEND:VEVENT\r\n", day.substr(0, 4), day.substr(5, 2),
                          day.substr(8, 2), trim(day.substr(10)));
    }
    page += "END:VCALENDAR\r\n";
  }

  void body(std::string media_type, std::string text) {
    media_type_ = std::move(media_type);
    body_ = expand(text, names_);
  }
  void end() const {
    if (positive_ == 0) throw Failure("a scenario needs at least one expectation that something is there");
  }

 private:
  void start(Time t) {
    stage_ = std::make_unique<Stage>(engine_, t);
    const auto code = stage_->house().setup_code();
    const auto answer = call(
        http::Verb::post, "/api/v1/setup",
        fmt::format(
            R"({{"code":{},"organisation":"Example","name":"Administrator","login":"admin","mail":"admin@example.org","password":{}}})",
            json_text(code), json_text(admin_password)));
    if (answer.status != 201) throw Failure("setup was refused: " + answer.body);
    keep_cookies(answer, clients_["admin"]);
    current_ = "admin";
  }

  void at(std::string_view text) {
    auto words = split(text, ' ');
    if (!words.empty() && words[0].size() == 3 && std::isalpha(static_cast<unsigned char>(words[0][0]))) words.erase(words.begin());
    if (words.size() < 2) throw Failure("at reads: at 2026-03-02 09:00 Europe/Berlin");
    const auto wall = parse_rfc3339(std::string(words[0]) + "T" + std::string(words[1]) + (words[1].size() == 5 ? ":00Z" : "Z"));
    if (!wall) throw Failure("not a time: " + std::string(text));
    const Time t = words.size() > 2 ? instant_of_wall(words[2], wall->us, Twice::first) : *wall;
    if (stage_) stage_->set_time(t);
    else start(t);
  }

  http::Response call(http::Verb verb, const std::string& target, std::string body) {
    http::Request r;
    r.verb = verb;
    const auto question = target.find('?');
    r.path = target.substr(0, question);
    if (question != std::string::npos) {
      for (auto part : split(std::string_view(target).substr(question + 1), '&')) {
        const auto equal = std::min(part.find('='), part.size());
        r.query.emplace_back(part.substr(0, equal), decoded(part.substr(std::min(equal + 1, part.size()))));
      }
    }
    r.headers.emplace_back("content-type", media_type_.empty() ? "application/json" : media_type_);
    for (auto& h : with_) r.headers.push_back(std::move(h));
    with_.clear();
    r.body = body_.empty() ? std::move(body) : std::move(body_);
    body_.clear();
    media_type_.clear();
    auto answer = stage_->send(r, clients_[current_]);
    if (browsers_.contains(current_)) keep_cookies(answer, clients_[current_]);
    if (answer.status == 401 && current_ != "nobody" && !browsers_.contains(current_)) {
      // Time has passed and the session with it: people sign in again and go on.
      sign_in(current_);
      answer = stage_->send(std::move(r), clients_[current_]);
    }
    if (answer.shared_body) answer.body = *answer.shared_body;
    return answer;
  }

  static std::string decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '%' && i + 2 < text.size()) {
        out += from_hex(text.substr(i + 1, 2));
        i += 2;
      } else {
        out += text[i] == '+' ? ' ' : text[i];
      }
    }
    return out;
  }

  void request(const std::string& verb_name, const std::string& text) {
    const auto arrow = text.find("=>");
    const auto left = trim(std::string_view(text).substr(0, arrow));
    const auto right = arrow == std::string::npos ? std::string_view() : trim(std::string_view(text).substr(arrow + 2));
    const auto brace = std::min(left.find(" {"), left.find(" [{"));
    const std::string target(trim(left.substr(0, brace)));
    const std::string body(brace == std::string_view::npos ? "" : trim(left.substr(brace)));
    const auto verb = verb_name == "GET"     ? http::Verb::get
                      : verb_name == "POST"  ? http::Verb::post
                      : verb_name == "PATCH" ? http::Verb::patch
                      : verb_name == "PUT"   ? http::Verb::put
                                             : http::Verb::del;
    const auto answer = call(verb, target, body);
    judge(answer, right);
  }

  void judge(const http::Response& answer, std::string_view right) {
    const bool number = !right.empty() && std::isdigit(static_cast<unsigned char>(right[0]));
    const int wanted = number ? std::stoi(std::string(right.substr(0, 3))) : 0;
    if (number) right = trim(right.substr(3));
    const bool good = answer.status >= 200 && answer.status < 300;
    if (wanted ? answer.status != wanted : !good) throw Failure(fmt::format("answered {} {}", answer.status, answer.body.substr(0, 1'500)));
    if (good) ++positive_;
    json::error_code ec;
    const auto root = json::parse(answer.body, ec);
    if (right.starts_with("as $")) {
      const auto end = right.find(' ', 3);
      std::string name(right.substr(4, end == std::string_view::npos ? end : end - 4)), path = ".id";
      if (const auto equal = name.find('='); equal != std::string::npos) {
        path = name.substr(equal + 1);
        name.resize(equal);
      }
      const auto* id = at_path(root, path);
      names_[name] = id && id->is_string() ? id->get_string().c_str() : json::serialize(root);
      right = end == std::string_view::npos ? "" : trim(right.substr(end));
      if (right.starts_with("and ")) right = trim(right.substr(4));
    }
    if (right.starts_with("text ~ ") || right.starts_with("text !~ ")) {
      const bool wanted_there = right[5] == '~';
      right = trim(right.substr(wanted_there ? 6 : 7));
      json::value needle = json::parse(json::string_view(right.data(), right.size()));
      if ((answer.body.find(needle.as_string().c_str()) != std::string::npos) != wanted_there)
        throw Failure(
            fmt::format("the answer {} {}: {}", wanted_there ? "does not contain" : "contains", right, answer.body.substr(0, 1'500)));
      return;
    }
    if (auto wrong = check_all(root, right); !wrong.empty()) throw Failure(wrong + "\n    in " + answer.body.substr(0, 1'500));
  }

  static void keep_cookies(const http::Response& answer, Stage::Client& client) {
    for (const auto& [name, value] : answer.headers) {
      if (!equal_ascii_nocase(name, "set-cookie")) continue;
      const auto equal = value.find('=');
      const auto end = std::min(value.find(';'), value.size());
      const auto cookie = value.substr(equal + 1, end - equal - 1);
      if (value.starts_with("evenkeel_session=")) client.session = cookie;
      if (value.starts_with("evenkeel_csrf=")) client.csrf = cookie;
    }
  }

  void as(const std::string& who) {
    if (who != "nobody" && !clients_.contains(who)) throw Failure("nobody is called " + who);
    current_ = who;
  }

  /// Somebody with an empty cookie jar, who keeps what they are given and is not signed in again when it ends.
  void browser(const std::string& name) {
    clients_[name] = {};
    browsers_.insert(name);
    current_ = name;
  }

  /// $token from mail to first01 after "/reset#": the rest of the word, in the newest such mail.
  void take(const std::string& text) {
    const auto words = split(text, ' ');
    if (words.size() < 6 || !words[0].starts_with("$")) throw Failure("take reads: take $name from mail to first01 after \"text\"");
    const std::string to(words[4]), after(json::parse(text.substr(text.find(" after ") + 7)).as_string());
    const bool post = words[2] == "post";
    const auto& all = post ? stage_->posts : stage_->mails;
    for (auto mail = all.rbegin(); mail != all.rend(); ++mail) {
      const std::string whole = mail->text + "\nReply-To: " + mail->reply_to + "\nMessage-ID: " + mail->message_id + "\n";
      const auto at = whole.find(after);
      if (!mail->to.starts_with(post ? to : to + "@") || at == std::string::npos) continue;
      const auto from = at + after.size();
      names_[std::string(words[0].substr(1))] = whole.substr(from, whole.find_first_of(" \n", from) - from);
      ++positive_;
      return;
    }
    throw Failure("no mail to " + to + " has " + after);
  }

  /// name key=value key=value
  static std::map<std::string, std::string> options_of(std::string_view text, std::string& name) {
    std::map<std::string, std::string> options;
    for (auto word : split(text, ' ')) {
      const auto equal = word.find('=');
      if (word.empty()) continue;
      if (equal == std::string_view::npos) name += (name.empty() ? "" : " ") + std::string(word);
      else options[std::string(word.substr(0, equal))] = word.substr(equal + 1);
    }
    return options;
  }

  void team(const std::string& text) {
    std::string name;
    const auto options = options_of(text, name);
    const auto before = std::exchange(current_, "admin");
    std::string body = fmt::format(R"({{"name":{})", json_text(name));
    for (const auto& [key, value] : options)
      body += fmt::format(",\"{}\":{}", key, key == "line" || value == "true" ? value : json_text(value));
    judge(call(http::Verb::post, "/api/v1/teams", body + "}"), "201 as $" + variable(name));
    current_ = before;
  }

  void person(const std::string& text) {
    std::string name;
    auto options = options_of(text, name);
    const auto before = std::exchange(current_, "admin");
    std::string roles, teams;
    for (auto role : split(options["roles"], ','))
      if (!role.empty()) roles += (roles.empty() ? "" : ",") + json_text(role);
    for (auto t : split(options["team"], ','))
      if (!t.empty()) teams += (teams.empty() ? "" : ",") + json_text(names_.contains(t) ? names_.find(t)->second : std::string(t));
    const auto mail = options.contains("mail") ? options["mail"] : name + "@example.org";
    std::string body = fmt::format(R"({{"name":{},"login":{},"mail":{},"roles":[{}],"teams":[{}])", json_text(name), json_text(name),
                                   json_text(mail), roles, teams);
    for (const char* key : {"manager", "organisation", "location", "language", "zone"})
      if (options.contains(key))
        body += fmt::format(",\"{}\":{}", key, json_text(names_.contains(options[key]) ? names_[options[key]] : options[key]));
    if (options.contains("vip")) body += ",\"vip\":" + options["vip"];
    judge(call(http::Verb::post, "/api/v1/people", body + "}"), "201 as $" + variable(name));
    judge(call(http::Verb::post, "/api/v1/people/" + names_[variable(name)] + "/password",
               fmt::format(R"({{"password":{}}})", json_text(admin_password))),
          "");
    sign_in(name);
    current_ = before;
  }

  void sign_in(std::string login) {  // a copy: current_ changes below
    const auto before = std::exchange(current_, "nobody");
    const auto answer = call(http::Verb::post, "/api/v1/session",
                             fmt::format(R"({{"login":{},"password":{}}})", json_text(login), json_text(admin_password)));
    judge(answer, "200");
    keep_cookies(answer, clients_[login]);
    current_ = before;
  }

  static std::string variable(std::string_view name) {
    std::string out;
    for (char c : name) out += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
    return out;
  }

  void with(const std::string& text) {
    const auto colon = text.find(':');
    if (colon == std::string::npos) throw Failure("with reads: with Header: value");
    with_.emplace_back(lower_ascii(text.substr(0, colon)), std::string(trim(std::string_view(text).substr(colon + 1))));
  }

  void advance(const std::string& text) {
    const auto us = parse_duration(text);
    if (!us) throw Failure("not a duration: " + text);
    stage_->advance(*us);
  }

  void expect(const std::string& text) {
    if (text == "audit sound") {
      if (auto wrong = stage_->audit(); !wrong.empty()) throw Failure("the audit found: " + wrong);
      return;
    }
    if (text == "figures kept") {
      if (figures_of(stage_->database()) != figures_) throw Failure("the figures changed");
      return;
    }
    if (text.starts_with("held ") || text.starts_with("nowhere ")) return expect_held(text);
    const auto words = split(text, ' ');
    const bool posts = words.size() > 1 && words[1].starts_with("post");
    if (words.size() < 2 || (!posts && !words[1].starts_with("mail"))) throw Failure("cannot expect: " + text);
    std::size_t wanted = words[0] == "no" ? 0 : std::stoul(std::string(words[0]));
    std::string to, needle;
    if (const auto p = text.find(" to "); p != std::string::npos) to = text.substr(p + 4, text.find(' ', p + 4) - p - 4);
    if (const auto p = text.find(" ~ "); p != std::string::npos) needle = json::parse(text.substr(p + 3)).as_string().c_str();
    std::size_t found = 0;
    std::string seen;
    for (const auto& mail : posts ? stage_->posts : stage_->mails) {
      seen += fmt::format("\n    to {}: {}", mail.to, mail.subject);
      if ((to.empty() || mail.to == to || mail.to.starts_with(to + "@")) &&
          (needle.empty() || (mail.subject + mail.text).find(needle) != std::string::npos))
        ++found;
    }
    if (found != wanted) throw Failure(fmt::format("{} such mails, not {}; all:{}", found, wanted, seen));
    if (wanted > 0) ++positive_;
  }

  void expect_held(const std::string& text) {
    const auto word = json::parse(text.substr(text.find(' ') + 1));
    const auto places = places_of(stage_->database(), word.as_string().c_str());
    std::string all;
    for (const auto& place : places) all += " " + place;
    if (text.starts_with("nowhere") && !places.empty()) throw Failure("it is in" + all);
    if (text.starts_with("held") && places.empty()) throw Failure("it is nowhere");
    if (!places.empty()) ++positive_;
  }

  store::Engine engine_;
  std::string figures_;
  std::unique_ptr<Stage> stage_;
  Names names_;
  std::map<std::string, Stage::Client> clients_{{"nobody", {}}};
  std::set<std::string, std::less<>> browsers_;
  std::string current_ = "nobody", media_type_, body_;
  std::vector<std::pair<std::string, std::string>> with_;
  int positive_ = 0;
};

}  // namespace

std::string play(const std::string& path, store::Engine engine) {
  std::ifstream file(path);
  Play stage(engine);
  std::string line, media_type, body;
  std::size_t number = 0;
  try {
    while (std::getline(file, line)) {
      ++number;
      if (number == 1 && !line.starts_with("# ")) throw Failure("the first line tells the story: # ...");
      if (trim(line).starts_with("body ")) {
        media_type = trim(trim(line).substr(5));
        body.clear();
        while (std::getline(file, line) && ++number && trim(line) != "end") body += line + "\n";
        stage.body(media_type, body);
        continue;
      }
      if (!trim(line).empty() && trim(line)[0] != '#') stage.line(line);
    }
    stage.end();
  } catch (const std::exception& e) {
    return fmt::format("{}:{}: {}\n    {}", path, number, e.what(), line);
  }
  return {};
}

}  // namespace evenkeel::scenario
