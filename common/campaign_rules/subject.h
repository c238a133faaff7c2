// What the checks of one template look at. Private to this room.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "common/campaign_rules/findings.h"

namespace fudai::campaign_rules {

// One template, and where it stands.
struct Subject {
  const campaign::v1::CampaignSpec& spec;
  const campaign::v1::CouponTemplate& terms;
  int index = 0;
  Findings* findings = nullptr;

  std::string Path(absl::string_view member) const { return Element("templates", index, member); }
};

}  // namespace fudai::campaign_rules
