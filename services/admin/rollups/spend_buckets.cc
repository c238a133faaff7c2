#include "services/admin/rollups/spend_buckets.h"

#include <algorithm>
#include <bit>

namespace fudai::rollups {
namespace {

// An amount's highest binary digits, which say its bucket: the first is always one, so these tell sixteen apart.
constexpr int kDigits = 5;

}  // namespace

int64_t SpendBucket(int64_t spend_fen) {
  if (spend_fen <= 0) return 0;
  const int dropped = std::max(0, static_cast<int>(std::bit_width(static_cast<uint64_t>(spend_fen))) - kDigits);
  return spend_fen >> dropped << dropped;
}

}  // namespace fudai::rollups
