// One connection to a PostgreSQL server: statements prepared once per text and kinds of parameters, those without a
// result deferred inside a write transaction.
#pragma once
#include <memory>
#include <vector>

#include "store/db.hpp"
#include "store/postgres_pipeline.hpp"
#include "store/statement_cache.hpp"

namespace evenkeel::store {

class PostgresConnection : public Connection {
 public:
  PostgresConnection(PgHandle connection, Open mode);
  Engine engine() const override { return Engine::postgres; }
  void query(std::string_view sql, Params params, const OnRow& on_row) override;
  void execute(std::string_view sql, Params params) override;
  void execute_one(std::string_view sql, Params params) override;
  std::int64_t execute_count(std::string_view sql, Params params) override;
  void script(std::string_view sql) override;
  void flush() override;
  void begin(Begin mode) override;
  void commit() override;
  void rollback() noexcept override;
  bool in_transaction() const override { return state_ != State::none; }
  void set_tag(std::uint64_t tag) override { tag_ = tag; }

 private:
  enum class State { none, reading, writing, failed };
  using Variants = std::vector<std::shared_ptr<PgStatement>>;

  void refuse_unless_usable(std::string_view sql) const;
  std::shared_ptr<PgStatement> prepared(std::string_view sql, Params params);
  std::shared_ptr<PgStatement> prepare(std::string_view sql, std::vector<unsigned> types);
  void forget(const Variants& variants);
  void send(std::string_view sql, Params params, PgExpect expect);
  void defer_or_run(std::string_view sql, Params params, PgExpect expect);
  PgResult drain();

  PgPipeline pipeline_;
  Open mode_;
  StatementCache<Variants> statements_;
  std::uint64_t last_name_ = 0;
  State state_ = State::none;
  std::uint64_t tag_ = 0;
};

}  // namespace evenkeel::store
