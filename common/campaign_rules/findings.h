// How the checks of a campaign's parts report, and the checks that they share. Private to this room.
#pragma once

#include <google/protobuf/duration.pb.h>
#include <google/protobuf/repeated_field.h>
#include <google/protobuf/timestamp.pb.h>

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/campaign_rules/campaign_rules.h"
#include "common/campaign_rules/finding_kinds.h"

namespace fudai::campaign_rules {

// Gathers findings.
class Findings {
 public:
  void Error(std::string field, FindingKind kind, const Params& params = {});
  void Warning(std::string field, FindingKind kind, const Params& params = {});
  // An error that is a warning here.
  void Soften(Finding error);
  // An error against a rule of docs/wechat.md.
  void Violation(absl::string_view rule, std::string field, FindingKind kind, const Params& params = {});

  // An error unless min <= value <= max.
  void CheckRange(std::string field, int64_t value, int64_t min, int64_t max);
  // An error unless the name has 1 to 60 characters, none of them a control character.
  void CheckDisplayName(std::string field, absl::string_view name);
  // An error unless it lies within min and max.
  void CheckDuration(std::string field, const google::protobuf::Duration& duration, absl::Duration min,
                     absl::Duration max);

  // An error unless it lies in the years in which a campaign can lie; false then.
  bool CheckMoment(std::string field, const google::protobuf::Timestamp& moment);
  // An error for each id that is not 1 to 64 printable ASCII characters without spaces, a warning for each that was
  // there before.
  void CheckIds(const std::string& field, const google::protobuf::RepeatedPtrField<std::string>& ids);
  // An error unless it has at most that many entries.
  void CheckSize(std::string field, int size, int most);

  // True if there is an error of this very field.
  bool HasError(absl::string_view field) const;

  // Everything found, errors first.
  std::vector<Finding> Take();

 private:
  std::vector<Finding> errors_;
  std::vector<Finding> warnings_;
};

absl::Duration ToDuration(const google::protobuf::Duration& duration);
absl::Time ToTime(const google::protobuf::Timestamp& timestamp);

// 1 to 24 of a-z, 0-9 and "-".
bool IsShortName(absl::string_view name);

// "name[index].member".
std::string Element(absl::string_view name, int index, absl::string_view member);

// The parts of a campaign.
void CheckGrowth(const campaign::v1::CampaignSpec& spec, Findings* findings);
void CheckTemplates(const campaign::v1::CampaignSpec& spec, Findings* findings);
void CheckRecipe(const campaign::v1::CampaignSpec& spec, Findings* findings);
// What the template at `index` says of the use of its coupons.
void CheckUse(const campaign::v1::CampaignSpec& spec, int index, Findings* findings);
// When the coupons of the template at `index` can be used, and whether they ever can.
void CheckTimeOfUse(const campaign::v1::CampaignSpec& spec, int index, Findings* findings);
void CheckBudget(const campaign::v1::CampaignSpec& spec, Findings* findings);
void CheckCompliance(const campaign::v1::CampaignSpec& spec, Findings* findings);

// True if one of the campaign's templates has this id.
bool HasTemplate(const campaign::v1::CampaignSpec& spec, absl::string_view template_id);

}  // namespace fudai::campaign_rules
