#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace fudai::database {

// Where sums of amounts end, on either side of zero. A sum that has come there stays, whatever is added to it: it is
// no figure any more.
inline constexpr int64_t kSumCap = INT64_MAX;

// `sum` and `units` together.
int64_t AddCapped(int64_t sum, int64_t units);

// high * unit + low.
int64_t Capped(int64_t high, int64_t unit, int64_t low);

// AddCapped of two columns, as an expression that both databases understand.
std::string AddCappedSql(absl::string_view sum, absl::string_view units);

}  // namespace fudai::database
