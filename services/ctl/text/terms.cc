#include "services/ctl/text/terms.h"

#include <array>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "fudai/campaign/v1/campaign.pb.h"
#include "fudai/campaign/v1/coupon_template.pb.h"
#include "services/ctl/text/field_text.h"
#include "services/ctl/text/times.h"

namespace fudai::text {
namespace {

using campaign::v1::Budget;
using campaign::v1::CouponConditions;
using campaign::v1::CouponTemplate;

constexpr std::array<const char*, 8> kDays = {"?", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr int kMinutesPerHour = 60;
constexpr int kDefaultStack = 2;

std::string CapText(int64_t fen) { return fen == 0 ? "no cap" : FormatFen(fen); }

std::string Benefit(const CouponTemplate& coupon) {
  switch (coupon.benefit_case()) {
    case CouponTemplate::kAmountOff:
      return absl::StrCat(FormatFen(coupon.amount_off().amount_fen()), " off");
    case CouponTemplate::kPercentOff:
      return absl::StrCat(coupon.percent_off().percent(), " % off");
    case CouponTemplate::kFixedPrice:
      return absl::StrCat("one item costs ", FormatFen(coupon.fixed_price().price_fen()));
    case CouponTemplate::kFreeItem:
      return "free item";
    case CouponTemplate::kBuyXGetY: {
      const auto& deal = coupon.buy_x_get_y();
      const std::string times = deal.max_times() <= 1 ? "once" : absl::StrCat("up to ", deal.max_times(), " times");
      return absl::StrCat("buy ", deal.buy(), " get ", deal.get(), ", ", times, " in an order");
    }
    case CouponTemplate::kFreeDelivery:
      return "free delivery";
    case CouponTemplate::BENEFIT_NOT_SET:
      break;
  }
  return absl::StrCat(FormatFen(coupon.value_fen()), " off");
}

std::string Clock(int minute) {
  return absl::StrFormat("%02d:%02d", minute / kMinutesPerHour, minute % kMinutesPerHour);
}

std::string Hours(const CouponConditions& conditions) {
  std::vector<std::string> stretches;
  for (const auto& hours : conditions.hours()) {
    std::vector<std::string> days;
    for (const int day : hours.days()) days.emplace_back(kDays[day > 0 && day < 8 ? day : 0]);
    stretches.push_back(
        absl::StrCat(absl::StrJoin(days, " "), " ", Clock(hours.start_minute()), "-", Clock(hours.end_minute())));
  }
  return absl::StrJoin(stretches, ", ");
}

std::string MomentText(bool present, const google::protobuf::Timestamp& moment, absl::TimeZone zone) {
  return present ? FormatMoment(ToTime(moment), zone) : "";
}

std::vector<Line> Conditions(const CouponConditions& conditions, absl::TimeZone zone) {
  const int waiting = conditions.waiting_days();
  return {
      {"order of at least", conditions.min_spend_fen() == 0 ? "" : FormatFen(conditions.min_spend_fen())},
      {"only skus", absl::StrJoin(conditions.skus(), ", ")},
      {"no skus", absl::StrJoin(conditions.excluded_skus(), ", ")},
      {"only categories", absl::StrJoin(conditions.categories(), ", ")},
      {"no categories", absl::StrJoin(conditions.excluded_categories(), ", ")},
      {"only shops", absl::StrJoin(conditions.shop_ids(), ", ")},
      {"only orders", conditions.first_order_only() ? "the user's first" : ""},
      {"only hours", Hours(conditions)},
      {"not before", MomentText(conditions.has_not_before(), conditions.not_before(), zone)},
      {"not from", MomentText(conditions.has_not_after(), conditions.not_after(), zone)},
      {"waits", waiting == 0 ? "" : absl::StrCat("until ", Counted(waiting, "midnight"), " after it was given")},
  };
}

std::string Limits(const campaign::v1::UseLimits& limits) {
  std::vector<std::string> parts;
  if (limits.max_uses_per_user() > 0) parts.push_back(absl::StrCat(limits.max_uses_per_user(), " by one user"));
  if (limits.max_uses_per_user_per_day() > 0)
    parts.push_back(absl::StrCat(limits.max_uses_per_user_per_day(), " by one user on one day"));
  return parts.empty() ? "no limit" : absl::StrJoin(parts, ", ");
}

std::string Stack(const campaign::v1::Stacking& stacking) {
  const std::string rank = absl::StrCat(", rank ", stacking.rank());
  if (stacking.group().empty()) return absl::StrCat("alone in its order", rank);
  return absl::StrCat("with others of group ", stacking.group(), ", at most ",
                      stacking.max_coupons() == 0 ? kDefaultStack : stacking.max_coupons(), " in an order", rank);
}

// The benefit with what it takes off at most, unless that is what it says.
std::string CappedBenefit(const CouponTemplate& coupon) {
  const std::string benefit = Benefit(coupon);
  const std::string most = absl::StrCat(FormatFen(coupon.value_fen()), " off");
  return benefit == most ? benefit : absl::StrCat(benefit, ", at most ", most);
}

std::vector<Line> CouponTerms(const CouponTemplate& coupon, absl::TimeZone zone) {
  const bool forfeits = coupon.return_policy() == campaign::v1::RETURN_POLICY_FORFEIT;
  std::vector<Line> lines = {
      {"template id", coupon.template_id()},
      {"display name", coupon.display_name()},
      {"benefit", CappedBenefit(coupon)},
      {"valid for", Counted(coupon.valid_days(), "day")},
  };
  const std::vector<Line> conditions = Conditions(coupon.conditions(), zone);
  lines.insert(lines.end(), conditions.begin(), conditions.end());
  lines.emplace_back("uses", Limits(coupon.limits()));
  lines.emplace_back("stacks", Stack(coupon.stacking()));
  lines.emplace_back("after a full refund", forfeits ? "stays used" : "goes back to its owner");
  if (coupon.budget_fen() != 0) lines.emplace_back("budget", FormatFen(coupon.budget_fen()));
  return lines;
}

}  // namespace

std::optional<std::vector<Line>> Terms(const google::protobuf::Message& message, absl::TimeZone zone) {
  if (const auto* coupon = google::protobuf::DynamicCastToGenerated<CouponTemplate>(&message))
    return CouponTerms(*coupon, zone);
  if (const auto* budget = google::protobuf::DynamicCastToGenerated<Budget>(&message))
    return std::vector<Line>{{"total", CapText(budget->total_fen())}, {"daily", CapText(budget->daily_fen())}};
  return std::nullopt;
}

bool HasTerms(const google::protobuf::Descriptor& type) {
  return &type == CouponTemplate::descriptor() || &type == Budget::descriptor();
}

}  // namespace fudai::text
