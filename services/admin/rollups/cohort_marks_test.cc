#include "services/admin/rollups/cohort_marks.h"

#include <gtest/gtest.h>

namespace fudai::rollups {
namespace {

constexpr int64_t kWithin1 = MarkBit(kFirstReturnMark), kWithin7 = MarkBit(kFirstReturnMark + 1),
                  kWithin30 = MarkBit(kFirstReturnMark + 2);

TEST(CohortMarksTest, AreOfTheWeekAndOfTheDaysSince) {
  EXPECT_EQ(MarksOfReturn(0, kReturnDayMs - 1), kWithin1 | kWithin7 | kWithin30);
  EXPECT_EQ(MarksOfReturn(1, kReturnDayMs), MarkBit(1) | kWithin7 | kWithin30);
  EXPECT_EQ(MarksOfReturn(1, 7 * kReturnDayMs), MarkBit(1) | kWithin30);
  EXPECT_EQ(MarksOfReturn(4, 30 * kReturnDayMs), MarkBit(4));
  EXPECT_EQ(MarksOfReturn(52, 364 * kReturnDayMs), MarkBit(52));
  EXPECT_EQ(MarksOfReturn(53, 371 * kReturnDayMs), 0);
  EXPECT_EQ(MarksOfReturn(-1, -1), kWithin1 | kWithin7 | kWithin30);
}

TEST(CohortMarksTest, AreReadFromTheirDimension) {
  for (const Origin origin : {Origin::kOrganic, Origin::kReferred}) {
    for (int mark = 0; mark < kMarks; ++mark)
      EXPECT_EQ(ParseCohortDimension(CohortDimension({origin, mark})), (CohortMark{origin, mark}));
  }
}

}  // namespace
}  // namespace fudai::rollups
