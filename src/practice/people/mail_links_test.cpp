// What the links in mails carry: nobody makes one without the key, none can be turned into another, and the register holds none.
#include "practice/people/mail_links.hpp"

#include <gtest/gtest.h>

namespace evenkeel::people {
namespace {

const Vault vault(std::string(32, 'v')), other(std::string(32, 'o'));
const IncidentLink link{Id{17}, Id{42}, Time{1'772'438'400 * us_per_second}};

TEST(MailLinks, are_read_as_they_were_made) {
  const auto read = read_link_token(vault, link_token(vault, link));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->incident, link.incident);
  EXPECT_EQ(read->person, link.person);
  EXPECT_EQ(read->made, link.made);
  EXPECT_EQ(read_reset_token(vault, reset_token(vault, Id{9})), Id{9});
}

TEST(MailLinks, are_nobodys_to_make_or_to_change) {
  EXPECT_FALSE(read_link_token(other, link_token(vault, link)));
  EXPECT_FALSE(read_reset_token(other, reset_token(vault, Id{9})));
  const std::string token = link_token(vault, link);
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string altered = token;
    altered[i] = altered[i] == '1' ? '2' : '1';
    EXPECT_FALSE(read_link_token(vault, altered)) << i;
  }
  // The digest of one purpose says nothing about another.
  EXPECT_FALSE(read_link_token(vault, "17.42.1772438400." + vault.digest("reset", "17.42.1772438400")));
  for (const std::string_view bad : {"", ".", "...", "17", "17.42.1772438400", "17.42.1772438400.", "a.b.c.d"}) {
    EXPECT_FALSE(read_link_token(vault, bad)) << bad;
    EXPECT_FALSE(read_reset_token(vault, bad)) << bad;
  }
}

}  // namespace
}  // namespace evenkeel::people
