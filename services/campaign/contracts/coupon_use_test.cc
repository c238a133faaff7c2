#include "services/campaign/contracts/coupon_use.h"

#include <gtest/gtest.h>

namespace fudai::contracts {
namespace {

TEST(CouponUse, KeepsWhatItIsGiven) {
  const CouponUse use{UseState::kUsed, 1'772'330'400'123, 20'513, "order-1", UseKind("spring", "tea"), true};
  const CouponUse decoded = DecodeUse(EncodeUse(use)).value();
  EXPECT_EQ(decoded.state, UseState::kUsed);
  EXPECT_EQ(decoded.deadline_ms, 1'772'330'400'123);
  EXPECT_EQ(decoded.day, 20'513);
  EXPECT_EQ(decoded.order_id, "order-1");
  EXPECT_EQ(decoded.kind, "spring/tea");
  EXPECT_TRUE(decoded.first_order_only);
}

TEST(CouponUse, EveryCutIsRefused) {
  const std::string packed = EncodeUse({UseState::kReserved, 5, 1, "order-1", "spring/tea"});
  EXPECT_FALSE(DecodeUse(packed).value().first_order_only);
  for (size_t size = 0; size < packed.size(); ++size) {
    EXPECT_EQ(DecodeUse(packed.substr(0, size)).status().code(), absl::StatusCode::kDataLoss) << size;
  }
}

TEST(CouponUse, AReservationHoldsUntilItsDeadline) {
  const CouponUse reserved{UseState::kReserved, 1000, 0, "order", "kind"};
  EXPECT_TRUE(reserved.Holds(999));
  EXPECT_FALSE(reserved.Holds(1000));
  const CouponUse used{UseState::kUsed, 1000, 0, "order", "kind"};
  EXPECT_TRUE(used.Holds(1000));
}

}  // namespace
}  // namespace fudai::contracts
