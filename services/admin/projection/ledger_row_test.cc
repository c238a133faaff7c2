#include "services/admin/projection/ledger_row.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/admin/testing/test_events.h"

namespace fudai::projection {
namespace {

using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.
using ::testing::HasSubstr;

LedgerRow Decode(const event::v1::Event& event) {
  const absl::StatusOr<LedgerRow> row = DecodeEvent(7, 42, event.SerializeAsString());
  EXPECT_TRUE(row.ok()) << row.status();
  return *row;
}

TEST(DecodeEventTest, IndexesEachKind) {
  const LedgerRow order = Decode(OrderWithBagEvent("o1", "u1", "07000000000001"));
  EXPECT_EQ(order.kind, EventKind::kOrderReported);
  EXPECT_EQ(order.campaign_id, "spring");
  EXPECT_EQ(order.user_id, "u1");
  EXPECT_EQ(order.bag_id, "07000000000001");

  EXPECT_EQ(Decode(RefundEvent("o1", 5)).order_id, "o1");

  const LedgerRow open = Decode(OpenEvent("07000000000001", 3, "u2"));
  EXPECT_EQ(open.coupon_id, "07000000000001-3");
  EXPECT_EQ(open.user_id, "u2");
  EXPECT_EQ(open.sharer_id, "sharer");

  EXPECT_EQ(Decode(CreditEvent("07000000000001-3", "u2", true)).bag_id, "07000000000001");
  EXPECT_EQ(Decode(ConversionEvent("o2", "u2")).order_id, "o2");
}

TEST(DecodeEventTest, IndexesUsesByCouponOrderOwnerAndBag) {
  const LedgerRow use = Decode(UseEvent(event::v1::CouponUsed::STEP_REDEEMED));
  EXPECT_EQ(use.kind, EventKind::kCouponUsed);
  EXPECT_EQ(use.campaign_id, "spring");
  EXPECT_EQ(use.user_id, "u2");
  EXPECT_EQ(use.order_id, "o2");
  EXPECT_EQ(use.bag_id, "bag");
  EXPECT_EQ(use.coupon_id, "bag-0");
}

TEST(DecodeEventTest, TakesFieldsThatScriptsAppend) {
  event::v1::Event before = OpenEvent("07000000000001", 0, "u2");
  before.mutable_bag_opened()->clear_index();
  event::v1::Event appended;
  appended.mutable_bag_opened()->set_index(9);
  appended.mutable_bag_opened()->set_cups_filled(2);
  const absl::StatusOr<LedgerRow> row = DecodeEvent(7, 42, before.SerializeAsString() + appended.SerializeAsString());
  ASSERT_TRUE(row.ok()) << row.status();
  EXPECT_EQ(row->coupon_id, "07000000000001-9");
  EXPECT_EQ(row->cups_filled, 2);
}

TEST(DecodeEventTest, RefusesWhatItCannotRead) {
  const absl::Status garbage = DecodeEvent(7, 42, "\xFF\xFF\xFF").status();
  EXPECT_EQ(garbage.code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(garbage.message()), HasSubstr("event 42 of partition 7"));
  event::v1::Event unknown;
  unknown.set_occurred_at_ms(kEventMs);
  EXPECT_THAT(std::string(DecodeEvent(7, 42, unknown.SerializeAsString()).status().message()),
              HasSubstr("does not know"));
}

}  // namespace
}  // namespace fudai::projection
