// The signature of labels: whoever carries them is never left out, and few others are let in.
#include "practice/alert/label_bits.hpp"

#include <gtest/gtest.h>

namespace evenkeel::alert {
namespace {

std::int64_t wanted(const std::string& filter) { return bits_wanted({*parse_matcher(filter)}); }

TEST(LabelBits, what_carries_the_labels_of_a_filter_has_its_bits) {
  const Texts labels{{"alertname", "Down"}, {"env", ""}, {"instance", "host-1:9100"}, {"service", "mail"}};
  const auto has = label_bits(labels);
  for (const char* filter : {"service=mail", "alertname=Down", "instance=host-1:9100"}) {
    EXPECT_NE(wanted(filter), 0) << filter;
    EXPECT_EQ(has & wanted(filter), wanted(filter)) << filter;
  }
  EXPECT_EQ(has & bits_wanted({*parse_matcher("service=mail"), *parse_matcher("alertname=Down")}),
            wanted("service=mail") | wanted("alertname=Down"));
  EXPECT_GE(has, 0);
}

TEST(LabelBits, few_others_have_them) {
  int taken_for_it = 0;
  for (int i = 0; i < 1'000; ++i)
    taken_for_it += (label_bits({{"alertname", "Down"}, {"instance", std::to_string(i)}, {"service", "s" + std::to_string(i)}}) &
                     wanted("service=mail")) == wanted("service=mail");
  EXPECT_LT(taken_for_it, 50);
}

TEST(LabelBits, filters_that_what_lacks_the_label_may_meet_want_none) {
  for (const char* filter : {"service=", "service!=mail", "service=~mail.*", "service!~x"}) EXPECT_EQ(wanted(filter), 0) << filter;
}

}  // namespace
}  // namespace evenkeel::alert
