#include "common/campaign_rules/campaign_rules.h"

#include <google/protobuf/timestamp.pb.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "common/campaign_rules/bounds.h"
#include "common/campaign_rules/findings.h"

namespace fudai::campaign_rules {
namespace {

using campaign::v1::CampaignSpec;
using google::protobuf::Timestamp;

constexpr absl::Duration kDay = absl::Hours(24);

bool CheckMoment(absl::string_view field, bool present, const Timestamp& timestamp, Findings* findings) {
  if (present) return findings->CheckMoment(std::string(field), timestamp);
  findings->Error(std::string(field), "is missing; it should be a moment such as \"2026-03-01T00:00:00+08:00\"");
  return false;
}

void CheckIsNotOver(absl::Time end, absl::Time now, Findings* findings) {
  if (now < end) return;
  findings->Warning("end_time",
                    absl::StrCat("is ", FormatMoment(end),
                                 ", and has passed, so that no order paid from now on earns a bag; it should "
                                 "be after now, which is ",
                                 FormatMoment(absl::FromUnixMillis(absl::ToUnixMillis(now)))));
}

// Returns the window's length, or zero where it has none.
absl::Duration CheckWindow(const CampaignSpec& spec, absl::Time now, Findings* findings) {
  const bool start_is_right = CheckMoment("start_time", spec.has_start_time(), spec.start_time(), findings);
  const bool end_is_right = CheckMoment("end_time", spec.has_end_time(), spec.end_time(), findings);
  if (!start_is_right || !end_is_right) return absl::ZeroDuration();
  const absl::Duration window = ToTime(spec.end_time()) - ToTime(spec.start_time());
  if (window > absl::ZeroDuration()) {
    CheckIsNotOver(ToTime(spec.end_time()), now, findings);
    return window;
  }
  findings->Error("end_time",
                  absl::StrCat("is ", FormatMoment(ToTime(spec.end_time())),
                               "; it should be after start_time, which is ", FormatMoment(ToTime(spec.start_time()))));
  return absl::ZeroDuration();
}

void CheckTimeZone(const CampaignSpec& spec, Findings* findings) {
  absl::TimeZone zone;
  if (!spec.time_zone().empty() && absl::LoadTimeZone(spec.time_zone(), &zone)) return;
  findings->Error("time_zone", absl::StrCat("is ", Quote(spec.time_zone()),
                                            "; it should be the IANA name of a time zone, such as \"Asia/Shanghai\""));
}

void CheckTrigger(const CampaignSpec& spec, Findings* findings) {
  findings->CheckRange("trigger.min_amount_fen", spec.trigger().min_amount_fen(), 0, kMaxAmountFen);
  findings->CheckIds("trigger.shop_ids", spec.trigger().shop_ids());
}

void CheckBagLife(const CampaignSpec& spec, absl::Duration window, Findings* findings) {
  findings->CheckDuration("bag_life", spec.bag_life(), absl::Minutes(1), 365 * kDay);
  const absl::Duration life = ToDuration(spec.bag_life());
  if (window == absl::ZeroDuration() || life <= window) return;
  findings->Warning("bag_life", absl::StrCat("is ", absl::FormatDuration(life), ", longer than the whole window of ",
                                             absl::FormatDuration(window),
                                             "; it should be at most that, since bags end with the campaign"));
}

}  // namespace

std::vector<Finding> Validate(const CampaignSpec& spec, absl::Time now) {
  Findings findings;
  findings.CheckDisplayName("display_name", spec.display_name());
  const absl::Duration window = CheckWindow(spec, now, &findings);
  CheckTimeZone(spec, &findings);
  CheckTrigger(spec, &findings);
  CheckTemplates(spec, &findings);
  CheckRecipe(spec, &findings);
  CheckBagLife(spec, window, &findings);
  CheckGrowth(spec, &findings);
  CheckBudget(spec, &findings);
  CheckCompliance(spec, &findings);
  return findings.Take();
}

std::vector<Finding> ValidateCampaignId(absl::string_view campaign_id) {
  const bool right = IsShortName(campaign_id) && absl::ascii_islower(campaign_id[0]);
  if (right) return {};
  return {
      {Severity::kError, "campaign_id",
       absl::StrCat("is ", Quote(campaign_id), "; it should be 1 to 24 of a-z, 0-9 and \"-\", beginning with a letter"),
       ""}};
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

}  // namespace fudai::campaign_rules
