#include "store/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <span>
#include <unordered_map>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "store/change_log.hpp"
#include "store/row_io.hpp"

namespace evenkeel::store {
namespace {

constexpr std::int64_t page = 5'000;            // rows read at once
constexpr std::size_t looked_up_at_once = 500;  // changes, by their numbers

struct Seal {
  std::int64_t last = 0, first = 0;
  std::string hash, signature;
  Time at;
};

class Audit {
 public:
  Audit(Connection& db, const AuditOptions& options) : db_(db), options_(options) {}

  AuditReport run() {
    check_log();
    check_erasures();
    check_anchors();
    for (const auto* type : options_.types) check_facts(*type);
    return std::move(report_);
  }

 private:
  void found(std::int64_t seq, std::string_view kind, Id subject, std::string text) {
    if (report_.findings.size() < findings_most) report_.findings.push_back({seq, std::string(kind), subject, std::move(text)});
    else ++report_.more;
  }

  /// Walks seals and changes side by side.
  void check_log() {
    std::int64_t newest = 0, expected = 1;
    std::string mark, previous;
    db_.query("SELECT n, mark FROM counter WHERE name = 'change'", {}, [&](const Row& row) {
      newest = row.integer(0);
      mark = row.bytes(1);
    });
    for (auto seals = seals_after(0); !seals.empty(); seals = seals_after(seals.back().last)) {
      for (const auto& seal : seals) {
        if (seal.first != expected)
          found(expected, "", {}, fmt::format("changes {} to {} are covered by no seal", expected, seal.first - 1));
        check_batch(seal, previous);
        expected = seal.last + 1;
        previous = seal.hash;
        ++report_.seals;
      }
      if (options_.progress) options_.progress(report_.changes, newest);
    }
    if (expected != newest + 1) found(expected, "", {}, fmt::format("the log ends at {} but its counter says {}", expected - 1, newest));
    if (mark != previous) found(newest, "", {}, "the newest seal is not the one that the counter remembers");
    db_.query("SELECT COUNT(*) FROM change WHERE seq >= $1 OR seq < 1", {Param(expected)}, [&](const Row& row) {
      if (row.integer(0) > 0) found(expected, "", {}, fmt::format("{} changes lie outside every seal", row.integer(0)));
    });
  }

  std::vector<Seal> seals_after(std::int64_t seq) {
    std::vector<Seal> seals;
    db_.query("SELECT last_seq, first_seq, hash, signature, at_us FROM seal WHERE last_seq > $1 ORDER BY last_seq LIMIT $2",
              {Param(seq), Param(page)},
              [&](const Row& row) { seals.push_back({row.integer(0), row.integer(1), row.bytes(2), row.bytes(3), row.time(4)}); });
    return seals;
  }

  void check_batch(const Seal& seal, const std::string& previous) {
    std::vector<ChangeRow> rows;
    db_.query("SELECT " + std::string(change_columns) + " FROM change WHERE seq >= $1 AND seq <= $2 ORDER BY seq",
              {Param(seal.first), Param(seal.last)}, [&](const Row& row) { rows.push_back(read_change(row)); });
    std::int64_t expected = seal.first;
    for (const auto& r : rows) {
      for (; expected < r.seq; ++expected) found(expected, "", {}, "the change is missing");
      ++expected;
      ++report_.changes;
      if (r.version > 0) newest_[r.subject_kind][r.subject.v] = r.seq;
      if (r.kind.ends_with(".erased")) erasures_[r.subject.v] = r.seq;
      if (r.erased) note_erased(r);
      else if (hash_body(r.salt, r.body) != r.body_hash) found(r.seq, r.subject_kind, r.subject, "the body does not match its hash");
    }
    for (; expected <= seal.last; ++expected) found(expected, "", {}, "the change is missing");
    if (next_seal(previous, seal.at, rows) != seal.hash)
      found(seal.last, "", {}, fmt::format("the seal over changes {} to {} does not hold", seal.first, seal.last));
    check_signature(seal);
  }

  void note_erased(const ChangeRow& r) {
    ++report_.erased;
    if (!r.salt.empty()) found(r.seq, r.subject_kind, r.subject, "the body is missing but its salt is there");
    else erased_.emplace(r.subject.v, r);
  }

  /// A body may be gone only when a later change says that its subject was erased by law.
  void check_erasures() {
    for (const auto& [subject, r] : erased_) {
      const auto erasure = erasures_.find(subject);
      if (erasure == erasures_.end() || erasure->second <= r.seq)
        found(r.seq, r.subject_kind, r.subject, "the body is missing and no erasure explains it");
    }
  }

  void check_signature(const Seal& seal) {
    if (seal.signature.empty()) {
      ++report_.unsigned_seals;
      if (!options_.public_key.empty()) found(seal.last, "", {}, "the seal is not signed");
    } else if (!options_.public_key.empty() && !verify_signature(options_.public_key, seal.hash, seal.signature)) {
      found(seal.last, "", {}, "the signature of the seal does not hold");
    }
  }

  void check_anchors() {
    for (const auto& anchor : options_.anchors) {
      bool there = false;
      db_.query("SELECT hash FROM seal WHERE last_seq = $1", {Param(anchor.seq)},
                [&](const Row& row) { there = row.bytes(0) == anchor.hash; });
      if (!there)
        found(anchor.seq, "", {},
              fmt::format("the log does not contain the anchor at change {}: it was rewritten or cut short", anchor.seq));
      if (!anchor.signature.empty() && !verify_signature(anchor.public_key, anchor.hash, anchor.signature))
        found(anchor.seq, "", {}, "the anchor's own signature does not hold");
    }
  }

  struct LastChange {
    std::int64_t seq = 0;
    std::string salt, fact_hash;
  };
  using Subject = std::pair<std::int64_t, std::int64_t>;  // its id, and the number of its newest change

  /// Facts and the last changes of their subjects, both in the order of ids, walked side by side.
  void check_facts(const record::RecordType& type) {
    std::vector<Subject> subjects;
    if (const auto known = newest_.find(type.kind); known != newest_.end()) {
      subjects.assign(known->second.begin(), known->second.end());
      newest_.erase(known);
    }
    std::ranges::sort(subjects);
    Id after{-1};
    for (std::size_t from = 0;;) {
      const std::size_t to = std::min(from + static_cast<std::size_t>(page), subjects.size());
      const bool end = to == subjects.size();
      const std::int64_t up_to = end ? INT64_MAX : subjects[to - 1].first;
      auto last = changes_of(std::span(subjects).subspan(from, to - from));
      check_rows(type, after, up_to, last);
      if (end) return;
      from = to;
      after = Id{up_to};
    }
  }

  std::map<std::int64_t, LastChange> changes_of(std::span<const Subject> subjects) {
    std::map<std::int64_t, LastChange> last;
    while (!subjects.empty()) {
      const auto some = subjects.first(std::min(subjects.size(), looked_up_at_once));
      std::vector<Param> numbers;
      std::string marks;
      for (const auto& [id, seq] : some) {
        numbers.emplace_back(seq);
        marks += fmt::format("{}${}", marks.empty() ? "" : ",", numbers.size());
      }
      db_.query(fmt::format("SELECT subject_id, seq, salt, fact_hash FROM change WHERE seq IN ({})", marks), Params(numbers),
                [&](const Row& row) { last[row.integer(0)] = {row.integer(1), row.bytes(2), row.bytes(3)}; });
      subjects = subjects.subspan(some.size());
    }
    return last;
  }

  void check_rows(const record::RecordType& type, Id after, std::int64_t up_to, std::map<std::int64_t, LastChange>& last) {
    db_.query(fmt::format("SELECT {} FROM {} WHERE id > $1 AND id <= $2 ORDER BY id", select_columns(type, ""), type.table),
              {Param(after.v), Param(up_to)}, [&](const Row& row) {
                ++report_.facts;
                const auto r = read_record(type, row);
                const auto change = last.find(r.id().v);
                if (change == last.end()) return found(0, type.kind, r.id(), "the record has no change that explains it");
                const auto& c = change->second;
                if (c.fact_hash.empty()) found(c.seq, type.kind, r.id(), "the record was removed but is there");
                else if (sha256(c.salt + record::canonical_bytes(r)) != c.fact_hash)
                  found(c.seq, type.kind, r.id(), "the record is not what its last change left");
                last.erase(change);
              });
    for (const auto& [id, c] : last)
      if (!c.fact_hash.empty()) found(c.seq, type.kind, Id{id}, "the record is missing");
  }

  Connection& db_;
  const AuditOptions& options_;
  AuditReport report_;
  /// Of each kind, the newest change of each subject, remembered while the log is read: the log has no index for that question, so that
  /// the database would read all of it for every page of facts.
  std::map<std::string, std::unordered_map<std::int64_t, std::int64_t>, std::less<>> newest_;
  std::map<std::int64_t, std::int64_t> erasures_;  // subject -> its newest erasure
  std::multimap<std::int64_t, ChangeRow> erased_;  // bodies that are gone; as many as the law asked for
};

}  // namespace

AuditReport verify(Connection& db, const AuditOptions& options) { return Audit(db, options).run(); }

std::optional<Anchor> newest_anchor(Connection& db, std::string_view public_key) {
  std::optional<Anchor> anchor;
  db.query("SELECT last_seq, hash, signature FROM seal ORDER BY last_seq DESC LIMIT 1", {},
           [&](const Row& row) { anchor = Anchor{row.integer(0), row.bytes(1), std::string(public_key), row.bytes(2)}; });
  return anchor;
}

std::string format_anchor(const Anchor& a) {
  return fmt::format("evenkeel-anchor 1 {} {} {} {}", a.seq, to_hex(a.hash), a.public_key.empty() ? "-" : to_hex(a.public_key),
                     a.signature.empty() ? "-" : to_hex(a.signature));
}

std::optional<Anchor> parse_anchor(std::string_view line) {
  const auto parts = split(trim(line), ' ');
  if (parts.size() != 6 || parts[0] != "evenkeel-anchor" || parts[1] != "1") return std::nullopt;
  const auto seq = parse_id(parts[2]);
  Anchor a{seq ? seq->v : 0, from_hex(parts[3]), from_hex(parts[4]), from_hex(parts[5])};
  if (!seq || a.hash.size() != 32) return std::nullopt;
  return a;
}

}  // namespace evenkeel::store
