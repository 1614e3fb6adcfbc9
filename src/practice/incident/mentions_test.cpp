// Who is called by an entry of the journal.
#include "practice/incident/mentions.hpp"

#include <gtest/gtest.h>

namespace evenkeel::incident {

using Logins = std::vector<std::string>;

TEST(Mentions, are_words_that_begin_with_an_at_sign) {
  EXPECT_EQ(mentions_in("ask @first01, or @bo.berg."), (Logins{"first01", "bo.berg"}));
  EXPECT_EQ(mentions_in("@first01 @first01"), (Logins{"first01"}));
  EXPECT_EQ(mentions_in("(@first01@example.org)"), (Logins{"first01@example.org"}));
}

TEST(Mentions, are_no_addresses_and_no_code) {
  EXPECT_EQ(mentions_in("write to first01@example.org"), Logins{});
  EXPECT_EQ(mentions_in("`@first01` and ```\n@bo\n``` but @cy"), (Logins{"cy"}));
  EXPECT_EQ(mentions_in("an open ` before @first01"), (Logins{"first01"}));
  EXPECT_EQ(mentions_in("@ @. @@"), Logins{});
}

TEST(Mentions, end_somewhere) {
  std::string many;
  for (int i = 0; i < 100; ++i) many += "@p" + std::to_string(i) + " ";
  EXPECT_EQ(mentions_in(many).size(), mentions_most);
}

}  // namespace evenkeel::incident
