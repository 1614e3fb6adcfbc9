#include "app/demo/words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace evenkeel::app::demo {
namespace {

struct List {
  std::string_view name, variants;
};

constexpr List lists[] = {
    {"since",
     "since this morning|since about half past eight|since the restart last night|since yesterday afternoon|since I came back from "
     "leave|since the update on Tuesday|for two days now|for about an hour|since lunch"},
    {"place",
     "on the second floor|in the north wing|in meeting room 2.14|at the warehouse desk|at home over the VPN|in the open-plan office on "
     "floor 4|at gate 3|in the reception|in the training room|in the laboratory"},
    {"error",
     "error 0x80070005|error 0x8004010F|\"The operation timed out\"|\"Access is denied\"|error 500|\"The remote server returned an "
     "error: (503)\"|code 1603|\"Unable to connect to the server\"|ORA-12541|\"Certificate not trusted\"|\"Session expired\"|error "
     "E_FAIL 0x80004005"},
    {"app",
     "the order entry|the stock list|the booking form|the invoice screen|the customer file|the delivery note screen|the price list|the "
     "claims form"},
    {"file",
     "Budget_Q3_v7.xlsx|Offer_final_2.docx|Stocktaking.xlsx|Shift_plan.xlsx|Contract_draft_4.docx|Minutes_board.docx|Price_list_new.xlsx"},
    {"printer", "PRN-0211|PRN-0217|PRN-0304|PRN-0318|PRN-0402|PRN-0409|PRN-0515|PRN-0523"},
    {"asset", "NB-20417|NB-20533|NB-20988|NB-21004|NB-21160|NB-21377|PC-11802|PC-11950|PC-12044|NB-21412|NB-21530|NB-21688"},
    {"host", "srv-app-03|srv-app-04|srv-app-07|srv-file-01|srv-file-02|srv-db-02|srv-db-05|srv-web-02|srv-batch-01|srv-vdi-06"},
    {"switch", "sw-acc-2-03|sw-acc-3-01|sw-acc-4-02|sw-dist-1|sw-dist-2|ap-2-07|ap-3-11|ap-4-04|fw-edge-1|rt-site-b"},
    {"n", "2|3|4|5|6|8|12|15|20|30"},
    {"percent", "91|93|95|96|97|98|99"},
    {"job", "night invoicing|stock replication|interface 14 to the warehouse|dunning run|price import|data warehouse load|payroll export"},
    {"time", "02:15|03:40|04:05|06:10|07:55|08:20|09:35|11:10|13:45|16:20"},
    {"version", "4.2.1|4.2.3|5.0.0|5.0.1|11.6|11.7.2|2024.2|17.4"},
    {"partner", "a customer in Spain|our bank|the tax office|a new supplier|the freight agent|two partners abroad"},
};

constexpr std::string_view greetings =
    "Hello,|Hi,|Good morning,|Dear service desk,|Hi team,|Hello together,|Good afternoon,|To whom it may concern,";
constexpr std::string_view moods =
    "||||I have a customer at the desk, please call me.|This is the third time this month.|No rush, tomorrow is fine.|I have to deliver "
    "this by four o'clock.|I already restarted twice, it did not help.|My colleague beside me has the same.|It worked yesterday.|I cannot "
    "work at all at the moment.|For now I help myself with my telephone.|Could somebody look at it before the month ends?|Sorry if this "
    "was reported already.|Honestly, I am losing patience with this.";
constexpr std::string_view farewells =
    "Thanks|Kind regards|Thank you in advance|Many thanks for your help|Best regards|Thanks a lot!|Regards";

/// A variant in German stands as it is: the phrases around it are English.
constexpr std::string_view german = "de:";

std::string_view list_of(std::string_view name) {
  const auto found = std::ranges::find(lists, name, &List::name);
  return found == std::end(lists) ? std::string_view() : found->variants;
}

}  // namespace

std::string Words::filled(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto open = text.find('{', at);
    const auto close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) return out.append(text.substr(at));
    out.append(text.substr(at, open - at));
    const auto name = text.substr(open + 1, close - open - 1);
    auto said = said_.find(name);
    if (said == said_.end()) said = said_.emplace(std::string(name), std::string(chance_.pick(split(list_of(name), '|')))).first;
    out.append(said->second);
    at = close + 1;
  }
  return out;
}

std::string Words::one(std::string_view variants) { return filled(chance_.pick(split(variants, '|'))); }

std::string Words::matching(std::string_view variants) {
  const auto all = split(variants, '|');
  return filled(all[static_cast<std::size_t>(turn_) % all.size()]);
}

std::vector<std::string> Words::some(std::string_view variants, std::size_t most) {
  auto all = split(variants, '|');
  while (all.size() > most) all.erase(all.begin() + static_cast<std::ptrdiff_t>(chance_.between(0, static_cast<int>(all.size()) - 1)));
  std::vector<std::string> out;
  for (auto text : all) out.push_back(filled(text));
  return out;
}

std::string Words::in_tone(std::string_view bodies, incident::Channel channel) {
  using incident::Channel;
  const auto body = matching(bodies);
  if (channel == Channel::monitoring || body.starts_with(german)) return body.substr(body.starts_with(german) ? german.size() : 0);
  const auto mood = one(moods);
  const auto told = mood.empty() ? body : body + " " + mood;
  // On the telephone somebody of ours takes it down; by mail people are polite; the portal is between the two.
  if (channel == Channel::phone || channel == Channel::walk_in) return "Caller says: " + told;
  if (channel == Channel::chat || chance_.percent(35)) return told;
  return fmt::format("{}\n\n{}\n\n{}", one(greetings), told, one(farewells));
}

}  // namespace evenkeel::app::demo
