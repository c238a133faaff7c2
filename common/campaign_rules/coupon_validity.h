#pragma once

#include "absl/time/time.h"
#include "fudai/campaign/v1/coupon_template.pb.h"

namespace fudai::campaign_rules {

// When a coupon can be used; the end is excluded. Empty (from >= until) where the template's conditions leave it no
// time.
struct Validity {
  absl::Time from;
  absl::Time until;
};

// The validity of a coupon of the template, given at `given`: its days begin when it was given or, after waiting days,
// at a midnight of the campaign's zone; not_before and not_after cut them. The later `given` is, the later (or the
// same) `until` is. A pure function.
Validity ValidityOf(const campaign::v1::CouponTemplate& terms, absl::Time given, absl::TimeZone zone);

}  // namespace fudai::campaign_rules
