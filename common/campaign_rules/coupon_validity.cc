#include "common/campaign_rules/coupon_validity.h"

#include <algorithm>

#include "absl/time/civil_time.h"
#include "common/campaign_rules/findings.h"

namespace fudai::campaign_rules {

Validity ValidityOf(const campaign::v1::CouponTemplate& terms, absl::Time given, absl::TimeZone zone) {
  const campaign::v1::CouponConditions& conditions = terms.conditions();
  Validity validity{.from = given};
  if (conditions.waiting_days() > 0)
    validity.from = absl::FromCivil(absl::ToCivilDay(given, zone) + conditions.waiting_days(), zone);
  validity.until = validity.from + terms.valid_days() * absl::Hours(24);
  if (conditions.has_not_before()) validity.from = std::max(validity.from, ToTime(conditions.not_before()));
  if (conditions.has_not_after()) validity.until = std::min(validity.until, ToTime(conditions.not_after()));
  return validity;
}

}  // namespace fudai::campaign_rules
