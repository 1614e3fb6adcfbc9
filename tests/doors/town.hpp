// A founded register with a person of every role, for asking the whole API as each of them: the production wiring in memory,
// requests as values, a session each.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "doors/document.hpp"
#include "practice/api/principal.hpp"
#include "scenario/world.hpp"

namespace evenkeel::doors {

inline const std::string nobody = "nobody";
/// Who set the register up, with more roles than one.
inline const std::string founder = "founder";

struct Message {
  std::string body, content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers;
};

class Town {
 public:
  explicit Town(store::Engine engine);

  app::House& house() { return stage_.house(); }
  scenario::Stage& stage() { return stage_; }
  const Document& document() const { return document_; }

  /// `target` is a path with a query; what is not plain in the query is written as %xx.
  http::Response send(const std::string& as, http::Verb verb, const std::string& target, Message message = {});
  http::Response get(const std::string& as, const std::string& target) { return send(as, http::Verb::get, target); }
  /// Sends JSON that must be answered with success, and returns the answer.
  bj::object must(const std::string& as, http::Verb verb, const std::string& target, const bj::value& body = bj::object{});
  bj::object post(const std::string& as, const std::string& target, const bj::value& body = bj::object{}) {
    return must(as, http::Verb::post, target, body);
  }
  /// The stream behind GET /api/v1/events: everything it would have told since the beginning.
  std::string events(const std::string& as);

  /// A person who can sign in under `word`; the roles as the API takes them.
  void add_person(const std::string& word, const bj::array& roles, const bj::array& teams = {});
  void sign_in(const std::string& word);
  /// Makes a catalogue record that fits its schema, as the founder, and returns its id.
  std::string fresh(const std::string& kind);
  std::string id(const std::string& word) const { return ids_.at(word); }
  void name(const std::string& word, std::string id) { ids_[word] = std::move(id); }
  people::Principal principal(const std::string& role) const;
  /// One verification of the audit runs at a time.
  void wait_for_verification();
  /// How many changes the log holds.
  std::int64_t changes();
  /// A word that was not used before.
  std::string word(const std::string& begin) { return begin + std::to_string(++words_); }

  /// As the operation's schema says, with ids of records that exist.
  bj::value sample(const Operation& operation);

  static constexpr std::string_view password = "correct horse battery staple";
  static const std::vector<std::string>& roles();

 private:
  std::optional<bj::value> known(const std::string& member, const std::string& refers_to);
  void keep_cookies(const std::string& who, const http::Response& answer);
  http::Request request(http::Verb verb, const std::string& target, Message message);

  scenario::Stage stage_;
  Document document_;
  std::map<std::string, scenario::Stage::Client> clients_;
  std::map<std::string, std::string> ids_;
  int words_ = 0;
};

std::string text(const bj::object& object, std::string_view member);
/// "%20" and the like, for a query.
std::string encoded(std::string_view text);

}  // namespace evenkeel::doors
