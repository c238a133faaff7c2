// The obstacles in Chinese and in English.
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "services/campaign/pricing/obstacle.h"

namespace fudai::pricing {
namespace {

using campaign::v1::CouponObstacle;
using campaign::v1::CouponTemplate;
using campaign::v1::WeeklyHours;

constexpr int kFenPerYuan = 100;
constexpr int kMinutesPerHour = 60;

// One sentence in both languages.
struct Words {
  std::string chinese;
  std::string english;
};

std::string Yuan(int64_t fen) { return absl::StrFormat("¥%d.%02d", fen / kFenPerYuan, fen % kFenPerYuan); }

std::string Moment(int64_t ms, const absl::TimeZone& zone) {
  return absl::FormatTime("%Y-%m-%d %H:%M", absl::FromUnixMillis(ms), zone);
}

std::string Minute(int minute) {
  return absl::StrFormat("%02d:%02d", minute / kMinutesPerHour, minute % kMinutesPerHour);
}

Words Hours(const WeeklyHours& hours) {
  static constexpr const char* kChinese[] = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
  static constexpr const char* kEnglish[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  const auto days = [&](const char* const* names, absl::string_view comma) {
    return absl::StrJoin(hours.days(), comma,
                         [&](std::string* out, int32_t day) { absl::StrAppend(out, names[day - 1]); });
  };
  const std::string span = absl::StrCat(" ", Minute(hours.start_minute()), "–", Minute(hours.end_minute()));
  return {days(kChinese, "、") + span, days(kEnglish, ", ") + span};
}

Words WrongHour(const CouponTemplate& terms) {
  std::vector<std::string> chinese;
  std::vector<std::string> english;
  for (const WeeklyHours& each : terms.conditions().hours()) {
    Words words = Hours(each);
    chinese.push_back(std::move(words.chinese));
    english.push_back(std::move(words.english));
  }
  return {absl::StrCat("仅限", absl::StrJoin(chinese, "；"), " 使用"),
          absl::StrCat("It can be used on ", absl::StrJoin(english, "; "), " only.")};
}

Words OutsideWindow(const Candidate& candidate) {
  const auto& conditions = candidate.coupon_template->conditions();
  const auto moment = [&](const google::protobuf::Timestamp& at) {
    return absl::FormatTime("%Y-%m-%d %H:%M", absl::FromUnixSeconds(at.seconds()), candidate.zone);
  };
  Words words{"仅限", "It is for orders"};
  if (conditions.has_not_before()) {
    absl::StrAppend(&words.chinese, " ", moment(conditions.not_before()), " 起");
    absl::StrAppend(&words.english, " from ", moment(conditions.not_before()), " on");
  }
  if (conditions.has_not_after()) {
    absl::StrAppend(&words.chinese, " ", moment(conditions.not_after()), " 前");
    absl::StrAppend(&words.english, conditions.has_not_before() ? " and" : "", " before ",
                    moment(conditions.not_after()));
  }
  return {words.chinese + "的订单使用", words.english + " only."};
}

Words BelowMinSpend(const Obstacle& obstacle) {
  const CouponTemplate& terms = *obstacle.candidate.get().coupon_template;
  const std::string least = Yuan(terms.conditions().min_spend_fen());
  const std::string missing = Yuan(obstacle.missing_fen);
  const bool of_all = terms.has_free_delivery();
  return {absl::StrCat(of_all ? "商品满 " : "适用商品满 ", least, " 可用，还差 ", missing),
          absl::StrCat("It takes ", least, of_all ? "" : " of eligible items", "; ", missing, " is missing.")};
}

Words LimitReached(const Candidate& candidate) {
  const auto& limits = candidate.coupon_template->limits();
  const bool in_all =
      limits.max_uses_per_user() > 0 && UsesLeft(candidate) == limits.max_uses_per_user() - candidate.uses;
  if (in_all) {
    return {absl::StrCat("每人限用 ", limits.max_uses_per_user(), " 张"),
            absl::StrCat("Each customer can use ", limits.max_uses_per_user(), " of its kind.")};
  }
  return {absl::StrCat("每人每天限用 ", limits.max_uses_per_user_per_day(), " 张"),
          absl::StrCat("Each customer can use ", limits.max_uses_per_user_per_day(), " of its kind a day.")};
}

Words NoDiscount(int64_t missing_units) {
  if (missing_units == 0) return {"不能再减免本单金额", "It would take nothing more off this order."};
  return {absl::StrCat("还差 ", missing_units, " 件适用商品"),
          absl::StrCat(missing_units,
                       missing_units == 1 ? " more eligible item is needed." : " more eligible items are needed.")};
}

Words Missing() { return {"您没有这张优惠券", "There is no such coupon in the wallet."}; }

Words WordsFor(const Obstacle& obstacle) {
  const Candidate& candidate = obstacle.candidate;
  switch (obstacle.reason) {
    case CouponObstacle::REASON_NOT_YET_VALID: {
      const std::string moment = Moment(candidate.valid_from_ms, candidate.zone);
      return {absl::StrCat(moment, " 起可用"), absl::StrCat("It can be used from ", moment, " on.")};
    }
    case CouponObstacle::REASON_EXPIRED: {
      const std::string moment = Moment(candidate.expires_at_ms, candidate.zone);
      return {absl::StrCat("已于 ", moment, " 过期"), absl::StrCat("It expired at ", moment, ".")};
    }
    case CouponObstacle::REASON_USED:
      return {"已使用", "It has been used."};
    case CouponObstacle::REASON_RESERVED:
      return {"已被另一笔订单占用", "Another order holds it."};
    case CouponObstacle::REASON_WRONG_SHOP:
      return {"本店不可用", "This shop does not take it."};
    case CouponObstacle::REASON_WRONG_HOUR:
      return WrongHour(*candidate.coupon_template);
    case CouponObstacle::REASON_OUTSIDE_WINDOW:
      return OutsideWindow(candidate);
    case CouponObstacle::REASON_NOT_FIRST_ORDER:
      return {"仅限首单使用", "It is for a first order."};
    case CouponObstacle::REASON_NO_ELIGIBLE_ITEM:
      return {"购物车中没有适用的商品", "Nothing in the basket is eligible."};
    case CouponObstacle::REASON_BELOW_MIN_SPEND:
      return BelowMinSpend(obstacle);
    case CouponObstacle::REASON_LIMIT_REACHED:
      return LimitReached(candidate);
    case CouponObstacle::REASON_NO_DISCOUNT:
      return NoDiscount(obstacle.missing_units);
    case CouponObstacle::REASON_NOT_COMBINABLE:
      return {"不能与本单的其他优惠券同时使用", "It cannot be used together with the order's other coupons."};
    case CouponObstacle::REASON_NO_SUCH_COUPON:
      return Missing();
    default:
      return {"不可用", "It cannot be used."};
  }
}

std::string In(absl::string_view language, Words words) {
  return language == "en" ? std::move(words.english) : std::move(words.chinese);
}

}  // namespace

std::string Describe(const Obstacle& obstacle, absl::string_view language) { return In(language, WordsFor(obstacle)); }

std::string DescribeMissing(absl::string_view language) { return In(language, Missing()); }

}  // namespace fudai::pricing
