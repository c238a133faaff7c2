// A reservation's life, as the scripts keep it: checkout/lua/reservation.lua, which report_order.lua shares.
#pragma once

#include <cstdint>

#include "absl/strings/string_view.h"
#include "common/redis/script.h"

namespace fudai::contracts {

// "s" of the key Reservation; codes are kept in the store. kNone: there is no such reservation.
enum class ReservationState : int64_t {
  kNone = 0,
  kReserved = 1,
  kRedeemed = 2,
  kReleased = 3,
  kExpired = 4,
  kReversed = 5,
};

// As messages name it, such as "expired"; "missing" for kNone.
absl::string_view Name(ReservationState state);

// The constants that a script needs for reservation.lua.
redis::Script::Constants ReservationConstants();

}  // namespace fudai::contracts
