// What a template says of the use of its coupons: benefit, conditions, limits, stacking; and whether they can be used
// at all.
#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/campaign_rules/findings.h"

namespace fudai::campaign_rules {
namespace {

using campaign::v1::CampaignSpec;
using campaign::v1::CouponConditions;
using campaign::v1::CouponTemplate;
using campaign::v1::WeeklyHours;
using Names = google::protobuf::RepeatedPtrField<std::string>;

constexpr int64_t kMaxAmountFen = int64_t{1} << 53;
constexpr int64_t kMaxPriceFen = 10'000'000;
constexpr int kMaxUnits = 100;
constexpr int kMaxArticles = 1000;
constexpr int kMaxCategories = 100;
constexpr int kMaxHours = 21;
constexpr int kMinutesPerDay = 24 * 60;
constexpr int kMaxWaitingDays = 30;
constexpr int kMaxUses = 10'000;
constexpr int kMaxStacked = 5;
constexpr int kMaxRank = 1000;
constexpr absl::Duration kDay = absl::Hours(24);

// One template, and where it stands.
struct Subject {
  const CampaignSpec& spec;
  const CouponTemplate& terms;
  int index = 0;
  Findings* findings = nullptr;

  std::string Path(absl::string_view member) const { return Element("templates", index, member); }
};

void CheckAmountOff(const Subject& s) {
  const int64_t amount = s.terms.amount_off().amount_fen();
  const int64_t value = s.terms.value_fen();
  const std::string field = s.Path("amount_off.amount_fen");
  if (amount < 1 || amount > value) {
    s.findings->Error(field, absl::StrCat("is ", amount, "; it should be 1 to value_fen, which is ", value));
  } else if (amount < value) {
    s.findings->Warning(field, absl::StrCat("is ", amount, ", so that the coupon never takes off the ", value,
                                            " of value_fen, which the budget pays; they should be equal"));
  }
}

void CheckBuyXGetY(const Subject& s) {
  const campaign::v1::BuyXGetY& terms = s.terms.buy_x_get_y();
  s.findings->CheckRange(s.Path("buy_x_get_y.buy"), terms.buy(), 1, kMaxUnits);
  s.findings->CheckRange(s.Path("buy_x_get_y.get"), terms.get(), 1, kMaxUnits);
  s.findings->CheckRange(s.Path("buy_x_get_y.max_times"), terms.max_times(), 0, kMaxUnits);
}

// Articles do not change what a free delivery takes off.
void CheckFreeDelivery(const Subject& s) {
  const CouponConditions& conditions = s.terms.conditions();
  if (conditions.skus().empty() && conditions.categories().empty()) return;
  s.findings->Warning(s.Path("free_delivery"),
                      "has conditions on skus or categories, which ask only that one such article is in the basket");
}

void CheckBenefit(const Subject& s) {
  switch (s.terms.benefit_case()) {
    case CouponTemplate::kAmountOff:
      return CheckAmountOff(s);
    case CouponTemplate::kPercentOff:
      return s.findings->CheckRange(s.Path("percent_off.percent"), s.terms.percent_off().percent(), 1, 100);
    case CouponTemplate::kFixedPrice:
      return s.findings->CheckRange(s.Path("fixed_price.price_fen"), s.terms.fixed_price().price_fen(), 0,
                                    kMaxPriceFen);
    case CouponTemplate::kBuyXGetY:
      return CheckBuyXGetY(s);
    case CouponTemplate::kFreeDelivery:
      return CheckFreeDelivery(s);
    case CouponTemplate::kFreeItem:
    case CouponTemplate::BENEFIT_NOT_SET:
      break;
  }
}

void CheckNames(const Subject& s, absl::string_view member, const Names& names, int most) {
  const std::string field = s.Path(absl::StrCat("conditions.", member));
  s.findings->CheckSize(field, names.size(), most);
  s.findings->CheckIds(field, names);
}

// What is both eligible and not: the exclusion would win.
void CheckExclusions(const Subject& s, absl::string_view member, const Names& included, const Names& excluded) {
  const absl::flat_hash_set<absl::string_view> eligible(included.begin(), included.end());
  for (int i = 0; i < excluded.size(); ++i) {
    if (!eligible.contains(excluded[i])) continue;
    s.findings->Error(s.Path(absl::StrCat("conditions.excluded_", member, "[", i, "]")),
                      absl::StrCat("is ", Quote(excluded[i]), ", which conditions.", member,
                                   " names too; it should be in one of them"));
  }
}

void CheckArticles(const Subject& s) {
  const CouponConditions& conditions = s.terms.conditions();
  CheckNames(s, "skus", conditions.skus(), kMaxArticles);
  CheckNames(s, "excluded_skus", conditions.excluded_skus(), kMaxArticles);
  CheckNames(s, "categories", conditions.categories(), kMaxCategories);
  CheckNames(s, "excluded_categories", conditions.excluded_categories(), kMaxCategories);
  CheckNames(s, "shop_ids", conditions.shop_ids(), kMaxArticles);
  CheckExclusions(s, "skus", conditions.skus(), conditions.excluded_skus());
  CheckExclusions(s, "categories", conditions.categories(), conditions.excluded_categories());
}

void CheckDays(const Subject& s, const std::string& field, const WeeklyHours& hours) {
  if (hours.days().empty()) {
    s.findings->Error(field, "is empty; it should name at least one day, 1 (Monday) to 7 (Sunday)");
  }
  absl::flat_hash_set<int> seen;
  for (int i = 0; i < hours.days_size(); ++i) {
    const std::string element = absl::StrCat(field, "[", i, "]");
    s.findings->CheckRange(element, hours.days(i), 1, 7);
    if (!seen.insert(hours.days(i)).second) {
      s.findings->Error(element, absl::StrCat("is ", hours.days(i), " again; each day should be there once"));
    }
  }
}

void CheckHours(const Subject& s) {
  const auto& all = s.terms.conditions().hours();
  s.findings->CheckSize(s.Path("conditions.hours"), all.size(), kMaxHours);
  for (int i = 0; i < all.size(); ++i) {
    const std::string field = s.Path(absl::StrCat("conditions.hours[", i, "]"));
    CheckDays(s, absl::StrCat(field, ".days"), all[i]);
    s.findings->CheckRange(absl::StrCat(field, ".start_minute"), all[i].start_minute(), 0, kMinutesPerDay - 1);
    s.findings->CheckRange(absl::StrCat(field, ".end_minute"), all[i].end_minute(), 1, kMinutesPerDay);
    if (all[i].end_minute() > all[i].start_minute()) continue;
    s.findings->Error(absl::StrCat(field, ".end_minute"),
                      absl::StrCat("is ", all[i].end_minute(), "; it should be after start_minute, which is ",
                                   all[i].start_minute(), "; hours over midnight are two entries"));
  }
}

// The moments that bound when coupons can be used; false where they are wrong by themselves.
bool CheckMoments(const Subject& s) {
  const CouponConditions& conditions = s.terms.conditions();
  const bool begins =
      !conditions.has_not_before() || s.findings->CheckMoment(s.Path("conditions.not_before"), conditions.not_before());
  const bool ends =
      !conditions.has_not_after() || s.findings->CheckMoment(s.Path("conditions.not_after"), conditions.not_after());
  if (!begins || !ends || !conditions.has_not_before() || !conditions.has_not_after()) return begins && ends;
  if (ToTime(conditions.not_after()) > ToTime(conditions.not_before())) return true;
  s.findings->Error(s.Path("conditions.not_after"), absl::StrCat("is ", FormatMoment(ToTime(conditions.not_after())),
                                                                 "; it should be after not_before, which is ",
                                                                 FormatMoment(ToTime(conditions.not_before()))));
  return false;
}

// First moment of use of a coupon that is given at `given`, but for not_before; waiting ends at a midnight of the zone.
absl::Time FirstUse(const Subject& s, absl::Time given) {
  absl::TimeZone zone;
  const int days = s.terms.conditions().waiting_days();
  if (days == 0 || !absl::LoadTimeZone(s.spec.time_zone(), &zone)) return given;
  return absl::FromCivil(absl::ToCivilDay(given, zone) + days, zone);
}

// Coupons are given from the campaign's start to its end: those given first must have begun before not_after, and those
// given last must last beyond not_before.
void CheckTimeOfUse(const Subject& s) {
  const CouponConditions& conditions = s.terms.conditions();
  const absl::Time first = FirstUse(s, ToTime(s.spec.start_time()));
  const absl::Time last = FirstUse(s, ToTime(s.spec.end_time()));
  const absl::Duration days = s.terms.valid_days() * kDay;
  const absl::Time not_after = ToTime(conditions.not_after());
  const absl::Time not_before = ToTime(conditions.not_before());
  if (conditions.has_not_after() && not_after <= first) {
    s.findings->Error(s.Path("conditions.not_after"),
                      absl::StrCat("is ", FormatMoment(not_after), ", and the first coupons can be used from ",
                                   FormatMoment(first), " on, so that none could ever be used; it should be later"));
  } else if (conditions.has_not_after() && not_after <= last) {
    s.findings->Warning(s.Path("conditions.not_after"),
                        absl::StrCat("is ", FormatMoment(not_after), ", and the last coupons can be used from ",
                                     FormatMoment(last), " on; those that are given late could not be used"));
  }
  if (conditions.has_not_before() && not_before >= last + days) {
    s.findings->Error(
        s.Path("conditions.not_before"),
        absl::StrCat("is ", FormatMoment(not_before), ", and the last coupons expire at ", FormatMoment(last + days),
                     ", so that none could ever be used; it should be earlier, or valid_days more"));
  } else if (conditions.has_not_before() && not_before >= first + days) {
    s.findings->Warning(s.Path("conditions.not_before"),
                        absl::StrCat("is ", FormatMoment(not_before), ", and the first coupons expire at ",
                                     FormatMoment(first + days), "; those that are given early could not be used"));
  }
}

void CheckConditions(const Subject& s) {
  const CouponConditions& conditions = s.terms.conditions();
  s.findings->CheckRange(s.Path("conditions.min_spend_fen"), conditions.min_spend_fen(), 0, kMaxAmountFen);
  CheckArticles(s);
  if (conditions.first_order_only() && s.terms.template_id() == s.spec.growth().free_coffee_template_id()) {
    s.findings->Error(
        s.Path("conditions.first_order_only"),
        "is true for the free coffee, whose owner has ordered before, so that none could ever be used; it "
        "should be false");
  }
  CheckHours(s);
  s.findings->CheckRange(s.Path("conditions.waiting_days"), conditions.waiting_days(), 0, kMaxWaitingDays);
  const bool sound = CheckMoments(s) && s.spec.has_start_time() && s.spec.has_end_time();
  if (sound) CheckTimeOfUse(s);
}

void CheckLimits(const Subject& s) {
  const int in_all = s.terms.limits().max_uses_per_user();
  const int per_day = s.terms.limits().max_uses_per_user_per_day();
  const std::string field = s.Path("limits.max_uses_per_user_per_day");
  s.findings->CheckRange(s.Path("limits.max_uses_per_user"), in_all, 0, kMaxUses);
  s.findings->CheckRange(field, per_day, 0, kMaxUses);
  if (in_all <= 0 || per_day <= in_all) return;
  s.findings->Warning(
      field, absl::StrCat("is ", per_day, ", more than the ", in_all, " of max_uses_per_user; it limits nothing"));
}

void CheckStacking(const Subject& s) {
  const campaign::v1::Stacking& stacking = s.terms.stacking();
  const std::string most = s.Path("stacking.max_coupons");
  if (!stacking.group().empty() && !IsShortName(stacking.group())) {
    s.findings->Error(s.Path("stacking.group"), absl::StrCat("is ", Quote(stacking.group()),
                                                             "; it should be 1 to 24 of a-z, 0-9 and \"-\", or empty"));
  }
  s.findings->CheckRange(most, stacking.max_coupons(), 0, kMaxStacked);
  s.findings->CheckRange(s.Path("stacking.rank"), stacking.rank(), 0, kMaxRank);
  if (stacking.group().empty() && stacking.max_coupons() > 1) {
    s.findings->Warning(most, absl::StrCat("is ", stacking.max_coupons(),
                                           ", and the coupon stands alone since stacking.group is empty"));
  } else if (!stacking.group().empty() && stacking.max_coupons() == 1) {
    s.findings->Warning(most, absl::StrCat("is 1, so that the coupon never meets another of its group ",
                                           Quote(stacking.group()), "; 0 means 2"));
  }
}

void CheckReturnPolicy(const Subject& s) {
  if (campaign::v1::ReturnPolicy_IsValid(s.terms.return_policy())) return;
  s.findings->Error(s.Path("return_policy"), absl::StrCat("is ", static_cast<int>(s.terms.return_policy()),
                                                          "; it should be RETURN_POLICY_RETURN or "
                                                          "RETURN_POLICY_FORFEIT"));
}

}  // namespace

void CheckUse(const CampaignSpec& spec, int index, Findings* findings) {
  const Subject subject{spec, spec.templates(index), index, findings};
  CheckBenefit(subject);
  CheckConditions(subject);
  CheckLimits(subject);
  CheckStacking(subject);
  CheckReturnPolicy(subject);
}

}  // namespace fudai::campaign_rules
