#include "services/campaign/order/holdout.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace fudai::order {
namespace {

constexpr int kCustomers = 100'000;

// Customers by whether each of two campaigns leaves them out, half of them each: neither, the first, the second, both.
std::vector<int> Quarters(const std::string& first, const std::string& second) {
  std::vector<int> counts(4);
  for (int i = 0; i < kCustomers; ++i) {
    const std::string user = absl::StrCat("user", i);
    ++counts[(IsHeldOut({first, user}, 500) ? 1 : 0) + (IsHeldOut({second, user}, 500) ? 2 : 0)];
  }
  return counts;
}

// Reckoned apart, by Python's hashlib. Another place would move customers between groups that are compared already.
TEST(HoldoutPlaceTest, StaysForGood) {
  EXPECT_EQ(HoldoutPlace({"spring", "u1"}), 246);
  EXPECT_EQ(HoldoutPlace({"spring", "u2"}), 339);
  EXPECT_EQ(HoldoutPlace({"summer", "u1"}), 871);
  EXPECT_EQ(HoldoutPlace({"a", "bc"}), 297);
  EXPECT_EQ(HoldoutPlace({"ab", "c"}), 165);
}

TEST(HoldoutPlaceTest, IsSpreadEvenly) {
  std::vector<int> counts(1000);
  for (int i = 0; i < kCustomers; ++i) ++counts[HoldoutPlace({"spring", absl::StrCat("user", i)})];
  double chi_square = 0;
  for (const int count : counts) chi_square += std::pow(count - kCustomers / 1000.0, 2) / (kCustomers / 1000.0);
  // 999 degrees of freedom: four standard deviations on either side.
  EXPECT_NEAR(chi_square, 999, 4 * std::sqrt(2 * 999));
}

TEST(HoldoutPlaceTest, SaysNothingOfAnotherCampaign) {
  const double deviation = std::sqrt(kCustomers * 0.25 * 0.75);
  for (const int count : Quarters("spring", "summer")) EXPECT_NEAR(count, kCustomers / 4.0, 4 * deviation);
}

TEST(IsHeldOutTest, TakesThePlacesThatComeFirst) {
  EXPECT_FALSE(IsHeldOut({"spring", "u1"}, 0));
  EXPECT_FALSE(IsHeldOut({"spring", "u1"}, 246));
  EXPECT_TRUE(IsHeldOut({"spring", "u1"}, 247));
}

}  // namespace
}  // namespace fudai::order
