#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "fudai/campaign/v1/checkout.pb.h"
#include "fudai/campaign/v1/coupon_template.pb.h"
#include "fudai/event/v1/event.pb.h"
#include "fudai/store/v1/records.pb.h"
#include "services/campaign/contracts/coupon_use.h"
#include "services/campaign/contracts/reservation.h"
#include "services/campaign/contracts/store_access.h"
#include "services/campaign/keys/keys.h"

namespace fudai::checkout {

// Whose reservation it is.
struct ReservationAddress {
  std::string order_id;
  std::string user_id;
};

// A coupon to reserve.
struct CouponToHold {
  std::string coupon_id;
  contracts::CouponUse use;
  campaign::v1::UseLimits limits;
  // Goes back to its owner once all of the order's discount is reversed.
  bool goes_back = false;
  // What it takes off, in fen.
  int64_t discount_fen = 0;
  // Of its wallet entry.
  keys::LiabilityKind liability;
  // Its part of the events.
  event::v1::CouponUsed part;
};

struct ReserveInput {
  ReservationAddress address;
  int64_t now_ms = 0;
  // What a repeat must say, too.
  std::string contents;
  store::v1::ReservationRecord record;
  // In order of application.
  std::vector<CouponToHold> coupons;
};

// A reservation as it is in the store.
struct StoredReservation {
  store::v1::ReservationRecord record;
  contracts::ReservationState state = contracts::ReservationState::kNone;
  int64_t reversed_fen = 0;
};

// What reserve.lua answers.
enum class ReserveOutcome : int64_t { kHeld = 1, kConflict = 2, kObstacle = 3, kReported = 4 };

struct ReserveAnswer {
  ReserveOutcome outcome = ReserveOutcome::kConflict;
  // With kHeld: the reservation; its state before it was asked for, kNone if it is new. With kConflict: its state
  // alone.
  StoredReservation reservation;
  // With kConflict: contents of what the order has reserved.
  std::string first_contents;
  // With kObstacle: which of the input's coupons, and why not.
  size_t coupon = 0;
  campaign::v1::CouponObstacle::Reason reason = campaign::v1::CouponObstacle::REASON_UNSPECIFIED;
  // With REASON_LIMIT_REACHED: what counts against its limits without it, in all and on the day of the use.
  int uses = 0;
  int uses_that_day = 0;
};

// What to do with a reservation; whatever it is, one whose deadline has passed expires.
enum class Purpose : int64_t { kLook = 1, kPay = 2, kRelease = 3 };

struct SettleAnswer {
  // kNone: there is no such reservation.
  contracts::ReservationState before = contracts::ReservationState::kNone;
  StoredReservation reservation;
  // Of the request that made it.
  std::string contents;
};

// What reverse.lua answers.
enum class ReverseOutcome : int64_t { kReversed = 1, kRepeated = 2, kConflict = 3, kTooMuch = 4, kNotRedeemed = 5 };

struct ReverseInput {
  ReservationAddress address;
  int64_t now_ms = 0;
  std::string reversal_id;
  // 0: all that is left.
  int64_t discount_fen = 0;
};

struct ReverseAnswer {
  ReverseOutcome outcome = ReverseOutcome::kConflict;
  // With kReversed and kRepeated; with kNotRedeemed its state alone.
  StoredReservation reservation;
  // With kReversed and kRepeated: what this reversal took back, and the coupons that it gave back.
  int64_t reversed_now_fen = 0;
  std::vector<std::string> returned;
  // With kConflict the discount that was first asked for; with kTooMuch what is left.
  int64_t fen = 0;
};

// Reservations in their users' partitions. Errors: UNAVAILABLE; DATA_LOSS for a record that cannot be read.
class CheckoutStore {
 public:
  explicit CheckoutStore(contracts::StoreAccess access) : access_(std::move(access)) {}

  async::Task<absl::StatusOr<ReserveAnswer>> Reserve(ReserveInput input);
  async::Task<absl::StatusOr<SettleAnswer>> Settle(ReservationAddress address, int64_t now_ms, Purpose purpose);
  async::Task<absl::StatusOr<ReverseAnswer>> Reverse(ReverseInput input);
  // Reservations of a partition whose deadline has passed and that nobody has ended; at most 100.
  async::Task<absl::StatusOr<std::vector<ReservationAddress>>> ListDue(int partition, int64_t now_ms);

 private:
  contracts::StoreAccess access_;
};

}  // namespace fudai::checkout
