// What a customer has done since the first order, as bits of one number: a cohort is the sum of its customers' marks.
// A mark, once set, stays.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace fudai::rollups {

// Mark 0: is of the cohort. Marks 1 to 52: ordered in the first week after the first order's, in the second, and so on.
// Then one for each of kReturnDays.
inline constexpr int kIsOfCohort = 0;
inline constexpr int kWeeks = 52;
inline constexpr int kFirstReturnMark = kWeeks + 1;

// Within how many days of 24 hours from the first order customers ordered again.
inline constexpr std::array<int, 3> kReturnDays = {1, 7, 30};

inline constexpr int kMarks = kFirstReturnMark + static_cast<int>(kReturnDays.size());
inline constexpr int64_t kReturnDayMs = 86'400'000;

constexpr int64_t MarkBit(int mark) { return int64_t{1} << mark; }

// The marks of an order so many weeks and milliseconds after the first one. It is none in the same week and later than
// all of kReturnDays; one that seems to be earlier, by clocks that differ, counts as one at the same moment.
int64_t MarksOfReturn(int64_t weeks, int64_t after_ms);

// How customers of a cohort came.
enum class Origin { kOrganic = 0, kReferred = 1 };

// The dimension of Rollup::kCohorts.
struct CohortMark {
  Origin origin{};
  int mark = 0;

  bool operator==(const CohortMark&) const = default;
};
std::string CohortDimension(const CohortMark& mark);
CohortMark ParseCohortDimension(absl::string_view dimension);

}  // namespace fudai::rollups
