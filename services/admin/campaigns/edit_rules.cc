#include "services/admin/campaigns/edit_rules.h"

#include <google/protobuf/timestamp.pb.h>

#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/campaign_rules/finding_kinds.h"

namespace fudai::campaigns {
namespace {

using campaign::v1::CampaignSpec;
using campaign::v1::CouponTemplate;
using campaign_rules::Finding;
using campaign_rules::FindingKind;
using campaign_rules::Params;
using campaign_rules::Severity;
using enum campaign_rules::FindingKind;

class EditFindings {
 public:
  void Add(std::string field, FindingKind kind, const Params& params) {
    findings_.push_back(campaign_rules::MakeFinding(Severity::kError, std::move(field), kind, params));
  }

  // A cap, 0 for none.
  void CheckCap(std::string field, int64_t before, int64_t after) {
    if (after == before || after == 0 || (before > 0 && after > before)) return;
    if (before == 0) return Add(std::move(field), kCapAdded, {{"value_fen", after}});
    Add(std::move(field), kCapLowered, {{"value_fen", after}, {"published_fen", before}});
  }

  std::vector<Finding> Take() { return std::move(findings_); }

 private:
  std::vector<Finding> findings_;
};

// Of any moment that somebody may have written, also one that no calendar has.
absl::Time ToTime(const google::protobuf::Timestamp& moment) {
  return absl::FromUnixSeconds(moment.seconds()) + absl::Nanoseconds(moment.nanos());
}

void CheckTimes(const CampaignSpec& published, const CampaignSpec& edited, absl::Time now, EditFindings* findings) {
  if (edited.time_zone() != published.time_zone()) {
    findings->Add("time_zone", kTimeZoneChanged, {{"value", edited.time_zone()}, {"published", published.time_zone()}});
  }
  const absl::Time start = ToTime(published.start_time());
  const absl::Time edited_start = ToTime(edited.start_time());
  if (now >= start && edited_start != start)
    findings->Add("start_time", kStartChanged, {{"value_time", edited_start}, {"published_time", start}});
  const absl::Time end = ToTime(edited.end_time());
  if (now >= end) findings->Add("end_time", kEndNotAhead, {{"value_time", end}});
}

void CheckTemplates(const CampaignSpec& published, const CampaignSpec& edited, EditFindings* findings) {
  absl::flat_hash_map<absl::string_view, int> places;
  for (int i = 0; i < edited.templates_size(); ++i) places.emplace(edited.templates(i).template_id(), i);
  for (const CouponTemplate& before : published.templates()) {
    const auto place = places.find(before.template_id());
    if (place == places.end()) {
      findings->Add("templates", kTemplateLeftOut, {{"value", before.template_id()}, {"name", before.display_name()}});
      continue;
    }
    const int i = place->second;
    findings->CheckCap(absl::StrCat("templates[", i, "].budget_fen"), before.budget_fen(),
                       edited.templates(i).budget_fen());
  }
}

}  // namespace

std::vector<Finding> CheckEdit(const CampaignSpec& published, const CampaignSpec& edited, absl::Time now) {
  EditFindings findings;
  CheckTimes(published, edited, now, &findings);
  CheckTemplates(published, edited, &findings);
  const int64_t drops = edited.growth().drops_per_cup();
  const int64_t published_drops = published.growth().drops_per_cup();
  if (drops != published_drops)
    findings.Add("growth.drops_per_cup", kDropsPerCupChanged, {{"value", drops}, {"published", published_drops}});
  if (edited.holdout_permille() != published.holdout_permille()) {
    findings.Add("holdout_permille", kHoldoutChanged,
                 {{"value_permille", edited.holdout_permille()}, {"published_permille", published.holdout_permille()}});
  }
  findings.CheckCap("budget.total_fen", published.budget().total_fen(), edited.budget().total_fen());
  findings.CheckCap("budget.daily_fen", published.budget().daily_fen(), edited.budget().daily_fen());
  return findings.Take();
}

}  // namespace fudai::campaigns
