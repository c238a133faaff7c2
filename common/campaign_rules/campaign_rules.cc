#include "common/campaign_rules/campaign_rules.h"

#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/util/time_util.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "common/campaign_rules/bounds.h"
#include "common/campaign_rules/findings.h"

namespace fudai::campaign_rules {
namespace {

using enum FindingKind;
using campaign::v1::CampaignSpec;
using campaign::v1::RecipeEntry;
using google::protobuf::Timestamp;
using google::protobuf::util::TimeUtil;

constexpr absl::Duration kDay = absl::Hours(24);

bool CheckMoment(absl::string_view field, bool present, const Timestamp& timestamp, Findings* findings) {
  if (present) return findings->CheckMoment(std::string(field), timestamp);
  findings->Error(std::string(field), kMissingMoment);
  return false;
}

// Returns the window's length, or zero where it has none.
absl::Duration CheckWindow(const CampaignSpec& spec, Findings* findings) {
  const bool start_is_right = CheckMoment("start_time", spec.has_start_time(), spec.start_time(), findings);
  const bool end_is_right = CheckMoment("end_time", spec.has_end_time(), spec.end_time(), findings);
  if (!start_is_right || !end_is_right) return absl::ZeroDuration();
  const absl::Duration window = ToTime(spec.end_time()) - ToTime(spec.start_time());
  if (window > absl::ZeroDuration()) return window;
  findings->Error("end_time", kEndBeforeStart,
                  {{"value_time", ToTime(spec.end_time())}, {"start_time", ToTime(spec.start_time())}});
  return absl::ZeroDuration();
}

void CheckTimeZone(const CampaignSpec& spec, Findings* findings) {
  absl::TimeZone zone;
  if (!spec.time_zone().empty() && absl::LoadTimeZone(spec.time_zone(), &zone)) return;
  findings->Error("time_zone", kUnknownTimeZone, {{"value", spec.time_zone()}});
}

void CheckTrigger(const CampaignSpec& spec, Findings* findings) {
  findings->CheckRange("trigger.min_amount_fen", spec.trigger().min_amount_fen(), 0, kMaxAmountFen);
  findings->CheckIds("trigger.shop_ids", spec.trigger().shop_ids());
}

void CheckBagLife(const CampaignSpec& spec, absl::Duration window, Findings* findings) {
  findings->CheckDuration("bag_life", spec.bag_life(), absl::Minutes(1), 365 * kDay);
  const absl::Duration life = ToDuration(spec.bag_life());
  if (window == absl::ZeroDuration() || life <= window) return;
  findings->Warning("bag_life", kLifeBeyondWindow, {{"value_duration", life}, {"window_duration", window}});
}

// What no moment changes.
void CheckSpec(const CampaignSpec& spec, Findings* findings) {
  findings->CheckDisplayName("display_name", spec.display_name());
  const absl::Duration window = CheckWindow(spec, findings);
  CheckTimeZone(spec, findings);
  CheckTrigger(spec, findings);
  CheckTemplates(spec, findings);
  CheckRecipe(spec, findings);
  CheckBagLife(spec, window, findings);
  CheckGrowth(spec, findings);
  CheckBudget(spec, findings);
  findings->CheckRange("holdout_permille", spec.holdout_permille(), 0, kMaxHoldoutPermille);
  CheckCompliance(spec, findings);
}

void SayItIsOver(absl::Time end, absl::Time now, Findings* findings) {
  findings->Error("end_time", kEndPassed,
                  {{"value_time", end}, {"now_time", absl::FromUnixMillis(absl::ToUnixMillis(now))}});
}

bool IsGiven(const CampaignSpec& spec, absl::string_view template_id) {
  return template_id == spec.growth().free_coffee_template_id() ||
         std::any_of(spec.recipe().begin(), spec.recipe().end(),
                     [&](const RecipeEntry& entry) { return entry.template_id() == template_id; });
}

// The campaign as if it began now, where it has begun; a template that it does not give is in nobody's way.
CampaignSpec RestOf(const CampaignSpec& spec, absl::Time now) {
  CampaignSpec rest = spec;
  if (ToTime(spec.start_time()) < now)
    *rest.mutable_start_time() = TimeUtil::MillisecondsToTimestamp(absl::ToUnixMillis(now));
  for (auto& terms : *rest.mutable_templates()) {
    if (!IsGiven(spec, terms.template_id())) terms.clear_conditions();
  }
  return rest;
}

}  // namespace

std::vector<Finding> Validate(const CampaignSpec& spec, absl::Time now) {
  Findings findings;
  CheckSpec(spec, &findings);
  for (const Finding& finding : ValidateForPublication(spec, now)) {
    if (finding.severity == Severity::kError && !findings.HasError(finding.field)) findings.Soften(finding);
  }
  return findings.Take();
}

std::vector<Finding> ValidateForPublication(const CampaignSpec& spec, absl::Time now) {
  Findings findings;
  const bool over = ToTime(spec.end_time()) <= now;
  if (over) SayItIsOver(ToTime(spec.end_time()), now, &findings);
  CheckSpec(over ? spec : RestOf(spec, now), &findings);
  return findings.Take();
}

std::vector<Finding> ValidateCampaignId(absl::string_view campaign_id) {
  const bool right = IsShortName(campaign_id) && absl::ascii_islower(campaign_id[0]);
  if (right) return {};
  return {MakeFinding(Severity::kError, "campaign_id", kBadCampaignId, {{"value", campaign_id}})};
}

bool HasErrors(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(), [](const Finding& f) { return f.severity == Severity::kError; });
}

std::string Describe(const std::vector<Finding>& findings) {
  return absl::StrJoin(findings, "\n", [](std::string* out, const Finding& finding) {
    absl::StrAppend(out, finding.field, ": ", finding.message);
    if (!finding.rule.empty()) absl::StrAppend(out, " [", finding.rule, "]");
  });
}

std::string DescribeErrors(std::vector<Finding> findings) {
  const auto is_warning = [](const Finding& finding) { return finding.severity == Severity::kWarning; };
  findings.erase(std::remove_if(findings.begin(), findings.end(), is_warning), findings.end());
  return Describe(findings);
}

}  // namespace fudai::campaign_rules
