// Two servers with news of one incident for one channel: one of them begins the thread.
#include "practice/chat/chat_store.hpp"

#include <gtest/gtest.h>

#include "support/test_register.hpp"

namespace evenkeel::chat {
namespace {

class Threads : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    if (IsSkipped()) return;
    reg_ = std::make_unique<test::TestRegister>(db(), chat_account_schema());
    reg_->writer().start();
  }
  void TearDown() override {
    if (reg_) reg_->writer().stop();
  }
  bool write(const std::function<bool(store::Tx&)>& work) {
    bool done = false;
    EXPECT_TRUE(reg_->writer().run(store::Lane::clockwork, {"system:test", {}}, [&](store::Tx& tx) -> Result<store::Outcome> {
      done = work(tx);
      return store::Outcome{};
    }));
    return done;
  }
  bool claim(std::string_view instead = {}) {
    return write([&](store::Tx& tx) { return claim_thread(tx, channel_, incident_, instead); });
  }
  void put(const std::string& post) {
    write([&](store::Tx& tx) {
      put_thread(tx.db(), channel_, incident_, {post, tx.now()});
      return true;
    });
  }
  std::string post() {
    std::optional<Thread> found;
    reg_->readers().read([&](store::Connection& db) { found = find_thread(db, channel_, incident_); });
    return found ? found->post : "";
  }

  std::unique_ptr<test::TestRegister> reg_;
  const Id channel_{3}, incident_{4};
};
ON_BOTH_DATABASES(Threads);

TEST_P(Threads, one_server_begins_and_the_others_wait_for_it) {
  EXPECT_TRUE(claim());
  EXPECT_FALSE(claim());
  EXPECT_EQ(post(), "") << "nothing stands there yet";
  put("1.1");
  EXPECT_FALSE(claim());
  EXPECT_EQ(post(), "1.1");
  // Somebody deleted the message: both see it, one begins anew.
  EXPECT_TRUE(claim("1.1"));
  EXPECT_FALSE(claim("1.1"));
  put("2.2");
  EXPECT_FALSE(claim("1.1"));
  EXPECT_EQ(post(), "2.2");
}

TEST_P(Threads, who_could_not_begin_or_died_is_followed_by_another) {
  EXPECT_TRUE(claim());
  write([&](store::Tx& tx) {
    give_up_thread(tx, channel_, incident_);
    return true;
  });
  EXPECT_TRUE(claim());
  reg_->world.advance(claim_us - 1);
  EXPECT_FALSE(claim());
  reg_->world.advance(1);
  EXPECT_TRUE(claim());
  EXPECT_FALSE(claim());
}

}  // namespace
}  // namespace evenkeel::chat
