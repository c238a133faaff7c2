#include "services/admin/campaigns/cost_estimate.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>

#include "absl/numeric/int128.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/campaign_rules/bag_cost.h"
#include "common/status/macros.h"

namespace fudai::campaigns {
namespace {

using absl::int128;
using admin::v1::CampaignCost;
using campaign::v1::CampaignSpec;
using campaign::v1::GrowthRules;
using google::protobuf::util::TimeUtil;

constexpr int64_t kWhole = 10'000;  // basis points
constexpr int64_t kPermille = 1000;
constexpr int64_t kMaxOrdersPerBuyer = 100;
constexpr int64_t kMaxOrdersPerDay = 10'000'000;
constexpr int kDaysPerYear = 366;
constexpr absl::Duration kMoment = absl::Milliseconds(1);

// A basis point of a basis point of a drop: shares of new friends and of opens are whole numbers of them.
constexpr int64_t kUnitsPerDrop = kWhole * kWhole;

absl::Status CheckRange(absl::string_view field, int64_t value, int64_t min, int64_t max) {
  if (value >= min && value <= max) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(field, " is ", value, "; it should be ", min, " to ", max));
}

int64_t StepDrops(const GrowthRules& growth, int64_t helpers) {
  int64_t drops = 0;
  for (const auto& step : growth.steps()) {
    if (helpers >= step.min_helpers()) drops = step.drops();
  }
  return drops;
}

// What the opens of all of a buyer's bags fill, in units of drops: full cups, and what is in the last one.
int128 ExpectedFill(const CampaignSpec& spec, const Assumptions& assumptions) {
  const GrowthRules& growth = spec.growth();
  const bool discard = growth.carry_over() == campaign::v1::CARRY_OVER_DISCARD;
  const int128 cup = int128{growth.drops_per_cup()} * kUnitsPerDrop;
  const int64_t extra = int64_t{growth.new_friend_extra_drops()} * assumptions.new_friend_rate_bp;
  int128 full = 0;
  int128 begun = 0;
  int64_t left = campaign_rules::BagSize(spec) * assumptions.orders_per_buyer * assumptions.open_rate_bp;
  for (int64_t helpers = 0; left > 0; ++helpers, left -= kWhole) {
    begun += (StepDrops(growth, helpers) * kWhole + extra) * std::min(left, kWhole);
    if (!discard || begun < cup) continue;
    full += cup;
    begun = 0;
  }
  const int128 fill = full + begun;
  return growth.max_cups_per_user() > 0 ? std::min(fill, cup * growth.max_cups_per_user()) : fill;
}

// A sum of money that is not whole fen, exactly.
struct Fraction {
  int128 numerator;
  int128 denominator;
};

// a + b, rounded up; b's denominator is a multiple of a's.
int64_t SumRoundedUp(const Fraction& a, const Fraction& b) {
  const int128 rest = a.numerator % a.denominator * (b.denominator / a.denominator) + b.numerator % b.denominator;
  const int128 whole = a.numerator / a.denominator + b.numerator / b.denominator;
  return static_cast<int64_t>(whole + (rest + b.denominator - 1) / b.denominator);
}

// The expected liability of so many bags, of which the share of `rate_bp` counts.
int64_t Expected(const CampaignSpec& spec, const Assumptions& assumptions, int64_t bags, int32_t rate_bp) {
  const int128 weight = int128{bags} * rate_bp;
  const int64_t coffee_fen = campaign_rules::ValueOf(spec, spec.growth().free_coffee_template_id());
  const Fraction coupons{campaign_rules::WorstBag(spec).coupons_fen * assumptions.open_rate_bp * weight,
                         int128{kWhole} * kWhole};
  const Fraction coffees{ExpectedFill(spec, assumptions) * coffee_fen * weight,
                         int128{spec.growth().drops_per_cup()} * kUnitsPerDrop * assumptions.orders_per_buyer * kWhole};
  return SumRoundedUp(coupons, coffees);
}

// The orders that earn a bag where the campaign leaves out its share of the buyers, rounded up.
int64_t ExpectedBags(const CampaignSpec& spec, int64_t orders) {
  return (orders * (kPermille - spec.holdout_permille()) + kPermille - 1) / kPermille;
}

// The share of a whole, rounded up to the fen.
int64_t ShareRoundedUp(int64_t fen, int32_t rate_bp) {
  return static_cast<int64_t>((int128{fen} * rate_bp + kWhole - 1) / kWhole);
}

// Of the spec's times, in milliseconds as the servers count them.
absl::Time MomentOf(const google::protobuf::Timestamp& time) {
  return absl::FromUnixMillis(TimeUtil::TimestampToMilliseconds(time));
}

// The most days of the campaign's zone on which a bag can be opened that was given on one day: those of one that is
// given in the day's last millisecond. Days are of unequal length where clocks change, which a year shows.
int64_t MostDaysOfABag(const CampaignSpec& spec) {
  absl::TimeZone zone;
  absl::LoadTimeZone(spec.time_zone(), &zone);
  const absl::Time end = MomentOf(spec.end_time());
  const absl::Duration life = absl::Milliseconds(TimeUtil::DurationToMilliseconds(spec.bag_life()));
  const absl::CivilDay first = absl::ToCivilDay(MomentOf(spec.start_time()), zone);
  const absl::CivilDay last = absl::ToCivilDay(end - kMoment, zone);
  int64_t most = 1;
  for (absl::CivilDay day = first; day <= std::min(last, first + kDaysPerYear); ++day) {
    const absl::Time given = absl::FromCivil(day + 1, zone) - kMoment;
    most = std::max<int64_t>(most, absl::ToCivilDay(std::min(given + life, end) - kMoment, zone) - day + 1);
  }
  return most;
}

// The most liability, and what it is bounded by.
struct Most {
  int64_t fen = 0;
  CampaignCost::Bound bound = CampaignCost::BOUND_BAGS;

  void Cap(int64_t cap_fen, CampaignCost::Bound by) {
    if (cap_fen == 0 || cap_fen >= fen) return;
    fen = cap_fen;
    bound = by;
  }
};

// Of so many orders, whose bags are opened on at most so many days.
Most MostLiability(const CampaignSpec& spec, int64_t orders, int64_t days) {
  Most all;
  for (const auto& coupon : spec.templates()) {
    Most most{.fen = orders * campaign_rules::WorstOfTemplate(spec, coupon.template_id())};
    most.Cap(coupon.budget_fen(), CampaignCost::BOUND_TEMPLATE_BUDGETS);
    all.fen += most.fen;
    if (most.bound != CampaignCost::BOUND_BAGS) all.bound = most.bound;
  }
  all.Cap(spec.budget().daily_fen() * days, CampaignCost::BOUND_DAILY_BUDGET);
  all.Cap(spec.budget().total_fen(), CampaignCost::BOUND_TOTAL_BUDGET);
  return all;
}

CampaignCost CostWithin(const Most& most, const CampaignSpec& spec, const Assumptions& assumptions, int64_t orders) {
  const int64_t bags = ExpectedBags(spec, orders);
  const int64_t given = Expected(spec, assumptions, bags, kWhole);
  const int32_t used_bp = assumptions.redemption_rate_bp;
  CampaignCost cost;
  cost.set_max_liability_fen(most.fen);
  cost.set_max_liability_bound(most.bound);
  cost.set_expected_liability_fen(std::min(given, most.fen));
  cost.set_expected_cost_fen(given > most.fen ? ShareRoundedUp(most.fen, used_bp)
                                              : Expected(spec, assumptions, bags, used_bp));
  return cost;
}

}  // namespace

absl::StatusOr<Assumptions> ReadAssumptions(const admin::v1::EstimateCampaignRequest& request) {
  Assumptions read;
  if (request.has_open_rate_bp()) read.open_rate_bp = request.open_rate_bp();
  if (request.has_redemption_rate_bp()) read.redemption_rate_bp = request.redemption_rate_bp();
  if (request.has_new_friend_rate_bp()) read.new_friend_rate_bp = request.new_friend_rate_bp();
  if (request.has_orders_per_buyer()) read.orders_per_buyer = request.orders_per_buyer();
  RETURN_IF_ERROR(CheckRange("open_rate_bp", read.open_rate_bp, 0, kWhole));
  RETURN_IF_ERROR(CheckRange("redemption_rate_bp", read.redemption_rate_bp, 0, kWhole));
  RETURN_IF_ERROR(CheckRange("new_friend_rate_bp", read.new_friend_rate_bp, 0, kWhole));
  RETURN_IF_ERROR(CheckRange("orders_per_buyer", read.orders_per_buyer, 1, kMaxOrdersPerBuyer));
  if (request.has_orders_per_day())
    RETURN_IF_ERROR(CheckRange("orders_per_day", request.orders_per_day(), 1, kMaxOrdersPerDay));
  return read;
}

admin::v1::WorstBag WorstBagOf(const CampaignSpec& spec) {
  const campaign_rules::BagCost cost = campaign_rules::WorstBag(spec);
  admin::v1::WorstBag bag;
  bag.set_coupons(cost.coupons);
  bag.set_coupons_fen(cost.coupons_fen);
  bag.set_free_coffees(cost.coffees);
  bag.set_free_coffees_fen(cost.coffees_fen);
  return bag;
}

CampaignCost CostOf(const CampaignSpec& spec, const Assumptions& assumptions, int64_t orders) {
  return CostWithin(MostLiability(spec, orders, MostDaysOfABag(spec)), spec, assumptions, orders);
}

CampaignCost CostOfDay(const CampaignSpec& spec, const Assumptions& assumptions, int64_t orders) {
  return CostWithin(MostLiability(spec, orders, 1), spec, assumptions, orders);
}

}  // namespace fudai::campaigns
