#include "tests/replay/ledger_recount.h"

#include "absl/strings/str_cat.h"

namespace fudai::replay {

void LedgerRecount::Add(const admin::v1::LedgerEntry& entry) {
  ++entries_;
  CheckNumber(entry);
  const event::v1::Event& event = entry.event();
  switch (event.body_case()) {
    case event::v1::Event::kOrderReported:
      return AddOrder(event.order_reported());
    case event::v1::Event::kRefundReported:
      return AddRefund(event.refund_reported());
    case event::v1::Event::kBagOpened:
      return AddOpening(event.bag_opened());
    case event::v1::Event::kCouponCredited:
      return AddCredit(event.coupon_credited());
    case event::v1::Event::kConversionRecorded:
      return facts_.AddConversion(event.conversion_recorded().user_id(), event.conversion_recorded().order_id());
    case event::v1::Event::kCouponUsed:
      return AddUse(event.coupon_used());
    case event::v1::Event::kLiabilityExpired:  // nothing that a replay counts
      return;
    case event::v1::Event::BODY_NOT_SET:
      violations_.push_back(absl::StrCat("entry ", entry.partition(), "/", entry.number(), " says nothing"));
  }
}

void LedgerRecount::CheckNumber(const admin::v1::LedgerEntry& entry) {
  int64_t& last = last_numbers_[entry.partition()];
  if (entry.number() != last + 1) {
    violations_.push_back(absl::StrCat("partition ", entry.partition(), " has entry ", entry.number(), " behind entry ",
                                       last, ": it must be ", last + 1));
  }
  last = entry.number();
}

void LedgerRecount::AddOrder(const event::v1::OrderReported& order) {
  facts_.AddOrder(order.order_id(), order.bag_id(), Telling::kFirst);
}

void LedgerRecount::AddRefund(const event::v1::RefundReported& refund) {
  facts_.AddRefund(refund.order_id(), refund.refund_id(), refund.order_known() != 0, Telling::kFirst);
}

void LedgerRecount::AddOpening(const event::v1::BagOpened& opened) {
  facts_.AddOpening({.bag_id = opened.bag_id(),
                     .opener_id = opened.opener_id(),
                     .coupon_id = absl::StrCat(opened.bag_id(), "-", opened.index()),
                     .template_id = opened.template_id(),
                     .value_fen = opened.value_fen(),
                     .drops = opened.drops(),
                     .cups_filled = opened.cups_filled(),
                     .free_coffee_value_fen = opened.cups_filled() * opened.free_coffee_value_fen()},
                    Telling::kFirst);
}

void LedgerRecount::AddCredit(const event::v1::CouponCredited& credit) {
  if (!credited_coupons_.insert(credit.coupon_id()).second) {
    violations_.push_back(absl::StrCat("coupon ", credit.coupon_id(), " was credited twice"));
  }
  if (credit.first_touch() != 0) facts_.AddNewUser(credit.user_id());
}

void LedgerRecount::AddUse(const event::v1::CouponUsed& use) {
  CouponStep step{.order_id = use.order_id(),
                  .coupon_id = use.coupon_id(),
                  .step = static_cast<event::v1::CouponUsed::Step>(use.step()),
                  .fen = use.discount_fen()};
  if (step.step == event::v1::CouponUsed::STEP_REVERSED) {
    int64_t& reversed_fen = reversed_fen_[absl::StrCat(use.order_id(), " ", use.coupon_id())];
    step.from_fen = reversed_fen;
    step.fen = use.reversed_fen();
    reversed_fen += use.reversed_fen();
  }
  facts_.AddCouponStep(step, Telling::kFirst);
}

std::vector<std::string> LedgerRecount::Violations() const {
  std::vector<std::string> violations = violations_;
  for (const auto& [key, opening] : facts_.openings()) {
    if (credited_coupons_.contains(opening.coupon_id)) continue;
    violations.push_back(absl::StrCat("coupon ", opening.coupon_id, " never reached a wallet"));
  }
  return violations;
}

}  // namespace fudai::replay
