#include "services/admin/projection/deltas.h"

#include <algorithm>

#include "fudai/admin/v1/stats.pb.h"
#include "services/admin/database/capped_sum.h"
#include "services/admin/rollups/minutes.h"

namespace fudai::projection {
namespace {

using admin::v1::CampaignSummary;
using admin::v1::Metric;
using event::v1::Event;

int64_t StartOf(int64_t length_ms, int64_t ms) { return ms - ms % length_ms; }

// Adds to one campaign's numbers and to the chain's.
class Counter {
 public:
  Counter(absl::string_view campaign_id, Deltas* deltas) : campaign_id_(campaign_id), deltas_(deltas) {}

  void Total(int field, int64_t units) {
    ForEachScope([&](const std::string& scope) { Add(units, &deltas_->totals[{scope, field}]); });
  }
  // Nothing leaves no minute; what comes to nothing does, in whichever batches it came.
  void At(int64_t ms, Metric metric, int64_t units) {
    if (units == 0) return;
    ForEachScope([&](const std::string& scope) {
      Add(units, &deltas_->minutes[{scope, metric, StartOf(rollups::kMinuteMs, ms)}]);
    });
  }
  void Coupon(const std::string& template_id) {
    ForEachScope([&](const std::string& scope) { ++deltas_->coupons_by_template[{scope, template_id}]; });
  }
  // Value given in one template's coupons; the chain as a whole has no templates' budgets.
  void Liability(int64_t ms, const std::string& template_id, int64_t fen) {
    if (fen != 0) Add(fen, &deltas_->template_quarters[{campaign_id_, template_id, StartOf(kQuarterMs, ms)}]);
  }
  void Opener(int64_t ms, const std::string& user_id) {
    ForEachScope([&](const std::string& scope) {
      int64_t& first_ms = deltas_->openers.try_emplace({scope, user_id}, ms).first->second;
      first_ms = std::min(first_ms, ms);
    });
  }

 private:
  static void Add(int64_t units, int64_t* sum) { *sum = database::AddCapped(*sum, units); }

  template <typename Act>
  void ForEachScope(Act act) {
    act(kChain);
    if (!campaign_id_.empty()) act(campaign_id_);
  }

  std::string campaign_id_;
  Deltas* deltas_;
};

void CountOrder(const event::v1::OrderReported& order, Deltas* deltas) {
  Counter count(order.campaign_id(), deltas);
  count.Total(CampaignSummary::kOrdersFieldNumber, 1);
  count.Total(CampaignSummary::kPaidFenFieldNumber, order.amount_fen());
  count.At(order.paid_at_ms(), admin::v1::METRIC_ORDERS, 1);
  count.At(order.paid_at_ms(), admin::v1::METRIC_REVENUE_FEN, order.amount_fen());
  if (order.user_id().empty()) Counter(kChain, deltas).Total(CampaignSummary::kGuestOrdersFieldNumber, 1);
}

void CountBag(int64_t ms, const event::v1::OrderReported& order, Deltas* deltas) {
  if (order.bag_id().empty()) return;
  Counter count(order.campaign_id(), deltas);
  count.Total(CampaignSummary::kBagsIssuedFieldNumber, 1);
  count.At(ms, admin::v1::METRIC_BAGS_ISSUED, 1);
}

void CountOpen(int64_t ms, const event::v1::BagOpened& open, Deltas* deltas) {
  const int64_t free_coffees_fen = open.cups_filled() * open.free_coffee_value_fen();
  const int64_t liability = open.value_fen() + free_coffees_fen;
  Counter count(open.campaign_id(), deltas);
  count.Total(CampaignSummary::kOpeningsFieldNumber, 1);
  count.Total(CampaignSummary::kCouponsIssuedFieldNumber, 1);
  count.Total(CampaignSummary::kBagsOpenedFieldNumber, open.index() == 0 ? 1 : 0);
  count.Total(CampaignSummary::kFreeCoffeesFieldNumber, open.cups_filled());
  count.Total(CampaignSummary::kDropsFieldNumber, open.drops());
  count.Total(CampaignSummary::kLiabilityFenFieldNumber, liability);
  count.Coupon(open.template_id());
  count.Opener(ms, open.opener_id());
  count.At(ms, admin::v1::METRIC_OPENINGS, 1);
  count.At(ms, admin::v1::METRIC_FREE_COFFEES, open.cups_filled());
  count.At(ms, admin::v1::METRIC_DROPS, open.drops());
  count.At(ms, admin::v1::METRIC_LIABILITY_FEN, liability);
  count.Liability(ms, open.template_id(), open.value_fen());
  count.Liability(ms, open.free_coffee_template_id(), free_coffees_fen);
}

void CountCredit(int64_t ms, const event::v1::CouponCredited& credit, Deltas* deltas) {
  Counter count(credit.campaign_id(), deltas);
  count.Total(CampaignSummary::kCouponsCreditedFieldNumber, 1);
  if (credit.first_touch() == 0) return;
  count.Total(CampaignSummary::kNewUsersFieldNumber, 1);
  count.At(ms, admin::v1::METRIC_NEW_USERS, 1);
}

void CountConversion(int64_t ms, const event::v1::ConversionRecorded& conversion, Deltas* deltas) {
  Counter count(conversion.campaign_id(), deltas);
  count.Total(CampaignSummary::kConversionsFieldNumber, 1);
  count.At(ms, admin::v1::METRIC_CONVERSIONS, 1);
}

void CountRedeemed(int64_t ms, const event::v1::CouponUsed& use, Counter* count) {
  count->Total(CampaignSummary::kCouponsRedeemedFieldNumber, 1);
  count->Total(CampaignSummary::kDiscountFenFieldNumber, use.discount_fen());
  count->At(ms, admin::v1::METRIC_COUPONS_REDEEMED, 1);
  count->At(ms, admin::v1::METRIC_DISCOUNT_FEN, use.discount_fen());
}

void CountUse(int64_t ms, const event::v1::CouponUsed& use, Deltas* deltas) {
  Counter count(use.campaign_id(), deltas);
  switch (use.step()) {
    case event::v1::CouponUsed::STEP_RESERVED:
      return count.Total(CampaignSummary::kCouponsReservedFieldNumber, 1);
    case event::v1::CouponUsed::STEP_REDEEMED:
      return CountRedeemed(ms, use, &count);
    case event::v1::CouponUsed::STEP_RELEASED:
      return count.Total(CampaignSummary::kCouponsReleasedFieldNumber, 1);
    case event::v1::CouponUsed::STEP_EXPIRED:
      return count.Total(CampaignSummary::kReservationsExpiredFieldNumber, 1);
    case event::v1::CouponUsed::STEP_REVERSED:
      count.Total(CampaignSummary::kCouponsReversedFieldNumber, 1);
      return count.Total(CampaignSummary::kReversedFenFieldNumber, use.reversed_fen());
    default:
      return;
  }
}

void CountExpired(const event::v1::LiabilityExpired& expired, Deltas* deltas) {
  Counter count(expired.campaign_id(), deltas);
  count.Total(CampaignSummary::kCouponsExpiredFieldNumber, expired.coupons());
  count.Total(CampaignSummary::kExpiredFenFieldNumber, expired.coupons() * expired.value_fen());
}

}  // namespace

void Count(const Event& event, Deltas* deltas) {
  const int64_t ms = event.occurred_at_ms();
  if (event.has_order_reported()) {
    CountOrder(event.order_reported(), deltas);
    CountBag(ms, event.order_reported(), deltas);
  }
  if (event.has_bag_opened()) CountOpen(ms, event.bag_opened(), deltas);
  if (event.has_coupon_credited()) CountCredit(ms, event.coupon_credited(), deltas);
  if (event.has_conversion_recorded()) CountConversion(ms, event.conversion_recorded(), deltas);
  if (event.has_coupon_used()) CountUse(ms, event.coupon_used(), deltas);
  if (event.has_liability_expired()) CountExpired(event.liability_expired(), deltas);
}

void CountRefund(const event::v1::RefundReported& refund, absl::string_view campaign_id, Deltas* deltas) {
  Counter count(campaign_id, deltas);
  count.Total(CampaignSummary::kRefundsFieldNumber, 1);
  count.Total(CampaignSummary::kRefundedFenFieldNumber, refund.amount_fen());
  count.Total(CampaignSummary::kBagsClosedFieldNumber, refund.bag_closed() != 0 ? 1 : 0);
  count.At(refund.refunded_at_ms(), admin::v1::METRIC_REFUNDS, 1);
  count.At(refund.refunded_at_ms(), admin::v1::METRIC_REVENUE_FEN, -refund.amount_fen());
}

}  // namespace fudai::projection
