#pragma once

#include <cstdint>

#include "tests/replay/dice.h"
#include "tests/replay/input.h"

namespace fudai::replay {

// The day to make up.
struct DayOptions {
  int64_t midnight_ms = 0;  // when it begins, milliseconds since the epoch
  int orders = 2'000;
  int customers = 1'400;  // ids "c0001", …; who buys is drawn anew for each order
  int shops = 20;
  int64_t limit = 0;  // only the first so many orders of the day, each as often as it is reported; 0: all
};

// Makes up a day of a coffee chain, open from 7 to 22: most orders before work and after lunch, one in twenty by a
// guest, one in fifty refunded within two hours (half of them in part), and one in two hundred reported twice. Order
// ids carry the seed, such as "day7-000001": two seeds name no order alike.
Input MakeSyntheticDay(const DayOptions& options, const Dice& dice);

}  // namespace fudai::replay
