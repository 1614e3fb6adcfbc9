// The wire to a PostgreSQL server, always in libpq's pipeline mode: statements are sent as they come and their results
// checked together, so that a transaction of many statements costs few round trips.
#pragma once
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "store/db.hpp"

struct pg_conn;
struct pg_result;

namespace evenkeel::store {

struct PgClose {
  void operator()(pg_conn* connection) const;
};
using PgHandle = std::unique_ptr<pg_conn, PgClose>;
struct PgClear {
  void operator()(pg_result* result) const;
};
using PgResult = std::unique_ptr<pg_result, PgClear>;

/// A statement that the server has, or will have when what is under way succeeds.
struct PgStatement {
  std::string name;
  std::string sql;
  std::vector<unsigned> types;  // an Oid for each parameter, 0 where only NULL was given so far
  bool lost = false;            // preparing it failed, or the server forgot it
};

/// What must be true of a result; otherwise drain() throws.
enum class PgExpect { success, one_row };

class PgPipeline {
 public:
  explicit PgPipeline(PgHandle connection);
  ~PgPipeline();

  void prepare(const std::shared_ptr<PgStatement>& statement, std::uint64_t tag);
  void run(const std::shared_ptr<PgStatement>& statement, Params params, PgExpect expect, std::uint64_t tag);
  /// BEGIN, COMMIT and the like, which are not worth a name.
  void run_plain(const char* sql, std::uint64_t tag);
  /// Waits for all results; returns the last one. Throws the first error, in the order of the statements.
  PgResult drain();
  /// Simple protocol, several statements; drains first.
  void script(const std::string& sql, std::uint64_t tag);

  std::size_t pending() const { return pending_.size(); }
  /// Whether a result under way may be refused although the server accepts the statement.
  bool has_unchecked_counts() const { return unchecked_counts_ > 0; }
  /// The connection is of no more use.
  bool dead() const { return dead_; }

 private:
  struct Pending {
    enum class Kind { prepare, run } kind;
    PgExpect expect;
    std::uint64_t tag;
    std::shared_ptr<PgStatement> statement;  // null for run_plain
  };

  void sent(int accepted, Pending pending);
  void push_out();
  PgResult next_result(std::uint64_t tag);
  void check(const Pending& pending, const PgResult& result);
  [[noreturn]] void die(std::uint64_t tag);
  void drop_pending();

  PgHandle connection_;
  std::deque<Pending> pending_;
  std::size_t unchecked_counts_ = 0;
  bool dead_ = false;
};

}  // namespace evenkeel::store
