// The spool on a real file system: order, once, bounded, for its owner alone.
#include "app/notify/spool.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/sim_world.hpp"

namespace evenkeel::app::notify {
namespace {

namespace fs = std::filesystem;
constexpr std::int64_t far = INT64_MAX;

struct SpoolTest : testing::Test {
  void SetUp() override {
    char name[] = "/tmp/evenkeel-spool-XXXXXX";
    ASSERT_NE(::mkdtemp(name), nullptr);
    above = name;
  }
  void TearDown() override { fs::remove_all(above); }
  Spool open() {
    auto spool = Spool::open(above + "/s", world);
    EXPECT_TRUE(spool);
    return *spool;
  }
  /// Takes all, but says `then` of the one that is `at`.
  auto taking(std::string at = {}, Sent then = Sent::not_now) {
    return [this, at, then](const std::string& body) {
      if (body == at) return Outcome{then, "because"};
      got.push_back(body);
      return Outcome{Sent::taken, {}};
    };
  }
  std::string above;
  SimWorld world{Time{1'795'000'000'000'000}};
  std::vector<std::string> got;
};

TEST_F(SpoolTest, what_waits_is_sent_in_its_order_and_once) {
  for (const char* body : {"1", "2", "3"}) ASSERT_TRUE(open().keep(body));
  auto sent = open().flush(taking("2"), far);
  EXPECT_EQ(got, (std::vector<std::string>{"1"}));
  EXPECT_EQ(sent.left, 2U);
  EXPECT_EQ(sent.reason, "because");
  ASSERT_TRUE(open().keep("4"));
  sent = open().flush(taking(), far);
  EXPECT_EQ(got, (std::vector<std::string>{"1", "2", "3", "4"}));
  EXPECT_EQ(sent.left, 0U);
}

TEST_F(SpoolTest, a_clock_that_was_put_back_changes_no_order) {
  ASSERT_TRUE(open().keep("problem"));
  SimWorld earlier{Time{1'700'000'000'000'000}};
  ASSERT_TRUE(Spool::open(above + "/s", earlier)->keep("recovery"));
  open().flush(taking(), far);
  EXPECT_EQ(got, (std::vector<std::string>{"problem", "recovery"}));
}

TEST_F(SpoolTest, what_is_refused_for_good_lies_aside_and_holds_nothing_up) {
  for (const char* body : {"1", "bad", "3"}) ASSERT_TRUE(open().keep(body));
  const auto sent = open().flush(taking("bad", Sent::refused), far);
  EXPECT_EQ(got, (std::vector<std::string>{"1", "3"}));
  EXPECT_EQ(sent.refused, 1U);
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(above + "/s/refused")) files += !entry.path().empty();
  EXPECT_EQ(files, 2U) << "the event and why";
}

TEST_F(SpoolTest, files_are_for_their_owner_alone) {
  ASSERT_TRUE(open().keep("1"));
  struct stat about{};
  ASSERT_EQ(::stat((above + "/s").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0700U);
  for (const auto& entry : fs::directory_iterator(above + "/s")) {
    ASSERT_EQ(::stat(entry.path().c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777, 0600U);
  }
}

TEST_F(SpoolTest, a_draft_of_one_that_died_is_no_event) {
  (void)open();
  std::ofstream(above + "/s/.00000000000000000001-00000000.json") << "half";
  EXPECT_EQ(open().waiting(), 0U);
}

TEST_F(SpoolTest, one_at_a_time_sends) {
  ASSERT_TRUE(open().keep("1"));
  const int other = ::open((above + "/s").c_str(), O_RDONLY | O_DIRECTORY);
  ASSERT_EQ(::flock(other, LOCK_EX), 0);
  EXPECT_TRUE(open().flush(taking(), 0).busy);
  EXPECT_TRUE(got.empty());
  ::close(other);
  EXPECT_EQ(open().flush(taking(), far).taken, 1U);
}

TEST_F(SpoolTest, it_is_bounded_and_says_so) {
  (void)open();
  for (std::size_t i = 0; i < spool_most; ++i) std::ofstream(above + "/s/" + std::to_string(i + 1'000'000) + ".json");
  const auto kept = open().keep("one too many");
  ASSERT_FALSE(kept);
  EXPECT_EQ(kept.error().first().code, "notify.spool_full");
  EXPECT_FALSE(Spool::open("/proc/nowhere", world));
}

}  // namespace
}  // namespace evenkeel::app::notify
