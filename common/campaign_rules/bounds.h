// Bounds of campaign.proto that more than one check needs. Private to this room.
#pragma once

#include <cstdint>

namespace fudai::campaign_rules {

inline constexpr int64_t kMaxAmountFen = int64_t{1} << 53;
inline constexpr int64_t kMaxBudgetFen = 1'000'000'000'000'000;
inline constexpr int64_t kMaxValueFen = 10'000'000;
inline constexpr int kMaxHoldoutPermille = 500;
inline constexpr int kMaxBagSize = 200;
inline constexpr int64_t kMaxDrops = 1'000'000;
inline constexpr int64_t kMaxDropsPerCup = 1'000'000'000;
inline constexpr int kMaxCups = 10'000;
inline constexpr int64_t kMaxCupsPerOpen = 100;

}  // namespace fudai::campaign_rules
