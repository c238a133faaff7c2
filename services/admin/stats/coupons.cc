#include "services/admin/stats/coupons.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"
#include "services/admin/campaigns/version_store.h"
#include "services/admin/stats/durations.h"
#include "services/admin/stats/rollup_store.h"

namespace fudai::stats {
namespace {

using admin::v1::QueryCouponsResponse;
using admin::v1::TemplateStats;
using rollups::Rollup;

constexpr int kVersionsAtOnce = 20;

void SetCounts(Sums sums, TemplateStats* stats) {
  stats->set_given(sums[Rollup::kCouponsGiven]);
  stats->set_liability_fen(sums[Rollup::kLiabilityFen]);
  stats->set_redeemed(sums[Rollup::kCouponsRedeemed]);
  stats->set_returned(sums[Rollup::kCouponsReturned]);
  stats->set_expired(sums[Rollup::kCouponsExpired]);
  stats->set_discount_fen(sums[Rollup::kDiscountFen]);
  stats->set_reversed_fen(sums[Rollup::kReversedFen]);
}

void SetBaskets(Sums sums, TemplateStats* stats) {
  stats->set_baskets(sums[Rollup::kBaskets]);
  if (stats->baskets() == 0) return;
  const auto baskets = static_cast<double>(stats->baskets());
  stats->set_mean_basket_fen(static_cast<double>(sums[Rollup::kBasketFen]) / baskets);
  stats->set_mean_items(static_cast<double>(sums[Rollup::kBasketItems]) / baskets);
}

using Templates = std::map<std::string, TemplateStats>;

Templates ReadTemplates(soci::session& sql, const DayRange& days) {
  Templates templates;
  for (const auto& [template_id, sums] :
       SumEachByDimension(sql, days,
                          {Rollup::kCouponsGiven, Rollup::kLiabilityFen, Rollup::kCouponsRedeemed,
                           Rollup::kCouponsReturned, Rollup::kCouponsExpired, Rollup::kDiscountFen,
                           Rollup::kReversedFen, Rollup::kBaskets, Rollup::kBasketFen, Rollup::kBasketItems})) {
    TemplateStats& stats = templates[template_id];
    stats.set_template_id(template_id);
    SetCounts(sums, &stats);
    SetBaskets(sums, &stats);
  }
  return templates;
}

void AddTimesToUse(soci::session& sql, const DayRange& days, Templates* templates) {
  std::map<std::string, std::map<int, int64_t>> times;
  for (const auto& [dimension, sums] : SumEachByDimension(sql, days, {Rollup::kTimeToUse})) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(dimension, '/');
    int hours = 0;
    if (absl::SimpleAtoi(parts.second, &hours)) times[parts.first][hours] = sums.at(Rollup::kTimeToUse);
  }
  for (auto& [template_id, stats] : *templates) *stats.mutable_time_to_use() = DurationsOf(times[template_id]);
}

// Names the templates by the version, but for those that have a name; returns how many are left without one.
size_t NameBy(const campaign::v1::CampaignSpec& spec, Templates* templates) {
  for (const campaign::v1::CouponTemplate& terms : spec.templates()) {
    const auto found = templates->find(terms.template_id());
    if (found != templates->end() && found->second.display_name().empty())
      found->second.set_display_name(terms.display_name());
  }
  size_t nameless = 0;
  for (const auto& [template_id, stats] : *templates) nameless += stats.display_name().empty() ? 1 : 0;
  return nameless;
}

// By the newest version that has each: from the newest to older ones, as far as it takes.
absl::Status AddNames(soci::session& sql, const std::string& campaign_id, Templates* templates) {
  campaigns::VersionRange range{.limit = kVersionsAtOnce};
  size_t nameless = templates->size();
  while (nameless > 0 && range.before > 1) {
    ASSIGN_OR_RETURN(const std::vector<admin::v1::CampaignVersion> versions,
                     campaigns::ListVersions(sql, campaign_id, range));
    if (versions.empty()) break;
    for (const admin::v1::CampaignVersion& version : versions) nameless = NameBy(version.spec(), templates);
    range.before = versions.back().version();
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<QueryCouponsResponse> ReadCoupons(soci::session& sql, const DayRange& days) {
  if (days.campaign_id.empty()) {
    return absl::InvalidArgumentError(
        "campaign_id is empty; it should name a campaign, since each has templates of its own (QueryMoney answers for "
        "the chain)");
  }
  Templates templates = ReadTemplates(sql, days);
  AddTimesToUse(sql, days, &templates);
  RETURN_IF_ERROR(AddNames(sql, days.campaign_id, &templates));
  QueryCouponsResponse response;
  for (auto& [template_id, stats] : templates) *response.add_templates() = std::move(stats);
  return response;
}

}  // namespace fudai::stats
