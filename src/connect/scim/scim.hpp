// SCIM 2.0 (RFC 7643, RFC 7644): a provisioning client keeps people and groups here. Its rows of the route table and refusals in its
// own words. It describes itself at /scim/v2/Schemas and stands in no OpenAPI document: its media type, refusals and shapes are the
// standard's, and its clients are made already.
#pragma once
#include <string_view>
#include <vector>

#include "http/router.hpp"
#include "practice/people/people.hpp"

namespace evenkeel::scim {

/// Below it every answer, also a refusal, is SCIM's.
inline constexpr std::string_view path_prefix = "/scim/";
/// What a client may, and the scope that its token has.
inline constexpr std::string_view permission = "people.provision";

std::vector<http::Route> scim_routes(people::People& people);
/// The same refusal as RFC 7644 section 3.12 has it; any other answer as it is.
http::Response in_own_words(http::Response response);

}  // namespace evenkeel::scim
