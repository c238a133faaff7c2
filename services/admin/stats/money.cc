#include "services/admin/stats/money.h"

#include <google/protobuf/util/time_util.h>

#include "services/admin/database/capped_sum.h"
#include "services/admin/stats/rollup_store.h"

namespace fudai::stats {
namespace {

using admin::v1::Money;
using admin::v1::MoneyDay;
using admin::v1::QueryMoneyResponse;
using google::protobuf::util::TimeUtil;
using rollups::Rollup;

// What a day's values change of what can still be used. What a campaign gives is bounded by its rules: none of these
// sums comes near the cap.
int64_t ChangeOfOutstanding(Sums sums) {
  return sums[Rollup::kLiabilityFen] - sums[Rollup::kRedeemedFen] + sums[Rollup::kReturnedFen] -
         sums[Rollup::kExpiredFen];
}

// What could still be used when the range begins.
int64_t OutstandingBefore(soci::session& sql, const DayRange& days) {
  const DayRange before{.campaign_id = days.campaign_id, .end_ms = days.start_ms};
  return ChangeOfOutstanding(
      SumEach(sql, before, {Rollup::kLiabilityFen, Rollup::kRedeemedFen, Rollup::kReturnedFen, Rollup::kExpiredFen}));
}

// The amounts that days and ranges have in common.
template <typename Message>
void SetAmounts(Sums sums, Message* message) {
  message->set_liability_fen(sums[Rollup::kLiabilityFen]);
  message->set_redeemed_fen(sums[Rollup::kRedeemedFen]);
  message->set_returned_fen(sums[Rollup::kReturnedFen]);
  message->set_expired_fen(sums[Rollup::kExpiredFen]);
  message->set_discount_fen(sums[Rollup::kDiscountFen]);
  message->set_reversed_fen(sums[Rollup::kReversedFen]);
  message->set_coupon_revenue_fen(sums[Rollup::kCouponRevenueFen]);
}

// Adds the days' rows; returns their sums. The range's outstanding_fen is the last day's.
Sums AddDays(soci::session& sql, const DayRange& days, QueryMoneyResponse* response) {
  Sums total;
  int64_t outstanding_fen = OutstandingBefore(sql, days);
  for (const auto& [start_ms, sums] :
       SumEachByDay(sql, days,
                    {Rollup::kLiabilityFen, Rollup::kRedeemedFen, Rollup::kReturnedFen, Rollup::kExpiredFen,
                     Rollup::kDiscountFen, Rollup::kReversedFen, Rollup::kCouponRevenueFen})) {
    outstanding_fen += ChangeOfOutstanding(sums);
    for (const auto& [rollup, sum] : sums) total[rollup] = database::AddCapped(total[rollup], sum);
    MoneyDay* day = response->add_days();
    *day->mutable_start_time() = TimeUtil::MillisecondsToTimestamp(start_ms);
    day->set_outstanding_fen(outstanding_fen);
    SetAmounts(sums, day);
  }
  response->mutable_money()->set_outstanding_fen(outstanding_fen);
  return total;
}

void SetRatios(Money* money) {
  const auto net_fen = static_cast<double>(money->discount_fen() - money->reversed_fen());
  if (money->new_customers() > 0)
    money->set_cost_per_new_customer_fen(net_fen / static_cast<double>(money->new_customers()));
  if (net_fen > 0) money->set_revenue_per_discount(static_cast<double>(money->coupon_revenue_fen()) / net_fen);
}

}  // namespace

absl::StatusOr<QueryMoneyResponse> ReadMoney(soci::session& sql, const DayRange& days) {
  QueryMoneyResponse response;
  Money* money = response.mutable_money();
  SetAmounts(AddDays(sql, days, &response), money);
  Sums counts = SumEach(sql, days, {Rollup::kCouponOrders, Rollup::kNewCustomers});
  money->set_coupon_orders(counts[Rollup::kCouponOrders]);
  money->set_new_customers(counts[Rollup::kNewCustomers]);
  SetRatios(money);
  return response;
}

}  // namespace fudai::stats
