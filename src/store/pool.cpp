// Read connections for the workers: made on demand up to a bound, kept, replaced when they break.
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "store/db.hpp"

namespace evenkeel::store {
namespace {

class KeptPool : public Pool {
 public:
  KeptPool(Database& database, int most, std::int64_t longest_wait_ms)
      : database_(database), longest_wait_(longest_wait_ms), free_places_(most) {}

  void read(const std::function<void(Connection&)>& body) override {
    const Place place(*this);
    std::unique_ptr<Connection> connection = begun();
    try {
      body(*connection);
    } catch (const DbError& error) {
      connection->rollback();
      if (error.fault() != DbFault::gone && error.fault() != DbFault::corrupt) keep(std::move(connection));
      throw;
    } catch (...) {
      connection->rollback();
      keep(std::move(connection));
      throw;
    }
    connection->rollback();
    keep(std::move(connection));
  }

 private:
  /// The right to have a connection in use.
  class Place {
   public:
    explicit Place(KeptPool& pool) : pool_(pool) {
      std::unique_lock lock(pool_.mutex_);
      if (!pool_.place_came_free_.wait_for(lock, pool_.longest_wait_, [&] { return pool_.free_places_ > 0; }))
        throw DbError(DbFault::busy, "all read connections are in use");
      --pool_.free_places_;
    }
    ~Place() {
      const std::lock_guard lock(pool_.mutex_);
      ++pool_.free_places_;
      pool_.place_came_free_.notify_one();
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

   private:
    KeptPool& pool_;
  };

  /// A connection inside a read transaction. A kept one may have died meanwhile (the server restarted): then the others
  /// have too, and a new one is tried once.
  std::unique_ptr<Connection> begun() {
    if (std::unique_ptr<Connection> kept = take()) {
      try {
        kept->begin(Begin::read);
        return kept;
      } catch (const DbError&) {
        forget_all();
      }
    }
    std::unique_ptr<Connection> fresh = database_.connect(Open::read);
    fresh->begin(Begin::read);
    return fresh;
  }

  std::unique_ptr<Connection> take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return nullptr;
    std::unique_ptr<Connection> connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
  }

  void keep(std::unique_ptr<Connection> connection) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
  }

  void forget_all() {
    std::vector<std::unique_ptr<Connection>> dead;
    const std::lock_guard lock(mutex_);
    dead.swap(idle_);
  }

  Database& database_;
  const std::chrono::milliseconds longest_wait_;
  std::mutex mutex_;
  std::condition_variable place_came_free_;
  int free_places_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace

std::unique_ptr<Pool> make_pool(Database& database, int most, std::int64_t longest_wait_ms) {
  return std::make_unique<KeptPool>(database, most, longest_wait_ms);
}

}  // namespace evenkeel::store
