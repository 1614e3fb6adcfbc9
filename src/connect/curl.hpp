// Handles of libcurl, which is made ready once for the whole process.
#pragma once
#include <curl/curl.h>

#include <memory>

namespace evenkeel::connect {

using Curl = std::unique_ptr<CURL, void (*)(CURL*)>;
/// A handle that raises no signals; empty when there is no memory.
Curl new_curl();

}  // namespace evenkeel::connect
