#include "common/budget/purses.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace fudai::budget {
namespace {

constexpr absl::string_view kCampaignPurse = "c";
constexpr absl::string_view kDayPrefix = "d:";
constexpr absl::string_view kTemplatePrefix = "t:";

std::optional<int64_t> Cap(int64_t fen) { return fen > 0 ? std::optional(fen) : std::nullopt; }

}  // namespace

std::string CampaignPurse(const campaign::v1::CampaignSpec& spec) {
  return std::string(spec.budget().total_fen() > 0 ? kCampaignPurse : "");
}

std::string TemplatePurse(const campaign::v1::CouponTemplate& coupon_template) {
  if (coupon_template.budget_fen() == 0) return "";
  return absl::StrCat(kTemplatePrefix, coupon_template.template_id());
}

std::string SharedPurses(const campaign::v1::CampaignSpec& spec, int32_t day) {
  std::string purses = CampaignPurse(spec);
  if (spec.budget().daily_fen() > 0) absl::StrAppend(&purses, purses.empty() ? "" : " ", kDayPrefix, day);
  return purses;
}

std::optional<int64_t> LimitOf(const campaign::v1::CampaignSpec& spec, const std::string& purse) {
  if (purse == kCampaignPurse) return Cap(spec.budget().total_fen());
  if (absl::StartsWith(purse, kDayPrefix)) return Cap(spec.budget().daily_fen());
  for (const campaign::v1::CouponTemplate& coupon_template : spec.templates()) {
    if (TemplatePurse(coupon_template) == purse) return Cap(coupon_template.budget_fen());
  }
  return std::nullopt;
}

int32_t DayOf(int64_t now_ms, absl::TimeZone zone) {
  return static_cast<int32_t>(absl::ToCivilDay(absl::FromUnixMillis(now_ms), zone) - absl::CivilDay());
}

}  // namespace fudai::budget
