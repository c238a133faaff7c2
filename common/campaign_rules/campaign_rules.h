// What makes a campaign valid: the bounds that campaign.proto states, what they imply for each other, and what WeChat's
// rules forbid (docs/wechat.md).
//
//   std::vector<Finding> findings = Validate(spec, now);
//   if (HasErrors(findings)) return absl::InvalidArgumentError(DescribeErrors(findings));
//
// Pure functions of the spec and the moment at which it is checked.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "fudai/campaign/v1/campaign.pb.h"

namespace fudai::campaign_rules {

// An error keeps a campaign from being stored or published; a warning says that something is probably not meant.
enum class Severity { kError, kWarning };

// One remark of the validator.
struct Finding {
  Severity severity = Severity::kError;
  // Path of the field, such as "growth.steps[2].min_helpers".
  std::string field;
  // What is wrong, with which value, and what would be right.
  std::string message;
  // The rule of docs/wechat.md that it breaks, such as "wechat.random-gain"; empty for Fudai's own.
  std::string rule;
  // What kind of finding it is, such as "unknown_template"; stable (docs/findings.md).
  std::string code;
  // The values that the message names.
  std::map<std::string, std::string> params;
};

// Checks a spec that is to be stored at the moment `now`. Errors come first, otherwise in the order of the fields; they
// are the same at every moment. What would be an error only for a publication at `now` is a warning, and comes last.
std::vector<Finding> Validate(const campaign::v1::CampaignSpec& spec, absl::Time now);

// Checks a spec that is to be in effect from the moment `now` on: what it says of the past counts no more, so that
// there are errors for an end that has passed and for coupons that could be used only before.
std::vector<Finding> ValidateForPublication(const campaign::v1::CampaignSpec& spec, absl::Time now);

// Checks a campaign's identifier: 1 to 24 of a-z, 0-9 and "-", beginning with a letter. No finding if it is right.
std::vector<Finding> ValidateCampaignId(absl::string_view campaign_id);

bool HasErrors(const std::vector<Finding>& findings);

// All findings as lines "field: message", with the rule in brackets where there is one.
std::string Describe(const std::vector<Finding>& findings);
// The errors among them, likewise.
std::string DescribeErrors(std::vector<Finding> findings);

}  // namespace fudai::campaign_rules
