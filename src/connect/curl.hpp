// Handles of libcurl, which is made ready once for the whole process.
#pragma once
#include <curl/curl.h>

#include <atomic>
#include <memory>

namespace evenkeel::connect {

using Curl = std::unique_ptr<CURL, void (*)(CURL*)>;
/// A handle that raises no signals; empty when there is no memory.
Curl new_curl();
/// Gives what the handle does up, within a second, once it is true. None: it goes on.
void give_up_when(CURL* curl, const std::atomic<bool>* given_up);

}  // namespace evenkeel::connect
