#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "google/protobuf/text_format.h"
#include "services/ctl/fake_servers.h"
#include "services/ctl/ledger_csv.h"

namespace fudai::ctl {
namespace {

using testing::Contains;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

admin::v1::LedgerEntry Entry(const std::string& text) {
  admin::v1::LedgerEntry entry;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &entry));
  return entry;
}

constexpr char kOrder[] = R"(
  partition: 63 number: 1 occur_time { seconds: 1777597953 nanos: 250000000 } campaign_id: "summer"
  event { order_reported { order_id: "=O,1" user_id: "u1" shop_id: "s3" items: 2 amount_fen: 3870 bag_id: "3f" bag_size: 50 } })";

class LedgerCommandsTest : public CommandTest {
 protected:
  LedgerCommandsTest() {
    *ledger_.batches.emplace_back().add_entries() = Entry(kOrder);
    *ledger_.batches.emplace_back().add_entries() =
        Entry(R"(partition: 64 number: 9 event { bag_opened { drops: 12 } })");
  }

  const std::string header_ = "\xEF\xBB\xBF" + absl::StrJoin(LedgerColumns(), ",") + "\r\n";
};

TEST(LedgerColumnsTest, HoldEveryFieldOfEveryEvent) {
  const auto* bodies = event::v1::Event::descriptor()->oneof_decl(0);
  for (int i = 0; i < bodies->field_count(); ++i) {
    const auto* body = bodies->field(i)->message_type();
    for (int j = 0; j < body->field_count(); ++j) EXPECT_THAT(LedgerColumns(), Contains(body->field(j)->name()));
  }
}

TEST_F(LedgerCommandsTest, ExportsCsv) {
  EXPECT_EQ(Fudai({"ledger", "export", "--campaign", "summer", "--from", "2026-05-01"}), 0) << err();
  EXPECT_THAT(out(),
              StartsWith(header_ + "63,1,2026-05-01T01:12:33.250Z,summer,order_reported,\"'=O,1\",,u1,s3,2,3870,,,"));
  EXPECT_THAT(out(), HasSubstr("\r\n64,9,1970-01-01T00:00:00.000Z,,bag_opened,,"));
  EXPECT_EQ(ledger_.export_requests.at(0).filter().campaign_id(), "summer");
  EXPECT_EQ(ledger_.export_requests.at(0).filter().start_time().seconds(), 1777593600);
}

TEST_F(LedgerCommandsTest, ADashIsTheOutput) {
  EXPECT_EQ(Fudai({"ledger", "export", "--out", "-"}), 0) << err();
  EXPECT_THAT(out(), StartsWith(header_ + "63,1,"));
  EXPECT_FALSE(std::filesystem::exists("-"));
}

TEST(LedgerCellsTest, AreEmptyForAnOrderWithoutABag) {
  const std::vector<std::string> cells = LedgerCells(Entry(
      R"(event { order_reported { order_id: "O1" shop_id: "s3" items: 2 paid_at_ms: 1777597953250 first_order: 0 } })"));
  const auto cell = [&cells](absl::string_view column) {
    const auto& columns = LedgerColumns();
    return cells.at(std::find(columns.begin(), columns.end(), column) - columns.begin());
  };
  for (const char* absent : {"campaign_id", "campaign_version", "bag_id", "bag_size", "bag_expires_at_ms"}) {
    EXPECT_EQ(cell(absent), "") << absent;
  }
  EXPECT_EQ(cell("paid_at_ms"), "1777597953250");
  EXPECT_EQ(cell("amount_fen"), "0");
  EXPECT_EQ(cell("first_order"), "0");
}

TEST(LedgerCellsTest, HoldListsWithSpaces) {
  const std::vector<std::string> cells =
      LedgerCells(Entry(R"(event { order_reported { holdout_campaign_ids: "a" holdout_campaign_ids: "b" } })"));
  EXPECT_THAT(cells, Contains("a b"));
}

TEST_F(LedgerCommandsTest, ExportsJsonLinesIntoAFile) {
  const std::string path = Path("ledger.json");
  EXPECT_EQ(Fudai({"ledger", "export", "--format", "json", "--out", path}), 0) << err();
  const std::string lines = ReadFile(path);
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 2);
  EXPECT_THAT(lines, HasSubstr("\"order_id\":\"=O,1\""));
  EXPECT_EQ(out(), "");
  EXPECT_FALSE(std::ifstream(path + ".partial").good());
  EXPECT_THAT(lines, StartsWith("{"));
}

TEST_F(LedgerCommandsTest, MarksEveryRowOfTheRehearsal) {
  EXPECT_EQ(Fudai({"--rehearsal", "ledger", "export"}), 0) << err();
  EXPECT_THAT(out(), StartsWith(header_.substr(0, header_.size() - 2) + ",world\r\n63,1,"));
  const std::string csv = out();
  const std::vector<std::string> rows = absl::StrSplit(absl::StripSuffix(csv, "\r\n"), "\r\n");
  ASSERT_EQ(rows.size(), 3);
  for (size_t i = 1; i < rows.size(); ++i) EXPECT_THAT(rows[i], EndsWith(",rehearsal"));
  EXPECT_EQ(Fudai({"--rehearsal", "ledger", "export", "--format", "json"}), 0) << err();
  EXPECT_THAT(out(), StartsWith("{\"world\":\"rehearsal\",\"partition\":63,"));
}

TEST_F(LedgerCommandsTest, GoesOnWhereAStreamBroke) {
  ledger_.breaks = {grpc::Status(grpc::StatusCode::UNAVAILABLE, "the server drains"),
                    grpc::Status(grpc::StatusCode::UNAUTHENTICATED, "the token has expired")};
  EXPECT_EQ(Fudai({"ledger", "export", "--campaign", "summer"}), 0) << err();
  const std::string csv = out();
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 3) << csv;
  EXPECT_THAT(csv, StartsWith(header_ + "63,1,"));
  EXPECT_THAT(csv, HasSubstr("\r\n64,9,"));
  ASSERT_EQ(ledger_.export_requests.size(), 3);
  EXPECT_EQ(ledger_.export_requests[2].resume_token(), "2");
  EXPECT_EQ(ledger_.export_requests[2].filter().campaign_id(), "summer");
}

TEST_F(LedgerCommandsTest, LeavesNoFileOfAnExportThatFailed) {
  const std::string path = Path("ledger.csv");
  ledger_.export_status = grpc::Status(grpc::StatusCode::INTERNAL, "internal error, reference X1");
  EXPECT_EQ(Fudai({"ledger", "export", "--out", path}), 1);
  EXPECT_EQ(err(), "fudai ledger export: internal error, reference X1 (INTERNAL)\n");
  EXPECT_FALSE(std::ifstream(path).good());
  EXPECT_FALSE(std::ifstream(path + ".partial").good());
}

TEST_F(LedgerCommandsTest, WritesIntoAPipeThatIsThere) {
  const std::string path = Path("pipe");
  std::filesystem::remove(path);
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  const int reader = open(path.c_str(), O_RDONLY | O_NONBLOCK);
  ASSERT_GE(reader, 0);
  EXPECT_EQ(Fudai({"ledger", "export", "--out", path}), 0) << err();
  std::array<char, 65536> text{};
  const ssize_t size = read(reader, text.data(), text.size());
  close(reader);
  EXPECT_THAT(std::string(text.data(), std::max<ssize_t>(size, 0)), StartsWith(header_));
  EXPECT_TRUE(std::filesystem::is_fifo(path));
}

TEST_F(LedgerCommandsTest, ReplacesWhatALinkPointsTo) {
  const std::string link = Path("link.csv");
  const std::string path = Path("target.csv");
  std::filesystem::remove(link);
  std::filesystem::create_symlink(std::filesystem::path(path).filename(), link);
  for (const bool there : {false, true}) {
    if (!there) std::filesystem::remove(path);
    EXPECT_EQ(Fudai({"ledger", "export", "--out", link}), 0) << err();
    EXPECT_TRUE(std::filesystem::is_symlink(link));
    EXPECT_FALSE(std::filesystem::is_symlink(path));
    EXPECT_THAT(ReadFile(path), StartsWith(header_));
  }
}

TEST_F(LedgerCommandsTest, ExplainsWhatItCannotWrite) {
  EXPECT_EQ(Fudai({"ledger", "export", "--format", "xml"}), 2);
  EXPECT_THAT(err(), HasSubstr("--format: \"xml\" is none of csv, json"));
  EXPECT_EQ(Fudai({"ledger", "export", "--out", "/nowhere/ledger.csv"}), 1);
  EXPECT_THAT(err(), HasSubstr("/nowhere/ledger.csv"));
}

TEST_F(LedgerCommandsTest, ListsSentences) {
  ledger_.entries[""] = {Entry(kOrder), Entry(kOrder)};
  EXPECT_EQ(Fudai({"ledger", "list", "--time_zone", "Asia/Shanghai"}), 0) << err();
  EXPECT_EQ(
      out(),
      "time                       partition  number  campaign  event\n"
      "2026-05-01 09:12:33+08:00         63       1  summer    order =O,1 of u1 (¥38.70, 2 items, shop s3) earned bag "
      "3f with 50 "
      "coupons\n"
      "more: --page_token 1\n");
  EXPECT_EQ(Fudai({"ledger", "list", "--page_token", "1", "--json"}), 0);
  EXPECT_THAT(out(), HasSubstr("\"entries\""));
  EXPECT_EQ(Fudai({"ledger", "list", "--user", "nobody"}), 0);
  EXPECT_EQ(out(), "(none)\n");
}

}  // namespace
}  // namespace fudai::ctl
