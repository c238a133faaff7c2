#include "services/campaign/contracts/reservation.h"

#include "fudai/event/v1/event.pb.h"
#include "services/campaign/contracts/coupon_use.h"
#include "services/campaign/events/append.h"

namespace fudai::contracts {
namespace {

using event::v1::CouponUsed;
using event::v1::Event;

template <typename Enum>
int64_t Code(Enum value) {
  return static_cast<int64_t>(value);
}

}  // namespace

absl::string_view Name(ReservationState state) {
  switch (state) {
    case ReservationState::kNone:
      return "missing";
    case ReservationState::kReserved:
      return "reserved";
    case ReservationState::kRedeemed:
      return "redeemed";
    case ReservationState::kReleased:
      return "released";
    case ReservationState::kExpired:
      return "expired";
    case ReservationState::kReversed:
      return "reversed";
  }
  return "unknown";
}

redis::Script::Constants ReservationConstants() {
  return {{"NONE", Code(ReservationState::kNone)},
          {"RESERVED", Code(ReservationState::kReserved)},
          {"REDEEMED", Code(ReservationState::kRedeemed)},
          {"RELEASED", Code(ReservationState::kReleased)},
          {"EXPIRED", Code(ReservationState::kExpired)},
          {"REVERSED", Code(ReservationState::kReversed)},
          {"USE_RESERVED", Code(UseState::kReserved)},
          {"USE_USED", Code(UseState::kUsed)},
          {"COUPON_USED", events::AppendTag(Event::descriptor(), Event::kCouponUsedFieldNumber)},
          {"STEP", events::AppendTag(CouponUsed::descriptor(), CouponUsed::kStepFieldNumber)},
          {"REVERSED_FEN", events::AppendTag(CouponUsed::descriptor(), CouponUsed::kReversedFenFieldNumber)},
          {"STEP_RESERVED", CouponUsed::STEP_RESERVED},
          {"STEP_REDEEMED", CouponUsed::STEP_REDEEMED},
          {"STEP_RELEASED", CouponUsed::STEP_RELEASED},
          {"STEP_EXPIRED", CouponUsed::STEP_EXPIRED},
          {"STEP_REVERSED", CouponUsed::STEP_REVERSED},
          {"STEP_RETURNED", CouponUsed::STEP_RETURNED}};
}

}  // namespace fudai::contracts
