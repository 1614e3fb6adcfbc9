#include "store/batch.hpp"

#include <cstdlib>
#include <thread>

#include "base/log.hpp"
#include "store/change_log.hpp"

namespace evenkeel::store {
namespace {

constexpr int attempts_most = 8;         // of one batch, against a database that keeps refusing it
constexpr std::uint64_t no_job = ~0ULL;  // tag of the batch's own statements

Error refused_by(const DbError& e) {
  switch (e.fault()) {
    case DbFault::full: return error(Fault::unavailable, "store.full", "The disk is full; nothing was stored. Reading goes on.");
    case DbFault::busy: return error(Fault::unavailable, "store.busy", "The database takes no writes at the moment; nothing was stored.");
    case DbFault::gone:
      return error(
          Fault::unavailable, "store.gone",
          "The database cannot be reached; whether the command was stored is unknown. Send it again with the same Idempotency-Key.");
    case DbFault::corrupt: return error(Fault::unavailable, "store.corrupt", "The database is damaged; nothing was stored.");
    case DbFault::retry: return error(Fault::unavailable, "store.contention", "Too many changes at once; nothing was stored. Try again.");
    case DbFault::stale: return error(Fault::stale, "store.stale", "Somebody else changed it at the same moment; nothing was stored.");
    case DbFault::constraint:
      return error(Fault::conflict, "store.constraint." + (e.constraint().empty() ? "unnamed" : e.constraint()),
                   "It contradicts what is stored already: " + e.constraint() + ".");
    case DbFault::failed_sync:
    case DbFault::broken: break;
  }
  return error(Fault::internal, "store.broken", "The command failed; nothing was stored.");
}

/// Faults that concern the whole batch, not one command.
bool concerns_database(DbFault f) {
  return f == DbFault::full || f == DbFault::busy || f == DbFault::gone || f == DbFault::corrupt || f == DbFault::failed_sync;
}

}  // namespace

/// One try at a batch.
struct Batch::Attempt {
  BatchState state;
  std::size_t ran = 0;  // jobs run, from the front
  std::int64_t batch_id = 0;
  std::int64_t last_seq = 0;
  std::optional<std::size_t> culprit;
  std::optional<DbError> failure;
  bool maybe_committed = false;
  bool wrote = false;
};

Batch::Batch(Database& database, World& world, const WriterOptions& options)
    : database_(database), world_(world), options_(options), numbers_(database, options.number_block) {
  if (!options.seal_key_seed.empty()) key_ = signing_key_from_seed(options.seal_key_seed);
}

void Batch::connect() {
  if (db_) return;
  const auto digest = options_.reruns == WriterOptions::Reruns::always ? WatchedConnection::Digest::on : WatchedConnection::Digest::off;
  db_ = std::make_unique<WatchedConnection>(database_.connect(Open::write), digest);
}

Result<Outcome> Batch::decide(Job& job, Attempt& a) {
  const auto& key = job.command.idempotency;
  if (key) {
    std::optional<Outcome> earlier;
    std::string hash;
    db_->query("SELECT subject_kind, subject_id, version, status, request_hash FROM idempotency WHERE principal = $1 AND key = $2",
               {Param(key->principal), Param(key->key)}, [&](const Row& row) {
                 earlier = Outcome{std::string(row.text(0)), row.id(1), row.integer(2), static_cast<int>(row.integer(3)), true};
                 hash = row.text(4);
               });
    if (earlier && hash != key->request_hash)
      return error(Fault::invalid, "idempotency.reused", "This Idempotency-Key was used with another request.", "/Idempotency-Key");
    if (earlier) return *earlier;
  }
  Tx tx(*db_, job.envelope, a.state, numbers_);
  auto result = job.command.run(tx);
  if (result && key)
    db_->execute(
        "INSERT INTO idempotency(principal, key, request_hash, subject_kind, subject_id, version, status, at_us) "
        "VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        {Param(key->principal), Param(key->key), Param(key->request_hash), Param(result->subject_kind), Param(result->subject.v),
         Param(result->version), Param(result->status), Param(tx.now())});
  return result;
}

/// Throws DbError; a refusal that has written is treated as a failure of the command.
void Batch::run_job(Job& job, Attempt& a) {
  db_->forget();
  job.result.reset();
  const auto changes_before = a.state.changes.size();
  try {
    job.result = decide(job, a);
  } catch (const DbError&) {
    throw;
  } catch (const std::exception& e) {
    log_error("writer.command_threw", {{"what", e.what()}, {"actor", job.command.actor.text}});
    job.result = error(Fault::internal, "store.broken", "The command failed; nothing was stored.");
  }
  const bool wrote = db_->writes() > 0 || a.state.changes.size() != changes_before;
  a.wrote = a.wrote || wrote;
  if (!*job.result && wrote)
    throw DbError(DbFault::broken, "refused after its first write: " + job.result->error().first().code, {}, a.ran);
}

/// Runs the job a second time on the same state and compares every byte it wrote.
void Batch::prove_rerun(Job& job, Attempt& a) {
  const std::string first = db_->written();
  const auto changes = a.state.changes.size();
  db_->flush();
  db_->script("ROLLBACK TO SAVEPOINT proof");
  BatchState state_before = std::move(a.state);
  a.state = BatchState{};
  run_job(job, a);
  if (db_->written() != first || (a.state.changes.size() > changes)) {
    log_error("writer.rerun_differs", {{"actor", job.command.actor.text}});
    std::abort();
  }
  for (std::size_t i = 0, from = changes - a.state.changes.size(); i < a.state.changes.size(); ++i)
    if (a.state.changes[i].body != state_before.changes[from + i].body || a.state.changes[i].salt != state_before.changes[from + i].salt ||
        a.state.changes[i].fact_hash != state_before.changes[from + i].fact_hash)
      std::abort();
  a.state = std::move(state_before);
}

std::int64_t Batch::finish(Attempt& a) {
  db_->set_tag(no_job);
  numbers_.settle(*db_);
  if (a.state.catalogue_changed) db_->execute_one("UPDATE counter SET n = n + 1 WHERE name = 'catalogue'", {});
  if (options_.fence != 0)
    db_->execute_one("UPDATE node SET last_batch = $1 WHERE id = $2 AND fence = $3",
                     {Param(a.batch_id), Param(options_.node), Param(options_.fence)});
  db_->flush();
  return write_changes(*db_, a.state.changes, world_.now(), key_);
}

/// True: committed. False: rolled back; `a` says what failed and which job did it.
bool Batch::attempt(Jobs& jobs, Attempt& a) {
  a = Attempt{};
  a.batch_id = world_.new_id().v;
  try {
    connect();
    db_->begin(Begin::write);
    db_->set_tag(no_job);
    numbers_.load(*db_);
    if (before) before(*db_);
    for (; a.ran < jobs.size() && !a.state.catalogue_changed; ++a.ran) {
      db_->set_tag(a.ran);
      if (options_.reruns == WriterOptions::Reruns::always) db_->script("SAVEPOINT proof");
      run_job(*jobs[a.ran], a);
      if (options_.reruns == WriterOptions::Reruns::always) prove_rerun(*jobs[a.ran], a);
    }
    a.last_seq = finish(a);
    a.maybe_committed = true;
    db_->commit();
    if (options_.after_commit_probe) options_.after_commit_probe();
    numbers_.settled();
    return true;
  } catch (const DbError& e) {
    a.failure = e;
    if (!concerns_database(e.fault())) {
      a.maybe_committed = false;
      const auto tag = e.tag() == 0 && a.ran < jobs.size() ? a.ran : e.tag();
      if (tag < jobs.size()) a.culprit = tag;
    }
    if (db_) db_->rollback();
    if (e.fault() == DbFault::gone) db_.reset();
    return false;
  }
}

/// Tries until the database answers again; false when it has not by `give_up` (monotonic). It also answers with its own row,
/// so that a connection that dies at once does not count.
bool Batch::reconnect(std::int64_t give_up) {
  while (world_.monotonic_us() < give_up) {
    try {
      connect();
      db_->query("SELECT n FROM counter WHERE name = 'change'", {}, [](const Row&) {});
      return true;
    } catch (const DbError&) {
      db_.reset();
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }
  return false;
}

/// After a connection was lost during COMMIT: did it happen? The answer is certain, since the lost connection's transaction
/// has ended by then: the server rolls back or commits before it lets another take the node's row.
bool Batch::happened(std::int64_t batch_id) {
  if (options_.fence == 0) return false;
  bool yes = false;
  db_->begin(Begin::write);
  db_->execute("UPDATE node SET fence = fence WHERE id = $1", {Param(options_.node)});
  db_->query("SELECT last_batch FROM node WHERE id = $1", {Param(options_.node)},
             [&](const Row& row) { yes = row.integer(0) == batch_id; });
  db_->rollback();
  return yes;
}

/// Of an attempt whose connection was lost: committed or not; empty when the database did not come back by `give_up`.
std::optional<bool> Batch::outcome_of(const Attempt& a, std::int64_t give_up) {
  while (reconnect(give_up)) {
    try {
      return a.maybe_committed && happened(a.batch_id);
    } catch (const DbError&) {
      db_.reset();
    }
  }
  return std::nullopt;
}

void Batch::end_all(Jobs& jobs, BatchEnd& end, const Error& why) {
  for (auto& job : jobs) {
    // A refusal that came after a write keeps its own words: the write was rolled back.
    if (!job->result || *job->result) job->result = why;
    end.jobs.push_back(std::move(job));
  }
  jobs.clear();
}

BatchEnd Batch::run(Jobs& jobs) {
  BatchEnd end;
  Attempt a;
  Jobs aside;  // culprits, each to be run alone afterwards
  const auto give_up = world_.monotonic_us() + options_.reconnect_seconds * us_per_second;
  auto finished = [&](Jobs& from) {
    for (std::size_t i = 0; i < a.ran; ++i) end.jobs.push_back(std::move(from[i]));
    from.erase(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(a.ran));
    end.stored = end.stored || a.wrote;
    end.wake.changes = end.wake.changes || a.last_seq > 0;
    end.wake.last_seq = std::max(end.wake.last_seq, a.last_seq);
    end.wake.timers = end.wake.timers || a.state.timers_changed;
    end.wake.deliveries = end.wake.deliveries || a.state.deliveries_changed;
    end.wake.catalogue = end.wake.catalogue || a.state.catalogue_changed;
  };

  for (int tries = 0; !jobs.empty() || !aside.empty();) {
    const bool alone = jobs.empty();
    Jobs single;
    if (alone) {
      single.push_back(std::move(aside.back()));
      aside.pop_back();
    }
    Jobs& current = alone ? single : jobs;
    if (attempt(current, a)) {
      finished(current);
      if (!alone && a.state.catalogue_changed && !jobs.empty()) {
        if (aside.empty()) return end;
        for (auto& job : jobs) aside.insert(aside.begin(), std::move(job));  // run alone, on the new catalogue
        jobs.clear();
      }
      continue;
    }
    ++end.reruns;
    const DbError failure = *a.failure;
    if (failure.fault() == DbFault::failed_sync) {
      log_error("writer.sync_failed", {{"what", failure.what()}});
      std::_Exit(EXIT_FAILURE);  // what the medium holds is unknown; only a restart reads it anew
    }
    if (const auto committed = failure.fault() == DbFault::gone ? outcome_of(a, give_up) : std::nullopt) {
      if (*committed) {
        finished(current);
        continue;
      }
      if (alone) aside.push_back(std::move(single.front()));
      continue;
    }
    if (a.culprit && !alone && current.size() > 1) {
      aside.push_back(std::move(current[*a.culprit]));
      current.erase(current.begin() + static_cast<std::ptrdiff_t>(*a.culprit));
      continue;
    }
    if ((failure.fault() == DbFault::retry || failure.fault() == DbFault::stale || failure.fault() == DbFault::constraint) &&
        ++tries < attempts_most) {
      // A decision on rows that another node moved meanwhile: decide again on what is there now.
      if (alone) aside.push_back(std::move(single.front()));
      continue;
    }
    if (!concerns_database(failure.fault()) && !(current.size() == 1 && current[0]->result && !*current[0]->result))
      log_error("writer.command_failed", {{"what", failure.what()}, {"constraint", failure.constraint()}});
    if (concerns_database(failure.fault())) end.trouble = failure.what();
    end_all(current, end, refused_by(failure));
  }
  return end;
}

}  // namespace evenkeel::store
