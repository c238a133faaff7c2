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

// The same of two columns, as an expression that both databases understand.
std::string AddCappedSql(absl::string_view sum, absl::string_view units);

}  // namespace fudai::database
