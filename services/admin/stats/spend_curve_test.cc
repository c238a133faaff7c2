#include "services/admin/stats/spend_curve.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace fudai::stats {
namespace {

std::optional<double> ShareOf(const std::vector<std::pair<int64_t, int64_t>>& points) {
  google::protobuf::RepeatedPtrField<admin::v1::SpendPoint> curve;
  for (const auto& [customers, spend_fen] : points) {
    admin::v1::SpendPoint* point = curve.Add();
    point->set_customers(customers);
    point->set_spend_fen(spend_fen);
  }
  return BestFifthShare(curve);
}

TEST(BestFifthShareTest, IsReadFromAPoint) { EXPECT_DOUBLE_EQ(*ShareOf({{20, 800}, {100, 1000}}), 0.8); }

TEST(BestFifthShareTest, IsLinearBetweenPoints) {
  EXPECT_DOUBLE_EQ(*ShareOf({{10, 600}, {30, 1000}, {100, 1000}}), 0.8);
  EXPECT_DOUBLE_EQ(*ShareOf({{100, 1000}}), 0.2) << "from nobody on";
  EXPECT_DOUBLE_EQ(*ShareOf({{1, 500}}), 0.2);
}

TEST(BestFifthShareTest, IsAbsentWithoutSpending) {
  EXPECT_FALSE(ShareOf({}).has_value());
  EXPECT_FALSE(ShareOf({{3, 0}}).has_value());
  EXPECT_FALSE(ShareOf({{2, 10}, {3, -5}}).has_value());
}

}  // namespace
}  // namespace fudai::stats
