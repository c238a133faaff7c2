#include "services/admin/campaigns/archive_rules.h"

#include <algorithm>

#include "common/campaign_rules/coupon_validity.h"
#include "common/campaign_rules/report_window.h"

namespace fudai::campaigns {

absl::Time ArchivableFrom(const std::vector<admin::v1::CampaignVersion>& published, absl::Time ended) {
  absl::Time last = ended;
  for (const admin::v1::CampaignVersion& version : published) {
    absl::TimeZone zone;
    absl::LoadTimeZone(version.spec().time_zone(), &zone);
    for (const campaign::v1::CouponTemplate& terms : version.spec().templates())
      last = std::max(last, campaign_rules::ValidityOf(terms, ended, zone).until);
  }
  return last + campaign_rules::kLatestReport;
}

}  // namespace fudai::campaigns
