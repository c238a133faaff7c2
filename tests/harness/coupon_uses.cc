#include "tests/harness/coupon_uses.h"

#include "absl/strings/str_cat.h"

namespace fudai::harness {

using event::v1::CouponUsed;

void CouponUses::Add(const CouponUsed& use) {
  OfOrder& of_order = orders_[{use.coupon_id(), use.order_id()}];
  users_[use.coupon_id()] = use.user_id();
  switch (use.step()) {
    case CouponUsed::STEP_RESERVED:
      Expect(!paid_for_.contains(use.coupon_id()), use, "it has paid for an order");
      of_order = {.state = State::kReserved};
      return;
    case CouponUsed::STEP_REDEEMED:
      Expect(of_order.state == State::kReserved, use, "the order had not reserved it");
      Expect(paid_for_.emplace(use.coupon_id(), use.order_id()).second, use, "it has paid for an order");
      of_order.state = State::kRedeemed;
      return;
    case CouponUsed::STEP_RELEASED:
    case CouponUsed::STEP_EXPIRED:
      Expect(of_order.state == State::kReserved, use, "the order had not reserved it");
      of_order.state = State::kFree;
      return;
    case CouponUsed::STEP_REVERSED:
      return Reverse(use, &of_order);
    case CouponUsed::STEP_RETURNED:
      Expect(of_order.state == State::kRedeemed, use, "it had not paid for the order");
      of_order.state = State::kFree;
      paid_for_.erase(use.coupon_id());
      return;
    default:
      Expect(false, use, "there is no such step");
  }
}

void CouponUses::Reverse(const CouponUsed& use, OfOrder* of_order) {
  Expect(of_order->state == State::kRedeemed, use, "it had not paid for the order");
  of_order->reversed_fen += use.reversed_fen();
  Expect(of_order->reversed_fen <= use.discount_fen(), use, "more than it took off");
}

void CouponUses::Expect(bool right, const CouponUsed& use, const char* why) {
  if (right) return;
  breaches_.push_back(absl::StrCat(CouponUsed::Step_Name(static_cast<CouponUsed::Step>(use.step())), " of coupon ",
                                   use.coupon_id(), " by order ", use.order_id(), ": ", why));
}

}  // namespace fudai::harness
