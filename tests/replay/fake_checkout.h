#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "fudai/campaign/v1/checkout.pb.h"
#include "google/protobuf/util/time_util.h"

namespace fudai::replay {

// FakeCheckout keeps wallets and reservations in memory. Every coupon takes 100 fen off whatever the basket, and an
// order takes at most two.
class FakeCheckout {
 public:
  using Reservation = campaign::v1::Reservation;

  void Credit(const std::string& user_id, const std::string& coupon_id) { wallets_[user_id].insert(coupon_id); }

  // A report of the order, which may have been reported before; pays with its reservation if it is to.
  absl::Status Report(const std::string& order_id, bool redeem) {
    const bool fresh = reported_.insert(order_id).second;
    if (!fresh || !redeem) return absl::OkStatus();
    const absl::StatusOr<campaign::v1::RedeemReservationResponse> paid = Redeem(order_id);
    return paid.status();
  }

  absl::StatusOr<campaign::v1::GetReservationResponse> Answer(int64_t now_ms,
                                                              const campaign::v1::GetReservationRequest& request) {
    Reservation* reservation = Find(request.order_id(), now_ms);
    if (reservation == nullptr) return absl::NotFoundError("no such reservation");
    campaign::v1::GetReservationResponse response;
    *response.mutable_reservation() = *reservation;
    return response;
  }

  absl::StatusOr<campaign::v1::QuoteOrderResponse> Answer(int64_t, const campaign::v1::QuoteOrderRequest& request) {
    campaign::v1::QuoteOrderResponse response;
    for (const std::string& coupon : wallets_[request.user_id()]) {
      if (response.discount().coupons_size() == 2) break;
      if (!taken_.contains(coupon)) Apply(coupon, response.mutable_discount());
    }
    return response;
  }

  absl::StatusOr<campaign::v1::ReserveCouponsResponse> Answer(int64_t now_ms,
                                                              const campaign::v1::ReserveCouponsRequest& request) {
    if (reported_.contains(request.order_id())) return absl::FailedPreconditionError("it has been reported");
    Reservation& reservation = reservations_[request.order_id()];
    reservation.set_order_id(request.order_id());
    reservation.set_state(campaign::v1::RESERVATION_STATE_RESERVED);
    *reservation.mutable_expire_time() = google::protobuf::util::TimeUtil::MillisecondsToTimestamp(
        now_ms + google::protobuf::util::TimeUtil::DurationToMilliseconds(request.hold()));
    for (const std::string& coupon : request.coupon_ids()) Apply(coupon, reservation.mutable_discount());
    taken_.insert(request.coupon_ids().begin(), request.coupon_ids().end());
    campaign::v1::ReserveCouponsResponse response;
    *response.mutable_reservation() = reservation;
    return response;
  }

  absl::StatusOr<campaign::v1::RedeemReservationResponse> Answer(
      int64_t, const campaign::v1::RedeemReservationRequest& request) {
    return Redeem(request.order_id());
  }

  absl::StatusOr<campaign::v1::ReleaseReservationResponse> Answer(
      int64_t now_ms, const campaign::v1::ReleaseReservationRequest& request) {
    Reservation* reservation = Find(request.order_id(), now_ms);
    campaign::v1::ReleaseReservationResponse response;
    response.set_repeated(reservation->state() != campaign::v1::RESERVATION_STATE_RESERVED);
    if (!response.repeated()) Free(campaign::v1::RESERVATION_STATE_RELEASED, reservation);
    *response.mutable_reservation() = *reservation;
    return response;
  }

  absl::StatusOr<campaign::v1::ReverseRedemptionResponse> Answer(
      int64_t, const campaign::v1::ReverseRedemptionRequest& request) {
    campaign::v1::ReverseRedemptionResponse& first = reversals_[request.order_id() + " " + request.reversal_id()];
    campaign::v1::ReverseRedemptionResponse response = first;
    if (response.has_reservation()) {
      response.set_repeated(true);
      return response;
    }
    Reservation& reservation = reservations_[request.order_id()];
    const int64_t left = reservation.discount().discount_fen() - reservation.reversed_fen();
    if (left == 0 || request.discount_fen() > left) return absl::FailedPreconditionError("that much is not left");
    response.set_reversed_fen(request.discount_fen() == 0 ? left : request.discount_fen());
    reservation.set_reversed_fen(reservation.reversed_fen() + response.reversed_fen());
    *response.mutable_reservation() = reservation;
    return first = response;
  }

 private:
  static void Apply(const std::string& coupon_id, campaign::v1::Discount* discount) {
    campaign::v1::AppliedCoupon& coupon = *discount->add_coupons();
    coupon.set_coupon_id(coupon_id);
    coupon.set_discount_fen(100);
    discount->set_discount_fen(discount->discount_fen() + 100);
  }

  // As it is at that time; none if there is no such reservation.
  Reservation* Find(const std::string& order_id, int64_t now_ms) {
    const auto found = reservations_.find(order_id);
    if (found == reservations_.end()) return nullptr;
    Reservation& reservation = found->second;
    const int64_t deadline_ms = google::protobuf::util::TimeUtil::TimestampToMilliseconds(reservation.expire_time());
    if (reservation.state() == campaign::v1::RESERVATION_STATE_RESERVED && now_ms >= deadline_ms)
      Free(campaign::v1::RESERVATION_STATE_EXPIRED, &reservation);
    return &reservation;
  }

  void Free(campaign::v1::ReservationState state, Reservation* reservation) {
    reservation->set_state(state);
    for (const campaign::v1::AppliedCoupon& coupon : reservation->discount().coupons())
      taken_.erase(coupon.coupon_id());
  }

  absl::StatusOr<campaign::v1::RedeemReservationResponse> Redeem(const std::string& order_id) {
    const auto found = reservations_.find(order_id);
    if (found == reservations_.end()) return absl::NotFoundError("no such reservation");
    campaign::v1::RedeemReservationResponse response;
    response.set_repeated(found->second.state() == campaign::v1::RESERVATION_STATE_REDEEMED);
    if (!response.repeated() && found->second.state() != campaign::v1::RESERVATION_STATE_RESERVED)
      return absl::FailedPreconditionError("its coupons are free");
    found->second.set_state(campaign::v1::RESERVATION_STATE_REDEEMED);
    *response.mutable_reservation() = found->second;
    return response;
  }

  std::map<std::string, std::set<std::string>> wallets_;  // by user
  std::map<std::string, Reservation> reservations_;       // by order
  std::map<std::string, campaign::v1::ReverseRedemptionResponse> reversals_;
  std::set<std::string> reported_;
  std::set<std::string> taken_;  // coupons that an order holds or has used
};

}  // namespace fudai::replay
