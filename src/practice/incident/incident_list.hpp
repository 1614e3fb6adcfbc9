// Pages of incidents: the principal's visibility, the client's condition and words, one of a closed list of orders.
#pragma once
#include <functional>

#include "practice/incident/incidents.hpp"

namespace evenkeel::incident {

/// The orders that this request may ask for; with words to search for it is newest first. What is due is for those who read promises.
std::span<const api::Order> orders_of(const http::Request& request);
std::span<const api::Order> all_orders();

bool is_order(std::string_view name);
/// As a list would refuse it; an empty one is fine.
Status check_filter(const Incidents& practice, const people::Principal& who, const std::string& filter);

struct Page {
  std::vector<record::Record> incidents;
  std::optional<std::string> next;
};
/// At most `most` incidents of the list.
Result<Page> find_page(const Incidents& practice, store::Connection& db, const people::Principal& who, Time now, const api::ListQuery& list,
                       int most);

}  // namespace evenkeel::incident
