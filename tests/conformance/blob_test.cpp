// The bytes of a file that one node attaches while another one tidies up: they stay.
#include <chrono>
#include <thread>

#include "practice/incident/incident_store.hpp"
#include "scenario/office.hpp"
#include "support/test_database.hpp"

namespace evenkeel {
namespace {

using store::Param;

class Blobs : public test::OnBothDatabases {};
ON_BOTH_DATABASES(Blobs);

TEST_P(Blobs, StayWhenTheFileIsAttachedWhileSomebodyTidiesUp) {
  scenario::Stage stage(GetParam(), Time{1'772'438'400 * us_per_second});
  scenario::Office office(stage);
  office.add("first01", "analyst");
  const auto incident = office.must("first01", "/api/v1/incidents", R"({"title":"Printer"})")["id"];
  office.ask("first01", http::Verb::post, "/api/v1/incidents/" + incident + "/attachments?name=log.txt", "line one\n",
             {{"content-type", "application/octet-stream"}});
  const auto database = store::open_database(stage.location());
  const auto attaching = database->connect(store::Open::write), tidying = database->connect(store::Open::write);
  std::string sha256;
  attaching->query("SELECT sha256 FROM attachment", {}, [&](const store::Row& row) { sha256 = row.text(0); });
  ASSERT_FALSE(sha256.empty());
  attaching->execute("UPDATE attachment SET erased = 1 WHERE sha256 = $1", {Param(sha256)});
  attaching->flush();
  ASSERT_EQ(incident::orphaned_blobs(*attaching, 10), std::vector{sha256});

  attaching->begin(store::Begin::write);
  incident::hold_blob(*attaching, sha256);
  attaching->execute("UPDATE attachment SET erased = 0 WHERE sha256 = $1", {Param(sha256)});
  attaching->flush();
  std::thread other([&] {
    tidying->begin(store::Begin::write);
    incident::remove_orphaned_blob(*tidying, sha256);
    tidying->commit();
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(300));  // the other waits for the row, or for the file
  attaching->commit();
  other.join();
  EXPECT_EQ(incident::blob_bytes(*attaching, sha256), 9);
}

}  // namespace
}  // namespace evenkeel
