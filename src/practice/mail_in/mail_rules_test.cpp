// What a mail is, where it belongs and which of its words are its own: no database, no bytes.
#include "practice/mail_in/mail_rules.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace evenkeel::mail_in {
namespace {

const Ours ours{"help.example.org", "incidents@example.org", {"it-help@example.org"}};

ReadMail mail_of(const std::string& from) {
  ReadMail mail;
  mail.from = {{"", from}};
  mail.subject = "Router down";
  mail.text = "It blinks.";
  return mail;
}

TEST(MailRules, what_programs_write_is_told_from_what_people_write) {
  EXPECT_EQ(written_by_machine(mail_of("caller01@example.org"), ours), "");
  auto mail = mail_of("caller01@example.org");
  mail.auto_submitted = "no";
  mail.precedence = "normal";
  mail.suppress = "OOF";
  EXPECT_EQ(written_by_machine(mail, ours), "");
  const auto expect_machine = [](const std::function<void(ReadMail&)>& change) {
    auto one = mail_of("caller01@example.org");
    change(one);
    EXPECT_NE(written_by_machine(one, ours), "");
  };
  expect_machine([](ReadMail& m) { m.auto_submitted = "auto-replied; owner-email=x"; });
  expect_machine([](ReadMail& m) { m.auto_submitted = "Auto-Generated"; });
  expect_machine([](ReadMail& m) { m.precedence = " Bulk "; });
  expect_machine([](ReadMail& m) { m.list_id = "<users.example.org>"; });
  expect_machine([](ReadMail& m) { m.loop = "somebody@example.net"; });
  expect_machine([](ReadMail& m) { m.suppress = "All"; });
  expect_machine([](ReadMail& m) { m.from_nobody = true; });
  expect_machine([](ReadMail& m) { m.is_report = true; });
  expect_machine([](ReadMail& m) { m.message_id = "17.message@help.example.org"; });
  expect_machine([](ReadMail& m) { m.from.front().address = "Incidents@example.org"; });
  expect_machine([](ReadMail& m) { m.from.front().address = "it-help@example.org"; });
  expect_machine([](ReadMail& m) { m.from.front().address = "MAILER-DAEMON@mx.example.net"; });
}

TEST(MailRules, a_signed_address_comes_back_and_nobody_makes_one) {
  const Vault vault(std::string(32, 'k')), other(std::string(32, 'x'));
  const Id incident{9'123'456'789'012'345'678}, person{42};
  const auto address = reply_address(vault, ours.address, incident, person);
  EXPECT_TRUE(address.ends_with("@example.org")) << address;
  EXPECT_LE(address.find('@'), 64U);
  for (const auto& form : {address, "INCIDENTS" + address.substr(9), lower_ascii(address)}) {
    const auto found = read_reply_address(vault, ours.address, form);
    ASSERT_TRUE(found) << form;
    EXPECT_EQ(found->incident, incident);
    EXPECT_EQ(found->person, person);
  }
  auto altered = address;
  altered[10] = altered[10] == 'a' ? 'b' : 'a';
  for (const auto& wrong : {altered, std::string("incidents@example.org"), std::string("incidents+@example.org"), std::string("@"),
                            std::string("incidents+1-2-3@example.org"), address + ".example.net", "x" + address, std::string()})
    EXPECT_FALSE(read_reply_address(vault, ours.address, wrong)) << wrong;
  EXPECT_FALSE(read_reply_address(other, ours.address, address));
  EXPECT_EQ(reply_address(vault, "", incident, person), "");
  EXPECT_EQ(reply_address(vault, std::string(40, 'a') + "@example.org", incident, person), "") << "servers would refuse it";
}

TEST(MailRules, our_message_ids_name_what_they_are_about) {
  EXPECT_EQ(read_our_id("17.incident@help.example.org", ours.host)->incident, Id{17});
  EXPECT_EQ(read_our_id("18.message@HELP.example.org", ours.host)->message, Id{18});
  for (const char* none : {"17.incident@example.net", "17.person@help.example.org", "x.message@help.example.org", "", "@",
                           ".message@help.example.org", "99999999999999999999.message@help.example.org"})
    EXPECT_FALSE(read_our_id(none, ours.host)) << none;
}

TEST(MailRules, numbers_stand_in_subjects) {
  EXPECT_EQ(numbers_in("AW: [INC0000042] and INC0000042, INC12345678"), (std::vector<std::string>{"INC0000042", "INC12345678"}));
  EXPECT_TRUE(numbers_in("INC42 INCIDENT inc0000042 INC9999999999999999999999").empty());
}

TEST(MailRules, own_words_end_where_the_quotation_begins) {
  const char* quoted[] = {
      "Yes.\n\nOn Mon, 2 Mar 2026 at 09:00 Help wrote:\n> Is it on?\n",
      "Yes.\n\nOn Mon, 2 Mar 2026 at 09:00 Somebody with a long\nname wrote:\n> Is it on?\n",
      "Yes.\n\nAm 02.03.26 um 09:00 schrieb Help:\n> Is it on?\n",
      "Yes.\n\n-----Original Message-----\nFrom: Help\n",
      "Yes.\n\n-----Ursprüngliche Nachricht-----\nVon: Help\n",
      "Yes.\n\nFrom: Help\nSent: Monday\nTo: me\n\nIs it on?",
      "Yes.\n\nVon: Help\nGesendet: Montag\n\nIst es an?",
      "Yes.\n-- \nCaller 01\nExample Ltd",
      "Yes.\n\n> Is it on?\n>> really?\n",
      "Yes.\n\nLe lun. 2 mars 2026 à 09:00, Help <help@example.org> a écrit :\nIs it on?",
      "Yes.\n\nLe lun. 2 mars 2026 à 09:00, Somebody with a long\nname <help@example.org> a écrit :\n\n> Is it on?",
      "Yes.\n\nEl lun, 2 mar 2026 a las 9:00, Help (<help@example.org>) escribió:\n\n> Is it on?",
      "Yes.\n\nIl giorno lun 2 mar 2026 alle ore 09:00 Help ha scritto:\nIs it on?",
      "Yes.\n\nEm seg., 2 de mar. de 2026 às 09:00, Help escreveu:\nIs it on?",
      "Yes.\n\nOp ma 2 mrt 2026 om 09:00 schreef Help <help@example.org>:\nIs it on?",
      "Yes.\n\nDen mån 2 mars 2026 kl 09:00 skrev Help:\nIs it on?",
      "Yes.\n\nW dniu 2.03.2026 o 09:00, Help pisze:\nIs it on?",
      "Yes.\n\n2026年3月2日(月) 9:00 Help <help@example.org>:\n\n> Is it on?",
      "Yes.\n\nDe : Help\nEnvoyé : lundi\nIs it on?",
      "Yes.\n\nDe: Help\nEnviado el: lunes\nIs it on?",
      "Yes.\n\nDa: Help\nInviato: lunedì\nIs it on?",
      "Yes.\n\nVan: Help\nVerzonden: maandag\nIs it on?",
      "Yes.\n\nOd: Help\nWysłano: poniedziałek\nIs it on?",
      "Yes.\n\n-----Message d'origine-----\nIs it on?",
      "Yes.\n\n-----Mensaje original-----\nIs it on?",
  };
  for (const char* text : quoted) EXPECT_EQ(own_words(text), "Yes.") << text;
  EXPECT_EQ(own_words("> Is it on?\nYes.\n> Since when?\nToday."), "> Is it on?\nYes.\n> Since when?\nToday.");
  EXPECT_EQ(own_words("> only this"), "> only this") << "something is better than nothing";
  EXPECT_EQ(own_words("From: what I saw\nit is broken"), "From: what I saw\nit is broken");
  EXPECT_EQ(own_words("On Monday he wrote to me\nabout these:\nthe printer"), "On Monday he wrote to me\nabout these:\nthe printer");
  EXPECT_EQ(own_words("De : the first of May\nit is broken"), "De : the first of May\nit is broken");
  ReadMail passed_on;
  passed_on.text = "Look.\n\nFrom: Help\nSent: Monday\n\nIt is on.";
  passed_on.subject = "RE: INC0000042";
  EXPECT_EQ(said_in(passed_on), "Look.");
  for (const char* subject : {"FW: INC0000042", "Fwd: INC0000042", "WG: INC0000042", "TR: INC0000042"}) {
    passed_on.subject = subject;
    EXPECT_EQ(said_in(passed_on), passed_on.text) << subject;
    EXPECT_EQ(title_of(passed_on, 100), "INC0000042");
  }
  EXPECT_EQ(own_words("----- mine -----\nit is broken"), "----- mine -----\nit is broken");
  EXPECT_EQ(own_words(""), "");
}

TEST(MailRules, a_verdict_is_a_line_that_says_nothing_else) {
  EXPECT_EQ(verdict_in("Confirmed!\nthanks"), Verdict::confirmed);
  EXPECT_EQ(verdict_in("Es geht wieder."), Verdict::confirmed);
  EXPECT_EQ(verdict_in("NOT SOLVED\nit is still dark"), Verdict::rejected);
  EXPECT_EQ(verdict_in("nicht gelöst"), Verdict::rejected);
  for (const char* none : {"Thank you", "I think it is solved", "solved? no", "", "not solved yet I think"})
    EXPECT_EQ(verdict_in(none), Verdict::none) << none;
}

TEST(MailRules, every_mail_gets_a_title) {
  ReadMail mail;
  mail.subject = "Re: AW: Fwd:  Router down ";
  EXPECT_EQ(title_of(mail, 200), "Router down");
  mail.subject = "RE:";
  mail.text = "first line\nsecond";
  EXPECT_EQ(title_of(mail, 200), "first line");
  mail.text.clear();
  EXPECT_FALSE(title_of(mail, 200).empty());
  for (int i = 0; i < 300; ++i) mail.subject += "ä";
  EXPECT_EQ(utf8_length(title_of(mail, 200)), 200U);
}

TEST(MailRules, the_digest_tells_what_people_see) {
  auto one = mail_of("a@example.org"), other = one;
  other.message_id = "2@example.org";
  EXPECT_EQ(content_digest(one), content_digest(other));
  other.files.push_back({"a.txt", "x"});
  EXPECT_NE(content_digest(one), content_digest(other));
}

}  // namespace
}  // namespace evenkeel::mail_in
