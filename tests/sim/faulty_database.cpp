#include "sim/faulty_database.hpp"

namespace evenkeel::sim {
namespace {

using store::DbError;
using store::DbFault;

class FaultyConnection : public store::Connection {
 public:
  FaultyConnection(std::unique_ptr<store::Connection> real, FaultyDatabase& database) : real_(std::move(real)), database_(database) {}

  store::Engine engine() const override { return real_->engine(); }
  void query(std::string_view sql, store::Params params, const OnRow& on_row) override { real_->query(sql, params, on_row); }
  void execute(std::string_view sql, store::Params params) override { real_->execute(sql, params); }
  void execute_one(std::string_view sql, store::Params params) override { real_->execute_one(sql, params); }
  std::int64_t execute_count(std::string_view sql, store::Params params) override { return real_->execute_count(sql, params); }
  void script(std::string_view sql) override { real_->script(sql); }
  void flush() override { real_->flush(); }
  void begin(store::Begin mode) override {
    mode_ = mode;
    real_->begin(mode);
  }
  void commit() override {
    const auto fault = mode_ == store::Begin::write ? database_.next.exchange(CommitFault::none) : CommitFault::none;
    if (fault == CommitFault::none) return real_->commit();
    ++database_.fired;
    if (fault == CommitFault::lost_afterwards) real_->commit();
    else real_->rollback();
    switch (fault) {
      case CommitFault::refused_full: throw DbError(DbFault::full, "simulated: the disk is full");
      case CommitFault::refused_busy: throw DbError(DbFault::busy, "simulated: locked");
      case CommitFault::contention: throw DbError(DbFault::retry, "simulated: serialisation failure");
      default: throw DbError(DbFault::gone, "simulated: connection lost");
    }
  }
  void rollback() noexcept override { real_->rollback(); }
  bool in_transaction() const override { return real_->in_transaction(); }
  void set_tag(std::uint64_t tag) override { real_->set_tag(tag); }

 private:
  std::unique_ptr<store::Connection> real_;
  FaultyDatabase& database_;
  store::Begin mode_ = store::Begin::read;
};

}  // namespace

std::unique_ptr<store::Connection> FaultyDatabase::connect(store::Open mode) {
  auto real = real_.connect(mode);
  if (mode == store::Open::read) return real;
  return std::make_unique<FaultyConnection>(std::move(real), *this);
}

}  // namespace evenkeel::sim
