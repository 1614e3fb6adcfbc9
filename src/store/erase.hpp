// Erasing by law. The facts are blanked by their practice (which is a change like any other); here the history forgets:
// bodies and salts go, hashes stay, so the chain still verifies. What was erased is remembered, to be erased again when
// an older backup is restored.
#pragma once
#include "store/tx.hpp"

namespace evenkeel::store {

/// Forgets the bodies of all earlier changes of `subject` in the story of `root`. The command must also change the
/// subject's facts, so that its last change keeps a salt to verify them with.
void erase_history(Tx& tx, Id root, Id subject);

/// Remembers that the subject was erased.
void remember_erasure(Tx& tx, std::string_view subject_kind, Id subject);

/// Forgets what messages to the person said, and drops those not yet sent.
void erase_messages(Tx& tx, Id person);
/// Forgets what messages about the subject said, to whomever they went, and drops those not yet sent.
void erase_messages_about(Tx& tx, std::string_view subject_kind, Id subject);
/// Forgets messages about the subject that repeat a text (Message::body has it as "text").
void erase_messages_with_text(Tx& tx, std::string_view subject_kind, Id subject, std::string_view text);
/// Puts another name where messages say who caused them (Message::body has it as "by"). Looks at every message there is.
void rename_in_messages(Tx& tx, std::string_view name, std::string_view by);

}  // namespace evenkeel::store
