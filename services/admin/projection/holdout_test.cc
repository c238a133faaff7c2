#include "services/admin/projection/holdout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/admin/projection/fold_fixture.h"
#include "services/admin/projection/numbers.h"
#include "services/admin/testing/stored_campaigns.h"
#include "services/admin/testing/test_campaigns.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::projection {
namespace {

using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.
using event::v1::Event;

Event LeftOutEvent(const std::string& order_id, const std::string& user_id, int64_t amount_fen) {
  Event event = OrderEvent(order_id, user_id, amount_fen);
  event.mutable_order_reported()->add_holdout_campaign_ids("spring");
  return event;
}

// "spring" leaves a tenth out, "summer" nobody.
class HoldoutTest : public DatabaseTest {
 protected:
  std::unique_ptr<database::Database> OpenWithCampaigns() {
    auto database = OpenNew();
    campaign::v1::CampaignSpec spec = MarchSpec();
    StoreCampaign(*database, "summer", spec);
    spec.set_holdout_permille(100);
    StoreCampaign(*database, "spring", spec);
    return database;
  }

  // A customer of each group, and some of neither, in partitions of their own; refunds before and after their orders.
  static void AddOrders(Stream* stream) {
    stream->Add(1, OrderEvent("a0", "ann", 900));
    stream->Add(1, RefundEvent("a3", 50));
    stream->Add(1, OrderWithBagEvent("a1", "ann", "bag-a1"));
    stream->Add(1, OrderEvent("a2", "ann", 100));
    stream->Add(1, RefundEvent("a1", 20)).Add(1, RefundEvent("a0", 30));
    stream->Add(1, LeftOutEvent("a3", "ann", 300));
    stream->Add(1, RefundEvent("a2", 10));
    stream->Add(2, LeftOutEvent("b1", "ben", 500));
    stream->Add(2, LeftOutEvent("b2", "ben", 700));
    stream->Add(3, LeftOutEvent("c1", "cat", 400));
    stream->Add(4, OrderEvent("d1", "dan", 100)).Add(4, OrderEvent("d2", "dan", 100));
    Event other = OrderWithBagEvent("e1", "eve", "bag-e1");
    other.mutable_order_reported()->set_campaign_id("summer");
    stream->Add(5, other).Add(5, OrderEvent("e2", "eve", 100));
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, HoldoutTest, BothDatabases(), DatabaseName);

// "ann" pays 100 + 300 after the order that gave her a bag, and gets 60 of it back.
TEST_P(HoldoutTest, CountsWhatCustomersPayAfterTheirFirstOrder) {
  auto database = OpenWithCampaigns();
  Stream stream(database.get());
  AddOrders(&stream);
  ASSERT_TRUE(stream.Fold().ok());
  EXPECT_EQ(Dump(*database, "holdout_members"), "ann spring 0 3 2 340\nben spring 1 1 1 700\ncat spring 1 1 0 0");
  EXPECT_EQ(Dump(*database, "holdout_groups"), "spring 0 1 2 340 0 115600\nspring 1 2 1 700 0 490000");
}

TEST_P(HoldoutTest, IsTheSameWhereverBatchesAreCut) {
  std::string expected;
  for (const size_t size : {100, 1, 3, 7}) {
    auto database = OpenWithCampaigns();
    Stream stream(database.get());
    AddOrders(&stream);
    ASSERT_TRUE(stream.Fold(size).ok());
    if (expected.empty()) expected = DumpAll(*database);
    EXPECT_EQ(DumpAll(*database), expected) << "batches of " << size;
  }
}

TEST_P(HoldoutTest, KeepsSquaresOfMoreThan64Bits) {
  auto database = OpenWithCampaigns();
  Stream stream(database.get());
  for (const char* user : {"ann", "ben"}) {
    const int partition = user[0];
    stream.Add(partition, LeftOutEvent(absl::StrCat(user, 1), user, 1));
    stream.Add(partition, OrderEvent(absl::StrCat(user, 2), user, int64_t{1} << 53));
    stream.Add(partition, OrderEvent(absl::StrCat(user, 3), user, 3));
  }
  ASSERT_TRUE(stream.Fold(2).ok());
  // 2 (2^53 + 3)^2 = 2^107 + 3 2^55 + 18.
  EXPECT_EQ(Dump(*database, "holdout_groups"), absl::StrCat("spring 1 2 4 ", (int64_t{1} << 54) + 6, " ",
                                                            int64_t{1} << 43, " ", 3 * (int64_t{1} << 55) + 18));
}

TEST_P(HoldoutTest, ComparesNobodyWithoutACampaignThatLeavesSomeOut) {
  auto database = OpenNew();
  Stream stream(database.get());
  AddOrders(&stream);
  ASSERT_TRUE(stream.Fold().ok());
  EXPECT_EQ(Dump(*database, "holdout_members"), "");
  EXPECT_EQ(Dump(*database, "holdout_groups"), "");
}

}  // namespace
}  // namespace fudai::projection
