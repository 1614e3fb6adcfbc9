// A connection that passes everything on and remembers what was written: whether a command wrote at all (a refusal must
// not have), and a digest of every write, so that a command that is run again can be shown to write the same bytes.
#pragma once
#include "store/db.hpp"

namespace evenkeel::store {

class WatchedConnection : public Connection {
 public:
  enum class Digest { off, on };
  WatchedConnection(std::unique_ptr<Connection> inner, Digest digest) : inner_(std::move(inner)), digest_(digest) {}

  std::int64_t writes() const { return writes_; }
  const std::string& written() const { return written_; }
  void forget() {
    writes_ = 0;
    written_.clear();
  }

  Engine engine() const override { return inner_->engine(); }
  void query(std::string_view sql, Params params, const OnRow& on_row) override {
    if (!sql.starts_with("SELECT")) note(sql, params);
    inner_->query(sql, params, on_row);
  }
  void execute(std::string_view sql, Params params) override {
    note(sql, params);
    inner_->execute(sql, params);
  }
  void execute_one(std::string_view sql, Params params) override {
    note(sql, params);
    inner_->execute_one(sql, params);
  }
  std::int64_t execute_count(std::string_view sql, Params params) override {
    note(sql, params);
    return inner_->execute_count(sql, params);
  }
  void script(std::string_view sql) override {
    note(sql, {});
    inner_->script(sql);
  }
  void flush() override { inner_->flush(); }
  void begin(Begin mode) override { inner_->begin(mode); }
  void commit() override { inner_->commit(); }
  void rollback() noexcept override { inner_->rollback(); }
  bool in_transaction() const override { return inner_->in_transaction(); }
  void set_tag(std::uint64_t tag) override { inner_->set_tag(tag); }
  using Connection::execute;
  using Connection::execute_count;
  using Connection::execute_one;
  using Connection::query;

 private:
  void note(std::string_view sql, Params params);

  std::unique_ptr<Connection> inner_;
  Digest digest_;
  std::int64_t writes_ = 0;
  std::string written_;  // statements and parameters, one after the other, when the digest is on
};

}  // namespace evenkeel::store
