// What holds or has used a coupon: a value of the key Uses. Scripts read it too:
//
//   struct.unpack('<BI6I4ss', use)  state, deadline (ms), day, order id, kind
//   string.byte(use, -1) == 1       for a first order only
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace fudai::contracts {

// Codes are kept in the store.
enum class UseState : uint8_t { kReserved = 1, kUsed = 2 };

struct CouponUse {
  UseState state = UseState::kReserved;
  // With kReserved: the moment from which the coupon is free again.
  int64_t deadline_ms = 0;
  // Day of the use in the campaign's time zone, in days since 1970-01-01.
  int32_t day = 0;
  std::string order_id;
  // Which uses a template's limits count together: UseKind.
  std::string kind;
  bool first_order_only = false;

  // Whether the coupon is not free at `now_ms`.
  bool Holds(int64_t now_ms) const { return state == UseState::kUsed || now_ms < deadline_ms; }
};

// "<campaign id>/<template id>"
std::string UseKind(absl::string_view campaign_id, absl::string_view template_id);

std::string EncodeUse(const CouponUse& use);
// DATA_LOSS for bytes that are no use.
absl::StatusOr<CouponUse> DecodeUse(absl::string_view packed);

}  // namespace fudai::contracts
