#include "services/admin/projection/cups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/admin/projection/fold_fixture.h"
#include "services/admin/testing/stored_campaigns.h"
#include "services/admin/testing/test_campaigns.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::projection {
namespace {

using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.
using event::v1::BagOpened;
using event::v1::Event;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr int64_t kHourMs = 3'600'000;

// What an opening did for the sharer's cup.
struct Growth {
  std::string sharer_id;
  uint32_t drops = 0;
  uint32_t cups = 0;
  uint32_t helpers = 0;
  int64_t later_ms = 0;
};

Event GrowthEvent(const Growth& growth) {
  Event event = OpenEvent("bag", 0, "friend");
  BagOpened& open = *event.mutable_bag_opened();
  open.set_sharer_id(growth.sharer_id);
  open.set_drops(growth.drops);
  open.set_cups_filled(growth.cups);
  open.set_helpers(growth.helpers);
  event.set_occurred_at_ms(kEventMs + growth.later_ms);
  return event;
}

// 100 drops fill a cup.
class CupsTest : public DatabaseTest {
 protected:
  std::unique_ptr<database::Database> OpenWithCampaign() {
    auto database = OpenNew();
    StoreCampaign(*database, "spring", MarchSpec());
    return database;
  }
  // "ann" fills a cup to the brim, and three with one opening; "ben" is at the beginning, and "cat" got nothing.
  static void AddOpenings(Stream* stream) {
    stream->Add(1, GrowthEvent({"ann", 40, 0, 1}));
    stream->Add(1, GrowthEvent({"ann", 0, 0, 1, kHourMs}));
    stream->Add(1, GrowthEvent({"ann", 60, 1, 2, 5 * kHourMs}));
    stream->Add(1, GrowthEvent({"ann", 30, 0, 2, 7 * kHourMs}));
    stream->Add(2, GrowthEvent({"ben", 9, 0, 1}));
    stream->Add(1, GrowthEvent({"ann", 295, 3, 3, 10 * kHourMs}));
    stream->Add(3, GrowthEvent({"cat", 0, 0, 0}));
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, CupsTest, BothDatabases(), DatabaseName);

// The numbers are those of rollups::Rollup.
TEST_P(CupsTest, CountsHowTheyFill) {
  auto database = OpenWithCampaign();
  Stream stream(database.get());
  AddOpenings(&stream);
  ASSERT_TRUE(stream.Fold().ok());
  const std::string filled_at = absl::StrCat(kEventMs + 10 * kHourMs);
  EXPECT_EQ(Dump(*database, "cups"),
            absl::StrCat("spring ann 425 4 3 ", filled_at, "\nspring ben 9 0 1 ", kEventMs, "\nspring cat 0 0 0 0"));
  const std::string day = absl::StrCat(" ", kEventMs - (18 * 60 + 20) * 60'000, " ");  // 18:20 in Shanghai
  const std::string next_day = absl::StrCat(" ", kEventMs - (18 * 60 + 20) * 60'000 + 24 * kHourMs, " ");
  const std::string none = absl::StrCat(" ", -8 * kHourMs, " ");  // the epoch's day in Shanghai
  const std::string rollups = Dump(*database, "rollups");
  EXPECT_THAT(rollups, AllOf(HasSubstr("spring 20" + day + "0 2\n"), HasSubstr("spring 20" + next_day + "295 1\n")));
  EXPECT_THAT(rollups, AllOf(HasSubstr("spring 21" + day + "0 3\n"), HasSubstr("spring 21" + day + "1 2\n"),
                             HasSubstr("spring 21" + next_day + "2 2\n")));
  EXPECT_THAT(rollups, AllOf(HasSubstr("spring 22" + day + "0 49\n"), HasSubstr("spring 22" + day + "1 60\n")));
  EXPECT_THAT(rollups, AllOf(HasSubstr("spring 23" + day + "1 1\n"), HasSubstr("spring 23" + next_day + "2 3\n")));
  EXPECT_THAT(rollups, AllOf(HasSubstr("spring 24" + day + "5 1\n"), HasSubstr("spring 24" + next_day + "3 1\n"),
                             HasSubstr("spring 24" + next_day + "0 2\n")));
  EXPECT_THAT(rollups, AllOf(HasSubstr("spring 25" + none + "2 1\n"), HasSubstr("spring 25" + none + "0 1\n")));
  EXPECT_THAT(rollups, AllOf(HasSubstr("spring 26" + none + "0 1\n"), HasSubstr("spring 26" + none + "3 1\n")));
  EXPECT_THAT(rollups, Not(HasSubstr("spring 26" + none + "2 ")));
}

TEST_P(CupsTest, AreTheSameWhereverBatchesAreCut) {
  std::string expected;
  for (const size_t size : {100, 1, 2, 3}) {
    auto database = OpenWithCampaign();
    Stream stream(database.get());
    AddOpenings(&stream);
    ASSERT_TRUE(stream.Fold(size).ok());
    if (expected.empty()) expected = DumpAll(*database);
    EXPECT_EQ(DumpAll(*database), expected) << "batches of " << size;
  }
}

TEST_P(CupsTest, AreNotCountedOfAnUnknownCampaign) {
  auto database = OpenNew();
  Stream stream(database.get());
  AddOpenings(&stream);
  ASSERT_TRUE(stream.Fold().ok());
  EXPECT_EQ(Dump(*database, "cups"), "");
  EXPECT_THAT(Dump(*database, "rollups"), AllOf(Not(HasSubstr("spring 20")), Not(HasSubstr("spring 26"))));
}

}  // namespace
}  // namespace fudai::projection
