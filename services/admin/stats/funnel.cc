#include "services/admin/stats/funnel.h"

#include "services/admin/stats/rollup_store.h"

namespace fudai::stats {

using rollups::Rollup;

absl::StatusOr<admin::v1::QueryFunnelResponse> ReadFunnel(soci::session& sql, const DayRange& days) {
  Sums sums = SumEach(sql, days,
                      {Rollup::kOrders, Rollup::kBags, Rollup::kBagsOpened, Rollup::kOpeners, Rollup::kCouponsRedeemed,
                       Rollup::kNewCustomers, Rollup::kSecondOrders});
  admin::v1::QueryFunnelResponse response;
  admin::v1::Funnel& funnel = *response.mutable_funnel();
  funnel.set_orders(sums[Rollup::kOrders]);
  funnel.set_bags_issued(sums[Rollup::kBags]);
  funnel.set_bags_opened(sums[Rollup::kBagsOpened]);
  funnel.set_distinct_openers(sums[Rollup::kOpeners]);
  funnel.set_coupons_redeemed(sums[Rollup::kCouponsRedeemed]);
  funnel.set_new_customers(sums[Rollup::kNewCustomers]);
  funnel.set_second_orders(sums[Rollup::kSecondOrders]);
  return response;
}

}  // namespace fudai::stats
