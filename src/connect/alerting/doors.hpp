// The doors that monitoring tools know: Alertmanager's API (v2) at its own paths and below /in/<key>/, and one path for webhooks, which is
// read as the kind of its source says. Who may come in says alert::SourceGate; refusals are in the sender's dialect.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "practice/alert/source_gate.hpp"
#include "practice/service/shelf.hpp"

namespace evenkeel::alerting {

/// Both must outlive the routes.
std::vector<http::Route> alert_doors(alert::Alerts& alerts, alert::SourceGate& gate);

/// Whether monitoring tools send here: they have keys of their own, and are told to come back in their own way.
bool is_door(std::string_view path);

/// What a source must keep beyond its fields, for service::check_later: addresses that are some, a mapping that is one, a resolution code
/// when it resolves.
void check_source(const service::Shelf& shelf, const record::Record& after, std::vector<Problem>& out);

}  // namespace evenkeel::alerting
