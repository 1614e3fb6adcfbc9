// Operations whose success takes more than the town has.
#pragma once
#include <set>
#include <string>

namespace evenkeel::doors {

/// What asks for what the town has not (a code, the token of a mail, a directory, a provider of sign-on): their own tests get through.
inline const std::set<std::string> asks_for_more = {"POST /api/v1/session/sign-on/code",  // the town has no provider
                                                    "GET /api/v1/session/sign-on/{provider}",
                                                    "GET /api/v1/session/sign-on/{provider}/callback",
                                                    "POST /api/v1/session/sign-on/{provider}/logout",
                                                    "POST /api/v1/incidents/{id}/alerts/split",  // alerts
                                                    "POST /api/v1/checks/{id}/answers",          // a turn that a worker was given
                                                    "POST /api/v1/session/second-factor/confirm",
                                                    "POST /api/v1/session/second-factor/recovery-codes",
                                                    "POST /api/v1/session/second-factor/remove",
                                                    "DELETE /api/v1/people/{id}/second-factor",
                                                    "POST /api/v1/me/notifications/unread",
                                                    "POST /api/v1/session/link",
                                                    "POST /api/v1/answers/look",
                                                    "POST /api/v1/answers",
                                                    "POST /api/v1/session/reset/confirm",
                                                    "POST /api/v1/contact/points/{id}/verify",   // the code
                                                    "POST /api/v1/contact/points/{id}/test",     // a point that is proven
                                                    "POST /api/v1/calendars/{id}/feeds/fetch",   // a calendar that has sources
                                                    "POST /api/v1/calendars/{id}/feeds/decide",  // a copy that is held
                                                    "GET /api/v1/on_call/feeds/{address}",
                                                    "POST /api/v1/webhooks/{id}/deliveries/{delivery}/retry",  // what was sent
                                                    "POST /api/v1/chat/{workspace}/command",                   // the chat's signature
                                                    "POST /api/v1/chat/{workspace}/action",
                                                    "DELETE /api/v1/me/chat_accounts/{id}",  // a link that was made in a chat
                                                    "POST /api/v1/directory/check",
                                                    "POST /api/v1/directory/preview",
                                                    "POST /api/v1/directory/sync"};

}  // namespace evenkeel::doors
