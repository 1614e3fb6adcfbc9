// The story, files, lists, bulk and CSV over the routes.
#include <gtest/gtest.h>

#include "practice/incident/sniff.hpp"
#include "support/incident_house.hpp"

namespace evenkeel::incident {

class Journal : public InHouse {
 protected:
  std::string path(const bj::object& i, const std::string& rest) { return "incidents/" + text(i, "id") + "/" + rest; }
  static std::string header(const http::Response& r, std::string_view name) {
    for (const auto& [key, value] : r.headers)
      if (key == name) return value;
    return {};
  }
};
ON_BOTH_DATABASES(Journal);

TEST_P(Journal, the_story_pages_backwards_and_shows_text_safely) {
  const auto made = h().log("caller", R"({"title":"slow"})");
  for (int n = 0; n < 5; ++n) h().command("analyst", made, "comment", R"({"text":"line )" + std::to_string(n) + "\"}");
  h().command("analyst", made, "note", R"({"text":"**bold** <script>alert(1)</script>","time_worked_s":60})");
  h().command("analyst", made, "start");
  std::vector<std::string> kinds;
  std::string cursor;
  for (int pages = 0; pages < 10; ++pages) {
    const auto page = House::expect(200, h().get("analyst", path(made, "story?limit=3" + (cursor.empty() ? "" : "&cursor=" + cursor))));
    for (const auto& item : page.at("items").get_array()) kinds.push_back(text(item.get_object(), "kind"));
    cursor = text(page, "next");
    if (cursor.empty()) break;
  }
  EXPECT_EQ(kinds, (std::vector<std::string>{"change", "note", "comment", "comment", "comment", "comment", "comment", "change"}));
  const auto items = House::items(h().get("analyst", path(made, "story")));
  EXPECT_EQ(bj::serialize(items[0].get_object().at("diff")).find(R"("state":["new","in_progress"])") == std::string::npos, false);
  EXPECT_EQ(text(items[0].get_object(), "by_name"), "The analyst");
  const std::string html = text(items[1].get_object(), "html");
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_NE(html.find("<strong>bold</strong>"), std::string::npos);
  EXPECT_EQ(text(h().now("analyst", made), "time_worked_s"), "60");
  EXPECT_EQ(text(h().now("analyst", made), "comments_by_staff"), "5");
  const auto callers = House::items(h().get("caller", path(made, "story")));
  EXPECT_EQ(callers.size(), 7u);
}

TEST_P(Journal, a_colleague_is_called_by_name) {
  const auto made = h().log("caller", R"({"title":"slow"})");
  h().command("analyst", made, "note", R"({"text":"@technician please, and @caller must not hear"})");
  EXPECT_EQ(h().mails(), std::vector<std::string>{"incident.mentioned technician@example.org"});
}

TEST_P(Journal, files_are_sniffed_stored_and_only_downloaded) {
  const auto made = h().log("caller", R"({"title":"slow"})");
  const std::string big = std::string("\x89PNG\r\n\x1a\n", 8) + std::string(600'000, 'x');
  const auto file = House::expect(201, h().post("caller", path(made, "attachments?name=..%2F\"r\xc3\xa9port\".html"), big));
  EXPECT_EQ(text(file, "media_type"), "image/png");
  EXPECT_EQ(text(file, "visibility"), "comment") << "what the caller sends the caller may see";
  const auto got = h().get("caller", "attachments/" + text(file, "id") + "/content");
  EXPECT_EQ(got.status, 200);
  EXPECT_EQ(got.body, big);
  EXPECT_EQ(header(got, "X-Content-Type-Options"), "nosniff");
  EXPECT_TRUE(header(got, "Content-Disposition").starts_with("attachment; filename=")) << header(got, "Content-Disposition");
  EXPECT_NE(header(got, "Content-Security-Policy").find("sandbox"), std::string::npos);
  const auto inner = House::expect(201, h().post("analyst", path(made, "attachments?name=log.html"), "<html><script>x</script>"));
  EXPECT_EQ(text(inner, "media_type"), "text/plain");
  EXPECT_EQ(h().get("caller", "attachments/" + text(inner, "id") + "/content").status, 404);
  EXPECT_EQ(code_of(h().post("analyst", path(made, "attachments?name=a.txt"), std::string("MZ\x90\0\3", 5))), "attachment.type_refused");
  EXPECT_EQ(h().post("analyst", path(made, "attachments?name=a.txt"), "").status, 422);
  EXPECT_EQ(h().get("caller", path(made, "attachments")).body.find("log.html"), std::string::npos);
  h().practice().scan = [](std::string_view bytes, std::string_view) -> Status {
    if (bytes.find("virus") != std::string_view::npos) return invalid("attachment.refused_by_scanner", "the scanner found something");
    return Done{};
  };
  EXPECT_EQ(code_of(h().post("analyst", path(made, "attachments?name=a.txt"), "a virus")), "attachment.refused_by_scanner");
}

TEST_P(Journal, lists_page_by_each_order_without_gap_or_double) {
  std::vector<std::string> urgencies = {"low", "high", "medium"};
  for (int n = 0; n < 14; ++n) {
    h().log("analyst", R"({"title":"t)" + std::to_string(n) + R"(","urgency":")" + urgencies[static_cast<std::size_t>(n % 3)] + "\"}");
    if (n % 2) h().world().advance(us_per_second);
  }
  for (const std::string order : {"urgency", "due", "-opened_at", "opened_at", "-updated_at", "number"}) {
    std::vector<std::string> seen;
    std::string cursor;
    do {
      const auto page = House::expect(
          200, h().get("analyst", "incidents?fields=number,priority&limit=4&order=" + order + (cursor.empty() ? "" : "&cursor=" + cursor)));
      for (const auto& item : page.at("items").get_array()) seen.push_back(text(item.get_object(), "number"));
      cursor = text(page, "next");
    } while (!cursor.empty());
    EXPECT_EQ(seen.size(), 14u) << order;
    EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 14u) << order;
    EXPECT_TRUE(order != "number" || std::is_sorted(seen.begin(), seen.end()));
  }
  EXPECT_EQ(h().get("analyst", "incidents?order=secret").status, 400);
  EXPECT_EQ(h().get("analyst", "incidents?filter=priority <").status, 400 + 22);
  EXPECT_EQ(h().get("analyst", "incidents?cursor=rubbish").status, 400);
  h().settle();
  const auto found = House::items(h().get("analyst", "incidents?q=t1"));
  ASSERT_EQ(found.size(), 1u);
}

TEST_P(Journal, a_selection_gets_one_command_with_a_result_for_each) {
  const auto a = h().log("caller", R"({"title":"a"})"), b = h().log("caller", R"({"title":"b"})");
  h().command("analyst", b, "cancel", R"({"reason":"x"})");
  const auto answer = House::expect(
      200, h().post("analyst", "incidents/bulk",
                    R"({"ids":[")" + text(a, "id") + R"(",")" + text(b, "number") + R"(","77"],"command":"take","body":{}})"));
  const auto results = answer.at("results").get_array();
  ASSERT_EQ(results.size(), 3u);
  EXPECT_EQ(text(results[0].get_object(), "status"), "200");
  EXPECT_EQ(text(results[1].get_object(), "status"), "409");
  EXPECT_EQ(text(results[2].get_object(), "status"), "404");
  EXPECT_EQ(h().post("analyst", "incidents/bulk", R"({"ids":["1"],"command":"split"})").status, 422);
  EXPECT_EQ(h().post("analyst", "incidents/bulk", R"({"ids":[],"command":"take"})").status, 422);
  EXPECT_EQ(h().post("analyst", "incidents/bulk", R"({"ids":["1"],"command":"resolve","body":{"titel":1}})").status, 422);
}

TEST_P(Journal, csv_guards_against_formulas) {
  h().log("analyst", R"({"title":"=cmd|' /C calc'!A0"})");
  const auto csv = h().get("analyst", "incidents.csv?fields=number,title");
  EXPECT_EQ(csv.content_type, "text/csv; charset=utf-8");
  EXPECT_NE(csv.body.find("INC0000001,'=cmd"), std::string::npos) << csv.body;
  EXPECT_EQ(h().get("caller", "incidents.csv").status, 403);
}

TEST(Sniff, believes_bytes_and_never_names) {
  EXPECT_EQ(sniff("%PDF-1.7 x"), "application/pdf");
  EXPECT_EQ(sniff("plain \xc3\xa4 text\n"), "text/plain");
  EXPECT_EQ(sniff("BM text that begins so"), "text/plain");
  EXPECT_EQ(sniff("<svg onload=alert(1)>"), "text/plain");
  EXPECT_EQ(sniff(std::string_view("PK\x03\x04\0", 5)), "application/zip");
  EXPECT_FALSE(
      sniff(std::string_view("\x7f"
                             "ELF\1\0",
                             6)));
  EXPECT_FALSE(sniff(std::string_view("MZ\0\0", 4)));
  EXPECT_FALSE(sniff(""));
}

TEST(Sniff, names_are_made_harmless) {
  EXPECT_EQ(safe_name("../../etc/passwd"), "passwd");
  EXPECT_EQ(safe_name("C:\\temp\\a.txt"), "a.txt");
  EXPECT_EQ(safe_name("..."), "file");
  EXPECT_EQ(safe_name("a\r\nb\".txt"), "a__b_.txt");
  EXPECT_EQ(content_disposition("r\xc3\xa9port.pdf"), "attachment; filename=\"r__port.pdf\"; filename*=UTF-8''r%C3%A9port.pdf");
}

}  // namespace evenkeel::incident
