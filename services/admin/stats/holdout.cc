#include "services/admin/stats/holdout.h"

#include <algorithm>
#include <cmath>

#include "common/status/macros.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/stats/stats_store.h"

namespace fudai::stats {
namespace {

using admin::v1::HoldoutGroup;
using admin::v1::QueryHoldoutResponse;

admin::v1::HoldoutVerdict VerdictOf(const Interval& interval) {
  if (interval.low > 0) return admin::v1::HOLDOUT_VERDICT_MORE;
  if (interval.high < 0) return admin::v1::HOLDOUT_VERDICT_LESS;
  return admin::v1::HOLDOUT_VERDICT_NOT_SEEN;
}

// A group's row of the table `holdout_groups`.
Sample ReadGroup(soci::session& sql, const std::string& campaign_id, int held_out, HoldoutGroup* group) {
  long long customers = 0, orders = 0, revenue_fen = 0, high = 0, low = 0;
  sql << "SELECT customers, orders, revenue_fen, squares_high, squares_low FROM holdout_groups"
         " WHERE campaign_id = :campaign AND held_out = :held_out",
      soci::use(campaign_id), soci::use(held_out), soci::into(customers), soci::into(orders), soci::into(revenue_fen),
      soci::into(high), soci::into(low);
  group->set_customers(customers);
  group->set_orders(orders);
  group->set_revenue_fen(revenue_fen);
  const Sample sample{customers, revenue_fen,
                      absl::MakeUint128(static_cast<uint64_t>(high), static_cast<uint64_t>(low))};
  if (customers > 0) group->set_mean_fen(MeanOf(sample));
  if (customers > 1) group->set_deviation_fen(std::sqrt(VarianceOf(sample)));
  return sample;
}

}  // namespace

void CompareGroups(const HoldoutSums& sums, QueryHoldoutResponse* response) {
  response->set_customers_needed(kHoldoutCustomersNeeded);
  response->set_verdict(admin::v1::HOLDOUT_VERDICT_TOO_EARLY);
  if (std::min(sums.treated.size, sums.held_out.size) < kHoldoutCustomersNeeded) return;
  const Interval interval = WelchInterval(sums.treated, sums.held_out);
  response->set_verdict(VerdictOf(interval));
  response->set_difference_fen(interval.difference);
  response->set_low_fen(interval.low);
  response->set_high_fen(interval.high);
  response->set_extra_revenue_fen(interval.difference * static_cast<double>(sums.treated.size));
  if (sums.discount_fen > 0)
    response->set_return_on_discount(response->extra_revenue_fen() / static_cast<double>(sums.discount_fen));
}

absl::StatusOr<QueryHoldoutResponse> ReadHoldout(soci::session& sql, const std::string& campaign_id) {
  if (campaign_id.empty()) return absl::InvalidArgumentError("campaign_id is empty; it should name a campaign");
  ASSIGN_OR_RETURN(const campaigns::StoredCampaign stored, campaigns::FindCampaign(sql, campaign_id));
  ASSIGN_OR_RETURN(const admin::v1::CampaignSummary summary, ReadSummary(sql, campaign_id));
  QueryHoldoutResponse response;
  response.set_holdout_permille(stored.campaign.spec().holdout_permille());
  const HoldoutSums sums{ReadGroup(sql, campaign_id, 0, response.mutable_treated()),
                         ReadGroup(sql, campaign_id, 1, response.mutable_held_out()),
                         summary.discount_fen() - summary.reversed_fen()};
  CompareGroups(sums, &response);
  if (response.holdout_permille() == 0) response.set_verdict(admin::v1::HOLDOUT_VERDICT_NO_HOLDOUT);
  return response;
}

}  // namespace fudai::stats
