// What a template says of the use of its coupons: benefit, conditions, limits, stacking.
#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/campaign_rules/bounds.h"
#include "common/campaign_rules/findings.h"
#include "common/campaign_rules/subject.h"

namespace fudai::campaign_rules {
namespace {

using enum FindingKind;
using campaign::v1::CampaignSpec;
using campaign::v1::CouponConditions;
using campaign::v1::CouponTemplate;
using Names = google::protobuf::RepeatedPtrField<std::string>;

constexpr int64_t kMaxPriceFen = 10'000'000;
constexpr int kMaxUnits = 100;
constexpr int kMaxArticles = 1000;
constexpr int kMaxCategories = 100;
constexpr int kMaxUses = 10'000;
constexpr int kMaxStacked = 5;
constexpr int kMaxRank = 1000;

void CheckAmountOff(const Subject& s) {
  const int64_t amount = s.terms.amount_off().amount_fen();
  const int64_t value = s.terms.value_fen();
  const std::string field = s.Path("amount_off.amount_fen");
  if (amount < 1 || amount > value) {
    s.findings->Error(field, kAmountAboveValue, {{"amount_fen", amount}, {"value_fen", value}});
  } else if (amount < value) {
    s.findings->Warning(field, kAmountBelowValue, {{"amount_fen", amount}, {"value_fen", value}});
  }
}

void CheckBuyXGetY(const Subject& s) {
  const campaign::v1::BuyXGetY& terms = s.terms.buy_x_get_y();
  s.findings->CheckRange(s.Path("buy_x_get_y.buy"), terms.buy(), 1, kMaxUnits);
  s.findings->CheckRange(s.Path("buy_x_get_y.get"), terms.get(), 1, kMaxUnits);
  s.findings->CheckRange(s.Path("buy_x_get_y.max_times"), terms.max_times(), 0, kMaxUnits);
}

void CheckFreeItem(const Subject& s) {
  const CouponConditions& conditions = s.terms.conditions();
  if (!conditions.skus().empty() || !conditions.categories().empty()) return;
  s.findings->Warning(s.Path("free_item"), kItemOfAnyKind, {{"value_fen", s.terms.value_fen()}});
}

// Articles do not change what a free delivery takes off.
void CheckFreeDelivery(const Subject& s) {
  const CouponConditions& conditions = s.terms.conditions();
  if (conditions.skus().empty() && conditions.categories().empty()) return;
  s.findings->Warning(s.Path("free_delivery"), kDeliveryOfArticles);
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
      return CheckFreeItem(s);
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
    s.findings->Error(s.Path(absl::StrCat("conditions.excluded_", member, "[", i, "]")), kIncludedAndExcluded,
                      {{"value", excluded[i]}, {"list", member}});
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

void CheckConditions(const Subject& s) {
  const CouponConditions& conditions = s.terms.conditions();
  s.findings->CheckRange(s.Path("conditions.min_spend_fen"), conditions.min_spend_fen(), 0, kMaxAmountFen);
  CheckArticles(s);
  if (conditions.first_order_only() && s.terms.template_id() == s.spec.growth().free_coffee_template_id()) {
    s.findings->Error(s.Path("conditions.first_order_only"), kFirstOrderOfFreeCoffee);
  }
}

void CheckLimits(const Subject& s) {
  const int in_all = s.terms.limits().max_uses_per_user();
  const int per_day = s.terms.limits().max_uses_per_user_per_day();
  const std::string field = s.Path("limits.max_uses_per_user_per_day");
  s.findings->CheckRange(s.Path("limits.max_uses_per_user"), in_all, 0, kMaxUses);
  s.findings->CheckRange(field, per_day, 0, kMaxUses);
  if (in_all <= 0 || per_day <= in_all) return;
  s.findings->Warning(field, kDailyLimitAboveTotal, {{"value", per_day}, {"total", in_all}});
}

void CheckStacking(const Subject& s) {
  const campaign::v1::Stacking& stacking = s.terms.stacking();
  const std::string most = s.Path("stacking.max_coupons");
  if (!stacking.group().empty() && !IsShortName(stacking.group())) {
    s.findings->Error(s.Path("stacking.group"), kBadGroup, {{"value", stacking.group()}});
  }
  s.findings->CheckRange(most, stacking.max_coupons(), 0, kMaxStacked);
  s.findings->CheckRange(s.Path("stacking.rank"), stacking.rank(), 0, kMaxRank);
  if (stacking.group().empty() && stacking.max_coupons() > 1) {
    s.findings->Warning(most, kStacksAlone, {{"value", stacking.max_coupons()}});
  } else if (!stacking.group().empty() && stacking.max_coupons() == 1) {
    s.findings->Warning(most, kStacksOnlyItself, {{"group", stacking.group()}});
  }
}

void CheckReturnPolicy(const Subject& s) {
  if (campaign::v1::ReturnPolicy_IsValid(s.terms.return_policy())) return;
  s.findings->Error(s.Path("return_policy"), kUnknownReturnPolicy, {{"value", int64_t{s.terms.return_policy()}}});
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
