// Who is called by an entry of the journal.
#include "practice/incident/mentions.hpp"

#include <gtest/gtest.h>

namespace evenkeel::incident {

using Logins = std::vector<std::string>;

TEST(Mentions, are_words_that_begin_with_an_at_sign) {
  EXPECT_EQ(mentions_in("ask @anna, or @bo.berg."), (Logins{"anna", "bo.berg"}));
  EXPECT_EQ(mentions_in("@anna @anna"), (Logins{"anna"}));
  EXPECT_EQ(mentions_in("(@anna@example.org)"), (Logins{"anna@example.org"}));
}

TEST(Mentions, are_no_addresses_and_no_code) {
  EXPECT_EQ(mentions_in("write to anna@example.org"), Logins{});
  EXPECT_EQ(mentions_in("`@anna` and ```\n@bo\n``` but @cy"), (Logins{"cy"}));
  EXPECT_EQ(mentions_in("an open ` before @anna"), (Logins{"anna"}));
  EXPECT_EQ(mentions_in("@ @. @@"), Logins{});
}

TEST(Mentions, end_somewhere) {
  std::string many;
  for (int i = 0; i < 100; ++i) many += "@p" + std::to_string(i) + " ";
  EXPECT_EQ(mentions_in(many).size(), mentions_most);
}

}  // namespace evenkeel::incident
