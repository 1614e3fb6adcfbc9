// Which alerts are alike by a rule of inhibition, and which rules can be read.
#include "practice/alert/inhibition.hpp"

#include <gtest/gtest.h>

namespace evenkeel::alert {
namespace {

Inhibition alike_by(std::vector<std::string> equal) { return {Id{1}, 1, "Node", {}, {}, std::move(equal)}; }

TEST(Inhibition, MissingLabelsAreAlike) {
  const auto rule = alike_by({"cluster", "instance"});
  const Texts whole{{"cluster", "a"}, {"instance", "n1"}}, same{{"alertname", "Slow"}, {"cluster", "a"}, {"instance", "n1"}};
  const Texts without{{"instance", "n1"}}, empty{{"cluster", ""}, {"instance", "n1"}}, other{{"cluster", "a"}, {"instance", "n2"}};
  EXPECT_TRUE(are_alike(rule, whole, same));
  EXPECT_EQ(fit_of(rule, whole), fit_of(rule, same));
  EXPECT_TRUE(are_alike(rule, without, empty));
  EXPECT_EQ(fit_of(rule, without), fit_of(rule, empty));
  for (const Texts* one : {&without, &other}) {
    EXPECT_FALSE(are_alike(rule, whole, *one));
    EXPECT_NE(fit_of(rule, whole), fit_of(rule, *one));
  }
  EXPECT_TRUE(are_alike(alike_by({}), whole, Texts{}));
}

TEST(Inhibition, AValueIsOfItsLabelAlone) {
  const auto rule = alike_by({"a", "b"});
  EXPECT_NE(fit_of(rule, {{"a", "xy"}, {"b", "z"}}), fit_of(rule, {{"a", "x"}, {"b", "yz"}}));
  EXPECT_NE(fit_of(rule, {{"a", "x"}}), fit_of(rule, {{"b", "x"}}));
}

TEST(Inhibition, ARuleSaysWhatItDoesNotUnderstand) {
  const auto wrong = [](std::string source, std::string target, std::vector<std::string> equal) {
    service::InhibitionRule rule;
    rule.name = "Node";
    rule.source_matchers = std::move(source);
    rule.target_matchers = std::move(target);
    rule.equal = std::move(equal);
    std::vector<Problem> out;
    check_inhibition_rule(service::Shelf(nullptr), record::to_record(rule), out);
    std::vector<std::string> at;
    for (const Problem& p : out) at.push_back(p.field);
    return at;
  };
  using List = std::vector<std::string>;
  EXPECT_EQ(wrong("alertname=NodeDown", "\n severity=~\"warning|info\" \n\nteam=db", {"cluster"}), List());
  EXPECT_EQ(wrong("alertname", "severity=~\"(\"", {}), (List{"/source_matchers", "/target_matchers"}));
  EXPECT_EQ(wrong("severity!=critical", "\n", {}), (List{"/source_matchers", "/target_matchers"}));
  EXPECT_EQ(wrong("a=b", "c=d", {"x", " "}), List{"/equal/1"});
}

}  // namespace
}  // namespace evenkeel::alert
