#include "services/campaign/coupon/touch_rules.h"

#include <gtest/gtest.h>

namespace fudai::coupon {
namespace {

TEST(ConvertsFromTest, AnOrderOfTheOpensSecondCountsAsAfterIt) {
  struct Case {
    int64_t opened_at_ms;
    int64_t paid_at_ms;
    bool converts;
  };
  for (const Case& c :
       {Case{1'700'000'000'300, 1'700'000'000'000, true}, Case{1'700'000'000'300, 1'700'000'000'299, true},
        Case{1'700'000'000'300, 1'700'000'001'000, true}, Case{1'700'000'000'300, 1'699'999'999'999, false},
        Case{1'700'000'000'000, 1'700'000'000'000, true}, Case{1'700'000'000'000, 1'699'999'999'000, false}}) {
    EXPECT_EQ(c.paid_at_ms >= ConvertsFrom(c.opened_at_ms), c.converts) << c.opened_at_ms << " " << c.paid_at_ms;
  }
}

}  // namespace
}  // namespace fudai::coupon
