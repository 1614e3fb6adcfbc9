// What a mail is and where it belongs, decided from what was read of it alone. Pure functions.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/vault.hpp"
#include "practice/mail_in/read_mail.hpp"

namespace evenkeel::mail_in {

/// How our own mails are told from others.
struct Ours {
  std::string host;                    // right side of our message ids
  std::string address;                 // what people write to: incidents@example.org; empty: not known
  std::vector<std::string> addresses;  // what we send from
};

/// Why nobody wrote this mail: an absence notice, a bounce, a mailing list, one of our own (RFC 3834 and what older programs say). Empty: a
/// person did.
std::string written_by_machine(const ReadMail& mail, const Ours& ours);

/// "<17.incident@host>" and "<17.message@host>" of our mails, from a message id.
struct OurId {
  Id incident, message;  // one of them
};
std::optional<OurId> read_our_id(std::string_view message_id, std::string_view host);

/// Where an answer of this person on this incident goes: the mailbox's address with a signed tag,
/// "incidents+<incident>-<person>-<digest>@...". Empty when there is no address, or it would be longer than servers take (64 letters before
/// the @, RFC 5321).
std::string reply_address(const Vault& vault, std::string_view address, Id incident, Id person);
struct Signed {
  Id incident, person;
};
/// What such an address says, when it is one of ours; letters may have changed their case on the way.
std::optional<Signed> read_reply_address(const Vault& vault, std::string_view ours, std::string_view address);

/// "INC0000042" in a subject, in order, each once.
std::vector<std::string> numbers_in(std::string_view subject);

/// How many lines from `at` on introduce what is quoted below them, as mail programs write it: 0, 1, or 2 when it was broken.
std::size_t introduction_lines(const std::vector<std::string_view>& lines, std::size_t at);
/// The answer without what it quotes, the introduction of the quotation and the signature; the whole text when nothing else is left.
std::string own_words(std::string_view text);
/// What a mail that belongs to an incident says there: the sender's own words, and of one that is passed on everything.
std::string said_in(const ReadMail& mail);

/// What the first line of an answer says of a resolution, when it says nothing else: "confirmed", "not solved".
enum class Verdict { none, confirmed, rejected };
Verdict verdict_in(std::string_view words);

/// The title of an incident: the subject without "Re:" and the like, else the first line; never empty.
std::string title_of(const ReadMail& mail, std::size_t points_most);
/// The first `points_most` code points, with a word about what is missing.
std::string shortened(std::string text, std::size_t points_most);

/// Digest of what people see of it: tells the same mail on two ways from another one under the same message id.
std::string content_digest(const ReadMail& mail);

/// Whether two addresses are the same, as people mean it.
bool same_address(std::string_view a, std::string_view b);

}  // namespace evenkeel::mail_in
