// A database of its own for a test, on either engine, gone when the test ends. PostgreSQL is used when
// EVENKEEL_TEST_POSTGRES holds a connection URL of a role that may create databases; without it those tests skip and say so.
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>

#include "store/db.hpp"

namespace evenkeel::test {

inline std::string random_name() {
  std::random_device device;
  std::string name = "evk_";
  for (int i = 0; i < 16; ++i) name += "abcdefghijklmnopqrstuvwxyz"[device() % 26];
  return name;
}

/// A folder that is removed with all that is in it.
class TempFolder {
 public:
  TempFolder() : path_(std::filesystem::temp_directory_path() / random_name()) { std::filesystem::create_directories(path_); }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  std::string file(std::string_view name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

/// An empty database. Connections must be gone before it is.
class TestDatabase {
 public:
  virtual ~TestDatabase() = default;
  store::Database& operator*() { return *database_; }
  store::Database* operator->() { return database_.get(); }
  /// What store::open_database takes.
  const std::string& location() const { return location_; }

 protected:
  void open(std::string location) {
    location_ = std::move(location);
    database_ = store::open_database(location_);
  }
  std::string location_;
  std::unique_ptr<store::Database> database_;
};

class TestSqlite : public TestDatabase {
 public:
  TestSqlite() { open(folder_.file("evenkeel.db")); }
  ~TestSqlite() override { database_.reset(); }

 private:
  TempFolder folder_;
};

class TestPostgres : public TestDatabase {
 public:
  explicit TestPostgres(const std::string& server) : server_(server), name_(random_name()) {
    store::open_database(server_)->connect(store::Open::write)->script("CREATE DATABASE " + name_ + " TEMPLATE template0");
    open(with_database(server_, name_));
  }
  ~TestPostgres() override {
    database_.reset();
    try {
      store::open_database(server_)->connect(store::Open::write)->script("DROP DATABASE " + name_ + " WITH (FORCE)");
    } catch (const store::DbError& error) {
      ADD_FAILURE() << "test database " << name_ << " stays behind: " << error.what();
    }
  }
  TestPostgres(const TestPostgres&) = delete;
  TestPostgres& operator=(const TestPostgres&) = delete;

 private:
  /// postgres://user@host/postgres?x=y -> postgres://user@host/<name>?x=y
  static std::string with_database(const std::string& url, const std::string& name) {
    const std::size_t authority = url.find("://") + 3;
    const std::size_t query = std::min(url.find('?', authority), url.size());
    const std::size_t path = std::min(url.find('/', authority), query);
    return url.substr(0, path) + "/" + name + url.substr(query);
  }
  std::string server_;
  std::string name_;
};

/// Why tests on `engine` cannot run here; empty when they can.
inline std::string why_not(store::Engine engine) {
  const char* url = std::getenv("EVENKEEL_TEST_POSTGRES");
  if (engine == store::Engine::postgres && (!url || !*url)) return "EVENKEEL_TEST_POSTGRES is not set: no PostgreSQL to test on";
  return {};
}

/// A fresh, empty database; only when why_not() is empty.
inline std::unique_ptr<TestDatabase> make(store::Engine engine) {
  if (engine == store::Engine::sqlite) return std::make_unique<TestSqlite>();
  return std::make_unique<TestPostgres>(std::getenv("EVENKEEL_TEST_POSTGRES"));
}

/// Fixture of a test that runs once on each engine: TEST_P(Suite, name) with a fresh `db()`; say ON_BOTH_DATABASES(Suite) once.
class OnBothDatabases : public testing::TestWithParam<store::Engine> {
 protected:
  void SetUp() override {
    const std::string reason = why_not(GetParam());
    if (!reason.empty()) GTEST_SKIP() << reason;
    database_ = make(GetParam());
  }
  store::Database& db() { return **database_; }
  const std::string& location() const { return database_->location(); }

 private:
  std::unique_ptr<TestDatabase> database_;
};

inline std::string engine_name(const testing::TestParamInfo<store::Engine>& engine) {
  return engine.param == store::Engine::sqlite ? "sqlite" : "postgres";
}

#define ON_BOTH_DATABASES(suite)                                                                                                \
  INSTANTIATE_TEST_SUITE_P(Engines, suite, testing::Values(evenkeel::store::Engine::sqlite, evenkeel::store::Engine::postgres), \
                           evenkeel::test::engine_name)

}  // namespace evenkeel::test
