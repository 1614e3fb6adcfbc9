// Words of the house: what they may say is a closed list, what is wrong is named, and nothing that somebody wrote becomes a template or a
// header.
#include "practice/notification/message_texts.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "practice/notification/template_rules.hpp"

namespace evenkeel::notification {
namespace {

store::Outgoing outgoing(std::string kind, std::string body) {
  store::Outgoing out;
  out.kind = std::move(kind);
  out.body = std::move(body);
  return out;
}

Mail written(const Wording& words, std::string body, std::string kind = "incident.closed") {
  Letterhead head{"", "", "h", "en", "UTC"};
  head.wording = words;
  auto mail = compose(outgoing(std::move(kind), std::move(body)), head);
  EXPECT_TRUE(mail);
  return mail ? *mail : Mail{};
}

std::string first_problem(std::string_view words, std::string_view kind = "incident.closed") {
  const auto problems = template_problems(words, kind);
  return problems.empty() ? "" : problems.front();
}

TEST(MessageTexts, built_in_words_are_good_by_their_own_rules) {
  for (const auto kind : message_kinds())
    for (const char* language : {"en", "de"}) {
      const Wording words = built_in(kind, language);
      EXPECT_EQ(first_problem(words.subject, kind), "") << kind;
      EXPECT_EQ(first_problem(words.text, kind), "") << kind;
      for (const auto name : needed_of(kind)) EXPECT_NE(words.text.find(name), std::string::npos) << kind;
    }
}

TEST(MessageTexts, replace_the_built_in_ones) {
  const auto mail =
      written({"P{{priority}} {{number}}", "{{#text}}It says: {{{text}}}{{/text}}{{^confirm_until}} (no answer){{/confirm_until}}"},
              R"({"number":"INC1","title":"t","priority":1,"text":"<b> & \"x\""})");
  EXPECT_EQ(mail.subject, "P1 INC1");
  EXPECT_EQ(mail.text, "It says: <b> & \"x\" (no answer)\n");
}

TEST(MessageTexts, one_brace_more_makes_no_difference) {
  EXPECT_EQ(written({"{{title}}", "{{title}} {{{title}}}"}, R"({"title":"a < b & c"})").text, "a < b & c a < b & c\n");
}

TEST(MessageTexts, what_somebody_wrote_is_never_a_template) {
  EXPECT_EQ(written({"{{title}}", "{{text}}"}, R"({"title":"{{text}}","text":"{{#title}}x{{/title}}"})").subject, "{{text}}");
}

TEST(MessageTexts, a_title_begins_no_header) {
  const auto mail = written({"{{title}}", "x"}, R"({"title":"Router\r\nBcc: all@example.org\u0000\t!"})");
  EXPECT_EQ(mail.subject.find_first_of("\r\n\t"), std::string::npos);
  EXPECT_NE(mail.subject.find("Router  Bcc:"), std::string::npos);
}

TEST(MessageTexts, unknown_variables_are_named) {
  EXPECT_NE(first_problem("{{notes}}").find("{{notes}} is not known here"), std::string::npos);
  EXPECT_NE(first_problem("{{notes}}").find("number, title"), std::string::npos);
  EXPECT_NE(first_problem("{{#work_notes}}x{{/work_notes}}").find("{{work_notes}}"), std::string::npos);
  EXPECT_NE(first_problem("{{acknowledge_link}}").find("not known"), std::string::npos);
  EXPECT_EQ(first_problem("{{acknowledge_link}}", "incident.escalation"), "");
}

TEST(MessageTexts, only_what_has_no_logic) {
  for (const char* bad :
       {"{{>title}}", "{{=<% %>=}}", "{{&title}}", "{{!title}}", "{{ti tle}}", "{{}}", "{{Title}}", "{{title.x}}", "{{.}}"})
    EXPECT_NE(first_problem(bad), "") << bad;
  for (const char* bad :
       {"{{title", "{{", "{{{title}}", "{{#title}}", "{{/title}}", "{{#title}}{{/number}}", "{{#title}}{{#number}}{{/title}}{{/number}}"})
    EXPECT_NE(first_problem(bad), "") << bad;
  for (const char* good : {"", "}}", "{ {title} }", "{{ title }}", "{{#title}}{{^number}}x{{/number}}{{/title}}"})
    EXPECT_EQ(first_problem(good), "") << good;
}

TEST(MessageTexts, have_an_end) {
  std::string deep, many;
  for (int i = 0; i < 2'000; ++i) deep += "{{#title}}";
  for (int i = 0; i <= template_tags_most; ++i) many += "{{title}}";
  EXPECT_NE(first_problem(deep), "");
  EXPECT_NE(first_problem(many).find("At most 200"), std::string::npos);
}

RC_GTEST_PROP(MessageTexts, whatever_is_accepted_can_be_written, ()) {
  const std::vector<std::string> pieces{"{{", "}}", "{{{",       "}}}",       "#",         "^",          "/",          "title", "text",
                                        " ",  "\n", "{{title}}", "{{#text}}", "{{/text}}", "{{^title}}", "{{/title}}", "=",     "x"};
  std::string words;
  for (const auto& piece : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces))) words += piece;
  if (!template_problems(words, "incident.closed").empty()) return;
  Letterhead head{"", "", "h", "en", "UTC"};
  head.wording = Wording{"x", words};
  const auto mail = compose(outgoing("incident.closed", R"({"title":"T","text":"X"})"), head);
  RC_ASSERT(static_cast<bool>(mail));
  RC_ASSERT(mail->text.find("{{#") == std::string::npos);
}

std::vector<Problem> problems_of(service::MessageText text, const service::Shelf& shelf = service::Shelf(nullptr)) {
  text.id = Id{7};
  std::vector<Problem> out;
  check_message_text(shelf, record::to_record(text), out);
  return out;
}

TEST(MessageTexts, are_checked_when_saved) {
  service::MessageText text;
  text.name = "Ours";
  text.message = "incident.closed";
  text.subject = "{{number}}";
  text.text = "{{text}}";
  EXPECT_TRUE(problems_of(text).empty());
  text.text = "{{oops}}";
  EXPECT_EQ(problems_of(text).front().field, "/text");
  text.text = "x";
  text.subject = "a\nBcc: b";
  EXPECT_EQ(problems_of(text).front().code, "text.one_line");
  text.subject = "x";
  text.message = "incident.unheard_of";
  EXPECT_EQ(problems_of(text).front().code, "text.unknown_message");
  text.message = "person.password_reset";
  EXPECT_EQ(problems_of(text).front().code, "text.needed");
}

TEST(MessageTexts, one_is_active_for_a_message_and_language) {
  service::MessageText other;
  other.id = Id{8};
  other.name = "First";
  other.message = "incident.closed";
  other.subject = other.text = "x";
  service::Shelf shelf(nullptr);
  shelf.lay(record::to_record(other));
  service::MessageText text = other;
  text.name = "Second";
  EXPECT_EQ(problems_of(text, shelf).front().code, "text.twice");
  text.language = service::MessageLanguage::de;
  EXPECT_TRUE(problems_of(text, shelf).empty());
  text.language = service::MessageLanguage::en;
  text.active = false;
  EXPECT_TRUE(problems_of(text, shelf).empty());
}

TEST(MessageTexts, what_is_no_good_any_more_does_not_silence_a_message) {
  EXPECT_NE(written({"{{gone}}", "{{gone}}"}, R"({"number":"INC1","title":"t"})").subject.find("Closed: t"), std::string::npos);
}

}  // namespace
}  // namespace evenkeel::notification
