#include "services/admin/campaigns/edit_rules.h"

#include <google/protobuf/util/time_util.h>

#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace fudai::campaigns {
namespace {

using campaign::v1::CampaignSpec;
using campaign::v1::CouponTemplate;
using campaign_rules::Finding;
using campaign_rules::Severity;
using google::protobuf::util::TimeUtil;

class EditFindings {
 public:
  void Add(std::string field, std::string message) {
    findings_.push_back({Severity::kError, std::move(field), std::move(message), ""});
  }

  // A cap, 0 for none.
  void CheckCap(std::string field, int64_t before, int64_t after) {
    if (after == before || after == 0 || (before > 0 && after > before)) return;
    if (before == 0) {
      return Add(std::move(field), absl::StrCat("is ", after,
                                                "; it should stay 0: what was given without a cap was not "
                                                "counted towards one"));
    }
    Add(std::move(field),
        absl::StrCat("is ", after, "; it should be ", before,
                     " or more, or 0 for no cap: what was "
                     "lent to the partitions cannot be taken back; pause or end the campaign instead"));
  }

  std::vector<Finding> Take() { return std::move(findings_); }

 private:
  std::vector<Finding> findings_;
};

std::string Quoted(absl::string_view value) { return absl::StrCat("\"", value, "\""); }

absl::Time ToTime(const google::protobuf::Timestamp& moment) {
  return absl::FromUnixMillis(TimeUtil::TimestampToMilliseconds(moment));
}

void CheckTimes(const CampaignSpec& published, const CampaignSpec& edited, absl::Time now, EditFindings* findings) {
  if (edited.time_zone() != published.time_zone()) {
    findings->Add("time_zone", absl::StrCat("is ", Quoted(edited.time_zone()), "; it should stay ",
                                            Quoted(published.time_zone()), " once the campaign has been published"));
  }
  const absl::Time start = ToTime(published.start_time());
  if (now >= start && ToTime(edited.start_time()) != start) {
    findings->Add("start_time", absl::StrCat("is ", TimeUtil::ToString(edited.start_time()), "; it should stay ",
                                             TimeUtil::ToString(published.start_time()), ", which has come"));
  }
  if (now >= ToTime(edited.end_time())) {
    findings->Add("end_time", absl::StrCat("is ", TimeUtil::ToString(edited.end_time()),
                                           ", which has passed; it should lie ahead: to stop the campaign, end it"));
  }
}

void CheckTemplates(const CampaignSpec& published, const CampaignSpec& edited, EditFindings* findings) {
  absl::flat_hash_map<absl::string_view, const CouponTemplate*> by_id;
  for (const CouponTemplate& terms : edited.templates()) by_id[terms.template_id()] = &terms;
  for (const CouponTemplate& before : published.templates()) {
    const std::string field = absl::StrCat("templates[", Quoted(before.template_id()), "]");
    const auto after = by_id.find(before.template_id());
    if (after == by_id.end()) {
      findings->Add(field,
                    "is left out; it should stay, since bags and coupons of it are out: leave it out of the "
                    "recipe instead");
    } else {
      findings->CheckCap(field + ".budget_fen", before.budget_fen(), after->second->budget_fen());
    }
  }
}

}  // namespace

std::vector<Finding> CheckEdit(const CampaignSpec& published, const CampaignSpec& edited, absl::Time now) {
  EditFindings findings;
  CheckTimes(published, edited, now, &findings);
  CheckTemplates(published, edited, &findings);
  const int64_t drops = published.growth().drops_per_cup();
  if (edited.growth().drops_per_cup() != drops) {
    findings.Add("growth.drops_per_cup", absl::StrCat("is ", edited.growth().drops_per_cup(), "; it should stay ",
                                                      drops, ", by which cups are filling already"));
  }
  if (edited.holdout_permille() != published.holdout_permille()) {
    findings.Add("holdout_permille",
                 absl::StrCat("is ", edited.holdout_permille(), "; it should stay ", published.holdout_permille(),
                              ", by which customers are compared already"));
  }
  findings.CheckCap("budget.total_fen", published.budget().total_fen(), edited.budget().total_fen());
  findings.CheckCap("budget.daily_fen", published.budget().daily_fen(), edited.budget().daily_fen());
  return findings.Take();
}

}  // namespace fudai::campaigns
