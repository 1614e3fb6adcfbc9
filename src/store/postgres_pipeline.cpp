// The wire to a PostgreSQL server, always in libpq's pipeline mode: statements are sent as they come and their results
// checked together, so that a transaction of many statements costs few round trips.
#include "store/postgres_pipeline.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <array>
#include <bit>
#include <cerrno>
#include <optional>

#include "store/postgres_fault.hpp"

namespace evenkeel::store {
namespace {

/// Parameters as libpq takes them. All are binary: a text then keeps every byte, and a number needs no digits.
struct Wire {
  std::vector<const char*> values;
  std::vector<int> lengths;
  std::vector<int> formats;
  std::vector<std::array<char, 8>> numbers;  // reserved up front: values point into it

  explicit Wire(Params params) {
    numbers.reserve(params.size());
    for (const Param& param : params) std::visit([this](const auto& v) { add(v); }, param.get());
  }

 private:
  void push(const char* bytes, std::size_t size) {
    values.push_back(bytes);
    lengths.push_back(static_cast<int>(size));
    formats.push_back(1);
  }
  void push_number(std::uint64_t bits) {
    auto& out = numbers.emplace_back();
    for (int i = 0; i < 8; ++i) out[static_cast<std::size_t>(i)] = static_cast<char>(bits >> (56 - 8 * i) & 0xff);
    push(out.data(), out.size());
  }
  void add(std::monostate) { push(nullptr, 0); }
  void add(std::int64_t v) { push_number(static_cast<std::uint64_t>(v)); }
  void add(double v) { push_number(std::bit_cast<std::uint64_t>(v)); }
  void add(std::string_view v) { push(v.data() ? v.data() : "", v.size()); }
  void add(Bytes v) { add(v.bytes); }
};

bool is_error(const PgResult& result) {
  const ExecStatusType status = PQresultStatus(result.get());
  return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_PIPELINE_SYNC;
}

}  // namespace

void PgClose::operator()(PGconn* connection) const { PQfinish(connection); }
void PgClear::operator()(PGresult* result) const { PQclear(result); }

PgPipeline::PgPipeline(PgHandle connection) : connection_(std::move(connection)) {
  if (PQsetnonblocking(connection_.get(), 1) != 0 || PQenterPipelineMode(connection_.get()) != 1) die(0);
}

PgPipeline::~PgPipeline() = default;

void PgPipeline::die(std::uint64_t tag) {
  dead_ = true;
  drop_pending();
  throw postgres_gone(connection_.get(), tag);
}

void PgPipeline::drop_pending() {
  for (const Pending& pending : pending_)
    if (pending.kind == Pending::Kind::prepare) pending.statement->lost = true;
  pending_.clear();
  unchecked_counts_ = 0;
}

void PgPipeline::sent(int accepted, Pending pending) {
  const std::uint64_t tag = pending.tag;
  if (pending.expect == PgExpect::one_row) ++unchecked_counts_;
  pending_.push_back(std::move(pending));
  if (accepted == 1) return;
  if (PQstatus(connection_.get()) == CONNECTION_BAD) die(tag);
  // libpq itself refuses (too many parameters, no memory): nothing was sent for it.
  if (pending_.back().expect == PgExpect::one_row) --unchecked_counts_;
  if (pending_.back().kind == Pending::Kind::prepare) pending_.back().statement->lost = true;
  pending_.pop_back();
  throw DbError(DbFault::broken, PQerrorMessage(connection_.get()), {}, tag);
}

void PgPipeline::prepare(const std::shared_ptr<PgStatement>& statement, std::uint64_t tag) {
  sent(PQsendPrepare(connection_.get(), statement->name.c_str(), statement->sql.c_str(), static_cast<int>(statement->types.size()),
                     statement->types.data()),
       {Pending::Kind::prepare, PgExpect::success, tag, statement});
}

void PgPipeline::run(const std::shared_ptr<PgStatement>& statement, Params params, PgExpect expect, std::uint64_t tag) {
  const Wire wire(params);
  sent(PQsendQueryPrepared(connection_.get(), statement->name.c_str(), static_cast<int>(params.size()), wire.values.data(),
                           wire.lengths.data(), wire.formats.data(), 0),
       {Pending::Kind::run, expect, tag, statement});
}

void PgPipeline::run_plain(const char* sql, std::uint64_t tag) {
  sent(PQsendQueryParams(connection_.get(), sql, 0, nullptr, nullptr, nullptr, nullptr, 0),
       {Pending::Kind::run, PgExpect::success, tag, nullptr});
}

/// Sends all, taking in what the server sends meanwhile: with both buffers full each side would wait for the other.
void PgPipeline::push_out() {
  for (;;) {
    const int left = PQflush(connection_.get());
    if (left == 0) return;
    if (left < 0) die(0);
    pollfd socket{PQsocket(connection_.get()), POLLIN | POLLOUT, 0};
    if (poll(&socket, 1, -1) < 0 && errno != EINTR) die(0);
    if ((socket.revents & POLLIN) != 0 && PQconsumeInput(connection_.get()) != 1) die(0);
  }
}

PgResult PgPipeline::next_result(std::uint64_t tag) {
  PgResult result(PQgetResult(connection_.get()));
  if (!result) die(tag);
  return result;
}

void PgPipeline::check(const Pending& pending, const PgResult& result) {
  const std::string_view sql = pending.statement ? std::string_view(pending.statement->sql) : std::string_view();
  if (is_error(result)) throw postgres_error(result.get(), sql, pending.tag);
  if (pending.expect != PgExpect::one_row) return;
  const std::string_view rows = PQcmdTuples(result.get());
  if (rows != "1") throw DbError(DbFault::stale, std::string(rows) + " rows met instead of one by: " + std::string(sql), {}, pending.tag);
}

PgResult PgPipeline::drain() {
  if (pending_.empty()) return nullptr;
  if (PQpipelineSync(connection_.get()) != 1) die(pending_.front().tag);
  push_out();
  std::optional<DbError> first_error;
  PgResult last;
  while (!pending_.empty()) {
    const Pending& pending = pending_.front();
    last = next_result(pending.tag);
    if (is_error(last) && (pending.kind == Pending::Kind::prepare || statement_is_lost(last.get())) && pending.statement)
      pending.statement->lost = true;
    try {
      if (!first_error) check(pending, last);
    } catch (const DbError& error) {
      first_error = error;
    }
    if (PQstatus(connection_.get()) == CONNECTION_BAD || (first_error && first_error->fault() == DbFault::gone)) {
      dead_ = true;
      drop_pending();
      throw first_error && first_error->fault() == DbFault::gone ? *first_error
                                                                 : postgres_gone(connection_.get(), first_error ? first_error->tag() : 0);
    }
    while (PgResult more{PQgetResult(connection_.get())}) {}  // the end of this statement's results is a null
    if (pending.expect == PgExpect::one_row) --unchecked_counts_;
    pending_.pop_front();
  }
  next_result(0);  // the answer to the sync
  if (first_error) throw DbError(*first_error);
  return last;
}

void PgPipeline::script(const std::string& sql, std::uint64_t tag) {
  drain();
  if (PQexitPipelineMode(connection_.get()) != 1) die(tag);
  const PgResult result(PQexec(connection_.get(), sql.c_str()));
  const bool lost = PQstatus(connection_.get()) == CONNECTION_BAD;
  if (lost) die(tag);
  if (PQenterPipelineMode(connection_.get()) != 1) die(tag);
  const bool empty = PQresultStatus(result.get()) == PGRES_EMPTY_QUERY;
  if (is_error(result) && !empty) throw postgres_error(result.get(), sql, tag);
}

}  // namespace evenkeel::store
