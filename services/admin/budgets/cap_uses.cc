#include "services/admin/budgets/cap_uses.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "common/budget/conservation.h"
#include "common/budget/purses.h"
#include "common/status/macros.h"
#include "services/admin/budgets/burn.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/campaigns/version_store.h"
#include "services/admin/time_range/time_range.h"

namespace fudai::budgets {
namespace {

using admin::v1::CapUse;
using admin::v1::GetBudgetResponse;
using campaign::v1::CampaignSpec;
using google::protobuf::util::TimeUtil;

// A cap, and what it takes to estimate its exhaustion.
struct Cap {
  std::string purse;
  int64_t limit_fen = 0;
  // Of the coupons that it caps, in fen.
  int64_t least_value_fen = 0;
  Spender spender;
  absl::Time until;
};

// A campaign at a moment.
struct Moment {
  std::string campaign_id;
  CampaignSpec spec;
  absl::TimeZone zone;
  // When coupons are given for the last time: `now` itself, unless the campaign is active.
  absl::Time end;
  absl::Time now;
};

absl::StatusOr<Moment> MomentOf(soci::session& sql, const admin::v1::Campaign& campaign, absl::Time now) {
  Moment moment{.campaign_id = campaign.campaign_id(), .end = now, .now = now};
  ASSIGN_OR_RETURN(moment.spec, SpecInEffect(sql, campaign));
  absl::LoadTimeZone(moment.spec.time_zone(), &moment.zone);
  if (campaign.state() == admin::v1::CAMPAIGN_STATE_ACTIVE) moment.end = time_range::ToTime(moment.spec.end_time());
  return moment;
}

// Of the coupons of one template, or of all if it is empty.
int64_t LeastValue(const CampaignSpec& spec, const std::string& template_id) {
  int64_t least_fen = std::numeric_limits<int64_t>::max();
  for (const campaign::v1::CouponTemplate& each : spec.templates()) {
    if (template_id.empty() || each.template_id() == template_id) least_fen = std::min(least_fen, each.value_fen());
  }
  return least_fen;
}

std::vector<Cap> CapsOf(const Moment& moment) {
  const CampaignSpec& spec = moment.spec;
  const absl::Time end_of_day = absl::FromCivil(absl::ToCivilDay(moment.now, moment.zone) + 1, moment.zone);
  std::vector<Cap> caps;
  const auto add = [&](const std::string& purse, const std::string& template_id, absl::Time until) {
    const Spender spender{moment.campaign_id, template_id, time_range::ToTime(spec.start_time())};
    caps.push_back({purse, budget::LimitOf(spec, purse).value_or(0), LeastValue(spec, template_id), spender,
                    std::min(until, moment.end)});
  };
  const int32_t today = budget::DayOf(absl::ToUnixMillis(moment.now), moment.zone);
  for (const absl::string_view word : absl::StrSplit(budget::SharedPurses(spec, today), ' ', absl::SkipEmpty()))
    add(std::string(word), "", word == budget::CampaignPurse(spec) ? moment.end : end_of_day);
  for (const campaign::v1::CouponTemplate& each : spec.templates()) {
    const std::string purse = budget::TemplatePurse(each);
    if (!purse.empty()) add(purse, each.template_id(), moment.end);
  }
  return caps;
}

// A cap from which something has been lent has books.
CapUse UseOf(const Cap& cap, const std::map<std::string, budget::Books>& books) {
  CapUse use;
  use.set_cap(CapName(cap.purse));
  use.set_limit_fen(cap.limit_fen);
  if (const auto found = books.find(cap.purse); found != books.end()) {
    const budget::Conservation law = budget::Check(found->second);
    use.set_given_fen(law.issued_fen);
    use.set_returned_fen(law.returned_fen);
  }
  use.set_left_fen(use.limit_fen() - use.given_fen() + use.returned_fen());
  use.set_exhausted(use.left_fen() < cap.least_value_fen);
  return use;
}

bool IsOfADay(const Cap& cap) { return absl::StartsWith(cap.purse, "d:"); }

std::optional<DailyCap> DailyCapOf(const Moment& moment, const std::vector<Cap>& caps,
                                   const std::map<std::string, budget::Books>& books) {
  const auto of_today = std::find_if(caps.begin(), caps.end(), IsOfADay);
  if (of_today == caps.end()) return std::nullopt;
  const CapUse use = UseOf(*of_today, books);
  return DailyCap{use.exhausted() ? 0 : use.left_fen(), of_today->limit_fen, moment.zone};
}

void AddRates(const Cap& cap, const Burn& burn, const std::optional<DailyCap>& daily, absl::Time now, CapUse* use) {
  use->set_last_hour_fen_per_hour(std::llround(burn.last_hour.fen_per_hour()));
  use->set_last_day_fen_per_hour(std::llround(burn.last_day.fen_per_hour()));
  if (use->exhausted()) return;
  const auto exhaustion = EstimateExhaustion({use->left_fen(), cap.until, daily}, burn, now);
  if (exhaustion) *use->mutable_exhaustion() = *exhaustion;
}

}  // namespace

std::string CapName(absl::string_view purse) {
  if (absl::ConsumePrefix(&purse, "t:")) return absl::StrCat("template ", purse);
  int64_t day = 0;
  if (absl::ConsumePrefix(&purse, "d:") && absl::SimpleAtoi(purse, &day))
    return absl::StrCat("day ", absl::FormatCivilTime(absl::CivilDay() + day));
  return "campaign";
}

absl::StatusOr<admin::v1::Campaign> FindBudgeted(soci::session& sql, const std::string& campaign_id, absl::Time now) {
  ASSIGN_OR_RETURN(const campaigns::StoredCampaign stored, campaigns::FindCampaign(sql, campaign_id));
  admin::v1::Campaign campaign = campaigns::Show(stored, now);
  if (campaign.state() != admin::v1::CAMPAIGN_STATE_ARCHIVED) return campaign;
  return absl::FailedPreconditionError(absl::StrCat(
      "campaign \"", campaign_id, "\" is archived, and its budget has left the store; its summary has what it gave"));
}

absl::StatusOr<CampaignSpec> SpecInEffect(soci::session& sql, const admin::v1::Campaign& campaign) {
  if (campaign.published_version() == 0) return campaign.spec();
  ASSIGN_OR_RETURN(const auto version,
                   campaigns::FindVersion(sql, campaign.campaign_id(), campaign.published_version()));
  return version.spec();
}

absl::StatusOr<GetBudgetResponse> ReadBudget(soci::session& sql, const std::string& campaign_id,
                                             const std::map<std::string, budget::Books>& books, absl::Time now) {
  ASSIGN_OR_RETURN(const admin::v1::Campaign campaign, FindBudgeted(sql, campaign_id, now));
  ASSIGN_OR_RETURN(const Moment moment, MomentOf(sql, campaign, now));
  GetBudgetResponse response;
  *response.mutable_as_of_time() = TimeUtil::MillisecondsToTimestamp(absl::ToUnixMillis(now));
  response.set_time_zone(moment.spec.time_zone());
  const std::vector<Cap> caps = CapsOf(moment);
  const std::optional<DailyCap> daily = DailyCapOf(moment, caps, books);
  for (const Cap& cap : caps) {
    CapUse use = UseOf(cap, books);
    AddRates(cap, ReadBurn(sql, cap.spender, now), IsOfADay(cap) ? std::nullopt : daily, now, &use);
    *response.add_caps() = std::move(use);
  }
  return response;
}

}  // namespace fudai::budgets
