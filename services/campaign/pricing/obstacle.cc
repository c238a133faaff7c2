#include "services/campaign/pricing/obstacle.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "services/campaign/pricing/benefit.h"

namespace fudai::pricing {
namespace {

using campaign::v1::Basket;
using campaign::v1::CouponConditions;
using campaign::v1::CouponObstacle;
using campaign::v1::CouponTemplate;
using campaign::v1::WeeklyHours;

constexpr int kNoLimit = std::numeric_limits<int>::max();
constexpr int kMinutesPerHour = 60;

absl::Time ToTime(const google::protobuf::Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) + absl::Nanoseconds(timestamp.nanos());
}

// Within the hours on one of their days; `local` in the campaign's zone.
bool Holds(const WeeklyHours& hours, const absl::CivilSecond& local) {
  const int iso_day = static_cast<int>(absl::GetWeekday(local)) + 1;
  const int minute = local.hour() * kMinutesPerHour + local.minute();
  return std::find(hours.days().begin(), hours.days().end(), iso_day) != hours.days().end() &&
         minute >= hours.start_minute() && minute < hours.end_minute();
}

bool TakesHour(const Candidate& candidate, int64_t order_ms) {
  const auto& hours = candidate.coupon_template->conditions().hours();
  const absl::CivilSecond local = absl::ToCivilSecond(absl::FromUnixMillis(order_ms), candidate.zone);
  return hours.empty() ||
         std::any_of(hours.begin(), hours.end(), [&](const WeeklyHours& each) { return Holds(each, local); });
}

bool IsInWindow(const CouponConditions& conditions, int64_t order_ms) {
  const absl::Time moment = absl::FromUnixMillis(order_ms);
  return (!conditions.has_not_before() || moment >= ToTime(conditions.not_before())) &&
         (!conditions.has_not_after() || moment < ToTime(conditions.not_after()));
}

bool TakesShop(const CouponConditions& conditions, const std::string& shop_id) {
  const auto& shops = conditions.shop_ids();
  return shops.empty() || std::find(shops.begin(), shops.end(), shop_id) != shops.end();
}

// What counts towards the least amount, in fen: the eligible lines, for free delivery all lines.
int64_t SpendOf(const CouponTemplate& terms, const Basket& basket, const std::vector<int>& eligible) {
  const Remaining whole = WholeCost(basket);
  if (terms.has_free_delivery()) return whole.total_fen() - whole.delivery_fen;
  int64_t spend = 0;
  for (const int line : eligible) spend += whole.lines_fen[line];
  return spend;
}

int64_t MissingUnits(const CouponTemplate& terms, const Basket& basket, const std::vector<int>& eligible) {
  if (!terms.has_buy_x_get_y()) return 0;
  const int64_t needed = terms.buy_x_get_y().buy() + terms.buy_x_get_y().get();
  return std::max<int64_t>(needed - CountUnits(basket, eligible), 0);
}

CouponObstacle::Reason FindReasonWithoutBasket(const Candidate& candidate, int64_t now_ms) {
  if (candidate.hold == Hold::kUsed) return CouponObstacle::REASON_USED;
  if (now_ms >= candidate.expires_at_ms) return CouponObstacle::REASON_EXPIRED;
  if (UsesLeft(candidate) < 1) return CouponObstacle::REASON_LIMIT_REACHED;
  if (candidate.hold == Hold::kAnotherOrder) return CouponObstacle::REASON_RESERVED;
  if (now_ms < candidate.valid_from_ms) return CouponObstacle::REASON_NOT_YET_VALID;
  return CouponObstacle::REASON_UNSPECIFIED;
}

CouponObstacle::Reason FindReasonOfOrder(const Candidate& candidate, const Situation& situation) {
  const CouponConditions& conditions = candidate.coupon_template->conditions();
  if (!TakesShop(conditions, situation.basket.shop_id())) return CouponObstacle::REASON_WRONG_SHOP;
  if (conditions.first_order_only() && !situation.is_first_order) return CouponObstacle::REASON_NOT_FIRST_ORDER;
  if (!IsInWindow(conditions, situation.order_ms)) return CouponObstacle::REASON_OUTSIDE_WINDOW;
  if (!TakesHour(candidate, situation.order_ms)) return CouponObstacle::REASON_WRONG_HOUR;
  return CouponObstacle::REASON_UNSPECIFIED;
}

// What is in the way within the basket; nothing if nothing is.
std::optional<Obstacle> FindInBasket(const Candidate& candidate, const Basket& basket) {
  const CouponTemplate& terms = *candidate.coupon_template;
  const std::vector<int> eligible = EligibleLines(terms, basket);
  if (eligible.empty()) return Obstacle{CouponObstacle::REASON_NO_ELIGIBLE_ITEM, candidate};
  const int64_t missing = terms.conditions().min_spend_fen() - SpendOf(terms, basket, eligible);
  if (missing > 0) return Obstacle{CouponObstacle::REASON_BELOW_MIN_SPEND, candidate, missing};
  if (DiscountOf(Prepare(terms, basket), WholeCost(basket)) > 0) return std::nullopt;
  return Obstacle{CouponObstacle::REASON_NO_DISCOUNT, candidate, 0, MissingUnits(terms, basket, eligible)};
}

}  // namespace

std::optional<Obstacle> FindObstacle(const Candidate& candidate, const Situation& situation) {
  CouponObstacle::Reason reason = FindReasonWithoutBasket(candidate, situation.now_ms);
  if (reason == CouponObstacle::REASON_UNSPECIFIED) reason = FindReasonOfOrder(candidate, situation);
  if (reason != CouponObstacle::REASON_UNSPECIFIED) return Obstacle{reason, candidate};
  return FindInBasket(candidate, situation.basket);
}

int UsesLeft(const Candidate& candidate) {
  const auto& limits = candidate.coupon_template->limits();
  const int in_all = limits.max_uses_per_user() > 0 ? limits.max_uses_per_user() - candidate.uses : kNoLimit;
  const int today =
      limits.max_uses_per_user_per_day() > 0 ? limits.max_uses_per_user_per_day() - candidate.uses_today : kNoLimit;
  return std::min(in_all, today);
}

}  // namespace fudai::pricing
