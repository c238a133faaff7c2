#include "services/admin/rollups/cohort_marks.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace fudai::rollups {

int64_t MarksOfReturn(int64_t weeks, int64_t after_ms) {
  int64_t marks = 0;
  if (weeks >= 1 && weeks <= kWeeks) marks |= MarkBit(static_cast<int>(weeks));
  for (size_t i = 0; i < kReturnDays.size(); ++i) {
    if (after_ms < kReturnDays[i] * kReturnDayMs) marks |= MarkBit(kFirstReturnMark + static_cast<int>(i));
  }
  return marks;
}

std::string CohortDimension(const CohortMark& mark) {
  return absl::StrCat(static_cast<int>(mark.origin), "/", mark.mark);
}

CohortMark ParseCohortDimension(absl::string_view dimension) {
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(dimension, '/');
  CohortMark mark{parts.first == "1" ? Origin::kReferred : Origin::kOrganic};
  if (!absl::SimpleAtoi(parts.second, &mark.mark)) mark.mark = kIsOfCohort;
  return mark;
}

}  // namespace fudai::rollups
