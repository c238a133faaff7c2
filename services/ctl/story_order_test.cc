#include "services/ctl/story_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"

namespace fudai::ctl {
namespace {

using testing::ElementsAre;

struct Line {
  int partition = 0;
  int64_t number = 0;
  std::string event;
  int64_t second = 1'777'597'920;
};

// The places of the lines, as "partition/number", as the story tells them.
std::vector<std::string> Told(const std::vector<Line>& lines) {
  admin::v1::ListEntriesResponse entries;
  for (const Line& line : lines) {
    admin::v1::LedgerEntry* entry = entries.add_entries();
    entry->set_partition(line.partition);
    entry->set_number(line.number);
    entry->mutable_occur_time()->set_seconds(line.second);
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(line.event, entry->mutable_event()));
  }
  std::vector<std::string> places;
  const admin::v1::ListEntriesResponse story = InStoryOrder(entries);
  for (const auto& entry : story.entries()) places.push_back(absl::StrCat(entry.partition(), "/", entry.number()));
  return places;
}

const std::string kOrder = R"(order_reported { order_id: "O1" })";
const std::string kOpen = R"(bag_opened { bag_id: "ff" index: 3 })";
const std::string kCredit = R"(coupon_credited { coupon_id: "ff-3" })";

TEST(InStoryOrderTest, IsOldestFirstAndEachOnce) {
  EXPECT_THAT(Told({{9, 2, kOpen, 7}, {4, 1, kCredit, 8}, {9, 1, kOrder, 5}, {9, 2, kOpen, 7}}),
              ElementsAre("9/1", "9/2", "4/1"));
}

TEST(InStoryOrderTest, TellsAnOpenBeforeTheCreditThatItCausedInTheSameMillisecond) {
  EXPECT_THAT(Told({{4, 1, kCredit}, {9, 1, kOrder}, {9, 2, kOpen}}), ElementsAre("9/1", "9/2", "4/1"));
}

// The friend orders in the millisecond of the credit: the order still follows it.
TEST(InStoryOrderTest, KeepsTheOrderWithinEachPartition) {
  EXPECT_THAT(Told({{4, 1, kCredit}, {4, 2, kOrder}, {7, 1, kOrder}, {9, 1, kOrder}, {9, 2, kOpen}}),
              ElementsAre("7/1", "9/1", "9/2", "4/1", "4/2"));
}

TEST(InStoryOrderTest, WaitsForNoOpenThatIsNotThere) {
  EXPECT_THAT(Told({{9, 2, kOrder}, {4, 1, kCredit}}), ElementsAre("4/1", "9/2"));
  EXPECT_THAT(Told({{4, 1, kCredit}, {4, 2, kOpen}}), ElementsAre("4/1", "4/2"));
}

}  // namespace
}  // namespace fudai::ctl
