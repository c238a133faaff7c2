#include "services/admin/database/capped_sum.h"

#include <algorithm>

#include "absl/numeric/int128.h"
#include "absl/strings/substitute.h"

namespace fudai::database {
namespace {

bool IsCapped(int64_t sum) { return sum == kSumCap || sum <= -kSumCap; }

}  // namespace

int64_t AddCapped(int64_t sum, int64_t units) {
  if (IsCapped(sum)) return sum;
  if (IsCapped(units)) return units;
  int64_t together = 0;
  if (__builtin_add_overflow(sum, units, &together)) return units > 0 ? kSumCap : -kSumCap;
  return std::max(together, -kSumCap);
}

int64_t Capped(int64_t high, int64_t unit, int64_t low) {
  const absl::int128 sum = absl::int128(high) * unit + low;
  return static_cast<int64_t>(std::clamp<absl::int128>(sum, -kSumCap, kSumCap));
}

std::string AddCappedSql(absl::string_view sum, absl::string_view units) {
  // Nested, since only CASE is sure to leave an expression that would overflow unevaluated.
  return absl::Substitute(
      "CASE WHEN $0 IN ($2, -$2) THEN $0 WHEN $1 IN ($2, -$2) THEN $1"
      " WHEN $1 > 0 THEN CASE WHEN $0 > $2 - $1 THEN $2 ELSE $0 + $1 END"
      " ELSE CASE WHEN $0 < -$2 - $1 THEN -$2 ELSE $0 + $1 END END",
      sum, units, kSumCap);
}

}  // namespace fudai::database
