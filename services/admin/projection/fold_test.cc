#include "services/admin/projection/fold.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "fudai/admin/v1/stats.pb.h"
#include "services/admin/projection/fold_fixture.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::projection {
namespace {

using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.
using admin::v1::CampaignSummary;
using database::Database;
using event::v1::CouponUsed;
using event::v1::Event;
using ::testing::HasSubstr;
using ::testing::Not;

int64_t Total(Database& database, const std::string& campaign_id, int field) {
  return *database.Read([&](soci::session& sql) -> absl::StatusOr<int64_t> {
    long long value = 0;
    sql << "SELECT COALESCE(SUM(value), 0) FROM totals WHERE campaign_id = :c AND counter = :f", soci::use(campaign_id),
        soci::use(field), soci::into(value);
    return value;
  });
}

class FoldTest : public DatabaseTest {};
INSTANTIATE_TEST_SUITE_P(Databases, FoldTest, BothDatabases(), DatabaseName);

TEST_P(FoldTest, CountsOrdersOfTheCampaignAndOfTheChain) {
  auto database = OpenNew();
  Stream stream(database.get());
  stream.Add(1, OrderWithBagEvent("o1", "u1", "01000000000001"))
      .Add(1, OrderEvent("o2", "u1", 700))
      .Add(2, OrderEvent("o3", "", 50));
  ASSERT_TRUE(stream.Fold().ok());
  EXPECT_EQ(Total(*database, "spring", CampaignSummary::kOrdersFieldNumber), 1);
  EXPECT_EQ(Total(*database, "spring", CampaignSummary::kPaidFenFieldNumber), 3000);
  EXPECT_EQ(Total(*database, "spring", CampaignSummary::kBagsIssuedFieldNumber), 1);
  EXPECT_EQ(Total(*database, "", CampaignSummary::kOrdersFieldNumber), 3);
  EXPECT_EQ(Total(*database, "", CampaignSummary::kPaidFenFieldNumber), 3750);
  EXPECT_EQ(Total(*database, "", CampaignSummary::kGuestOrdersFieldNumber), 1);
}

TEST_P(FoldTest, CountsOpens) {
  auto database = OpenNew();
  Stream stream(database.get());
  Event cups = OpenEvent("01000000000001", 1, "u3");
  cups.mutable_bag_opened()->set_cups_filled(2);
  cups.mutable_bag_opened()->set_free_coffee_value_fen(1800);
  stream.Add(1, OpenEvent("01000000000001", 0, "u2")).Add(1, cups).Add(2, OpenEvent("02000000000001", 0, "u2"));
  stream.Add(3, CreditEvent("01000000000001-0", "u2", true)).Add(4, CreditEvent("01000000000001-1", "u3", false));
  stream.Add(3, ConversionEvent("o9", "u2"));
  ASSERT_TRUE(stream.Fold(2).ok());
  for (const char* scope : {"spring", ""}) {
    EXPECT_EQ(Total(*database, scope, CampaignSummary::kOpeningsFieldNumber), 3);
    EXPECT_EQ(Total(*database, scope, CampaignSummary::kCouponsIssuedFieldNumber), 3);
    EXPECT_EQ(Total(*database, scope, CampaignSummary::kBagsOpenedFieldNumber), 2);
    EXPECT_EQ(Total(*database, scope, CampaignSummary::kDistinctOpenersFieldNumber), 2);
    EXPECT_EQ(Total(*database, scope, CampaignSummary::kDropsFieldNumber), 30);
    EXPECT_EQ(Total(*database, scope, CampaignSummary::kFreeCoffeesFieldNumber), 2);
    EXPECT_EQ(Total(*database, scope, CampaignSummary::kLiabilityFenFieldNumber), 3 * 300 + 2 * 1800);
    EXPECT_EQ(Total(*database, scope, CampaignSummary::kCouponsCreditedFieldNumber), 2);
    EXPECT_EQ(Total(*database, scope, CampaignSummary::kNewUsersFieldNumber), 1);
    EXPECT_EQ(Total(*database, scope, CampaignSummary::kConversionsFieldNumber), 1);
  }
  EXPECT_EQ(Dump(*database, "coupons_by_template"), " latte 3\nspring latte 3");
}

TEST_P(FoldTest, CountsARefundWithItsOrderWhicheverComesFirst) {
  for (const bool order_first : {true, false}) {
    for (const size_t batch_size : {1, 10}) {
      auto database = OpenNew();
      Stream stream(database.get());
      Event refund = RefundEvent("o1", 1000);
      refund.mutable_refund_reported()->set_bag_closed(order_first ? 1 : 0);
      if (order_first) stream.Add(1, OrderWithBagEvent("o1", "u1", "01000000000001"));
      stream.Add(1, refund);
      if (!order_first) stream.Add(1, OrderWithBagEvent("o1", "u1", "01000000000001"));
      stream.Add(1, RefundEvent("never-reported", 77));
      stream.Add(2, OrderEvent("never-reported", "u2", 77));
      ASSERT_TRUE(stream.Fold(batch_size).ok());
      for (const char* scope : {"spring", ""}) {
        EXPECT_EQ(Total(*database, scope, CampaignSummary::kRefundsFieldNumber), 1);
        EXPECT_EQ(Total(*database, scope, CampaignSummary::kRefundedFenFieldNumber), 1000);
        EXPECT_EQ(Total(*database, scope, CampaignSummary::kBagsClosedFieldNumber), order_first ? 1 : 0);
      }
    }
  }
}

TEST_P(FoldTest, CountsWhatExpired) {
  auto database = OpenNew();
  Stream stream(database.get());
  stream.Add(1, ExpiryEvent()).Add(2, ExpiryEvent());
  ASSERT_TRUE(stream.Fold(1).ok());
  EXPECT_EQ(Total(*database, "spring", CampaignSummary::kCouponsExpiredFieldNumber), 6);
  EXPECT_EQ(Total(*database, "spring", CampaignSummary::kExpiredFenFieldNumber), 1800);
}

TEST_P(FoldTest, CountsUsesOfCouponsByStep) {
  auto database = OpenNew();
  Stream stream(database.get());
  for (int order = 0; order < 3; ++order) stream.Add(1, UseEvent(CouponUsed::STEP_RESERVED));
  stream.Add(1, UseEvent(CouponUsed::STEP_RELEASED)).Add(1, UseEvent(CouponUsed::STEP_EXPIRED));
  stream.Add(1, UseEvent(CouponUsed::STEP_REDEEMED)).Add(1, UseEvent(CouponUsed::STEP_REVERSED));
  stream.Add(1, UseEvent(CouponUsed::STEP_REVERSED)).Add(1, UseEvent(CouponUsed::STEP_RETURNED));
  ASSERT_TRUE(stream.Fold(2).ok());
  for (const char* scope : {"spring", ""}) {
    EXPECT_EQ(Total(*database, scope, CampaignSummary::kCouponsReservedFieldNumber), 3);
    EXPECT_EQ(Total(*database, scope, CampaignSummary::kCouponsRedeemedFieldNumber), 1);
    EXPECT_EQ(Total(*database, scope, CampaignSummary::kCouponsReleasedFieldNumber), 1);
    EXPECT_EQ(Total(*database, scope, CampaignSummary::kReservationsExpiredFieldNumber), 1);
    EXPECT_EQ(Total(*database, scope, CampaignSummary::kCouponsReversedFieldNumber), 2);
    EXPECT_EQ(Total(*database, scope, CampaignSummary::kDiscountFenFieldNumber), 250);
    EXPECT_EQ(Total(*database, scope, CampaignSummary::kReversedFenFieldNumber), 200);
  }
  EXPECT_EQ(Dump(*database, "quarters"),
            absl::StrJoin({absl::StrCat(" ", admin::v1::METRIC_COUPONS_REDEEMED, " 1772360100000 1"),
                           absl::StrCat(" ", admin::v1::METRIC_DISCOUNT_FEN, " 1772360100000 250"),
                           absl::StrCat("spring ", admin::v1::METRIC_COUPONS_REDEEMED, " 1772360100000 1"),
                           absl::StrCat("spring ", admin::v1::METRIC_DISCOUNT_FEN, " 1772360100000 250")},
                          "\n"));
}

TEST_P(FoldTest, KeepsQuartersOfAnHour) {
  auto database = OpenNew();
  Stream stream(database.get());
  Event refund = RefundEvent("o1", 1000);
  refund.mutable_refund_reported()->set_refunded_at_ms(kEventMs + 3'600'000);
  stream.Add(1, OrderEvent("o1", "u1", 700)).Add(1, refund);
  ASSERT_TRUE(stream.Fold().ok());
  EXPECT_EQ(Dump(*database, "quarters"),
            absl::StrJoin({absl::StrCat(" ", admin::v1::METRIC_ORDERS, " 1772360100000 1"),
                           absl::StrCat(" ", admin::v1::METRIC_REFUNDS, " 1772363700000 1"),
                           absl::StrCat(" ", admin::v1::METRIC_REVENUE_FEN, " 1772360100000 700"),
                           absl::StrCat(" ", admin::v1::METRIC_REVENUE_FEN, " 1772363700000 -1000")},
                          "\n"));
}

TEST_P(FoldTest, KeepsQuartersThatComeToNothingWhereverBatchesAreCut) {
  for (const size_t batch_size : {1, 10}) {
    auto database = OpenNew();
    Stream stream(database.get());
    stream.Add(1, OrderEvent("o1", "u1", 700)).Add(1, RefundEvent("o1", 700)).Add(1, OpenEvent("bag", 0, "u2"));
    ASSERT_TRUE(stream.Fold(batch_size).ok());
    const std::string quarters = Dump(*database, "quarters");
    EXPECT_THAT(quarters, HasSubstr(absl::StrCat(" ", admin::v1::METRIC_REVENUE_FEN, " 1772360100000 0\n")));
    EXPECT_THAT(quarters, Not(HasSubstr(absl::StrCat(" ", admin::v1::METRIC_FREE_COFFEES, " 1772360100000"))));
  }
}

TEST_P(FoldTest, KeepsWhatEachTemplateHasGiven) {
  auto database = OpenNew();
  Stream stream(database.get());
  Event with_cup = OpenEvent("bag", 1, "u3");
  with_cup.mutable_bag_opened()->set_cups_filled(2);
  with_cup.mutable_bag_opened()->set_free_coffee_template_id("coffee");
  with_cup.mutable_bag_opened()->set_free_coffee_value_fen(2800);
  Event later = OpenEvent("bag", 2, "u4");
  later.set_occurred_at_ms(kEventMs + 3'600'000);
  stream.Add(1, OpenEvent("bag", 0, "u2")).Add(1, with_cup).Add(1, later);
  ASSERT_TRUE(stream.Fold(2).ok());
  EXPECT_EQ(Dump(*database, "template_quarters"),
            "spring coffee 1772360100000 5600\nspring latte 1772360100000 600\nspring latte 1772363700000 300");
}

TEST_P(FoldTest, FencesASecondProjector) {
  auto database = OpenNew();
  Stream first(database.get()), second(database.get());
  first.Add(1, OrderEvent("o1", "u1", 700));
  second.Add(1, OrderEvent("o1", "u1", 700));
  ASSERT_TRUE(first.Fold().ok());
  const std::string before = DumpAll(*database);
  EXPECT_EQ(second.Fold().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(DumpAll(*database), before);
}

TEST_P(FoldTest, GoesOnWithSumsThatStayAtTheirCap) {
  constexpr int64_t kLargest = int64_t{1} << 53;
  for (const size_t batch_size : {100, 2000}) {
    auto database = OpenNew();
    Stream stream(database.get());
    for (int i = 0; i < 1000; ++i) stream.Add(1, OrderEvent(absl::StrCat("o", i), "u1", kLargest));
    ASSERT_TRUE(stream.Fold().ok());
    EXPECT_EQ(Total(*database, "", CampaignSummary::kPaidFenFieldNumber), 1000 * kLargest);
    for (int i = 0; i < 1100; ++i) stream.Add(1, OrderEvent(absl::StrCat("p", i), "u1", kLargest));
    stream.Add(1, RefundEvent("o1", kLargest));
    const absl::Status folded = stream.Fold(batch_size);
    ASSERT_TRUE(folded.ok()) << folded;
    EXPECT_EQ(Total(*database, "", CampaignSummary::kPaidFenFieldNumber), INT64_MAX);
    EXPECT_EQ(Total(*database, "", CampaignSummary::kRefundedFenFieldNumber), kLargest);
    EXPECT_EQ(Total(*database, "", CampaignSummary::kOrdersFieldNumber), 2100);
  }
}

TEST_P(FoldTest, DoesNotDependOnWhereBatchesAreCut) {
  std::string expected;
  for (const size_t size : {1, 7, 1000}) {
    auto database = OpenNew();
    Stream stream(database.get());
    AddMixture(&stream);
    ASSERT_TRUE(stream.Fold(size).ok());
    if (expected.empty()) expected = DumpAll(*database);
    EXPECT_EQ(DumpAll(*database), expected) << "batches of " << size;
  }
}

}  // namespace
}  // namespace fudai::projection
