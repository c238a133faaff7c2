// What a campaign's budgets allow against what its bags can cost.
#include <utility>

#include "common/campaign_rules/bag_cost.h"
#include "common/campaign_rules/bounds.h"
#include "common/campaign_rules/findings.h"

namespace fudai::campaign_rules {
namespace {

using enum FindingKind;
using campaign::v1::Budget;
using campaign::v1::CampaignSpec;

constexpr char kTotal[] = "budget.total_fen";
constexpr char kDaily[] = "budget.daily_fen";

// A value, against the most that one bag can cost.
Params AgainstBag(int64_t value_fen, const BagCost& bag) {
  return {{"value_fen", value_fen},         {"bag_fen", bag.total_fen()}, {"coupons", bag.coupons},
          {"coupons_fen", bag.coupons_fen}, {"coffees", bag.coffees},     {"coffees_fen", bag.coffees_fen}};
}

bool IsBudget(int64_t fen) { return fen > 0 && fen <= kMaxBudgetFen; }

// An error where a budget within another is larger than that: it would cap nothing.
void CheckWithinTotal(const Budget& budget, std::string field, int64_t fen, Findings* findings) {
  if (!IsBudget(budget.total_fen()) || !IsBudget(fen) || fen <= budget.total_fen()) return;
  findings->Error(std::move(field), kBudgetAboveTotal, {{"value_fen", fen}, {"total_fen", budget.total_fen()}});
}

void CheckTemplateBudget(const CampaignSpec& spec, int index, Findings* findings) {
  const auto& coupon = spec.templates(index);
  const std::string field = Element("templates", index, "budget_fen");
  findings->CheckRange(field, coupon.budget_fen(), 0, kMaxBudgetFen);
  CheckWithinTotal(spec.budget(), field, coupon.budget_fen(), findings);
  if (!IsBudget(coupon.budget_fen()) || !IsPriceable(spec)) return;
  const int64_t least = WorstOfTemplate(spec, coupon.template_id());
  if (coupon.budget_fen() >= least) return;
  findings->Error(field, kBudgetBelowTemplate, {{"value_fen", coupon.budget_fen()}, {"bag_fen", least}});
}

void CheckAgainstBag(const CampaignSpec& spec, Findings* findings) {
  const BagCost bag = WorstBag(spec);
  const Budget& budget = spec.budget();
  if (IsBudget(budget.total_fen()) && budget.total_fen() < bag.total_fen()) {
    findings->Error(kTotal, kTotalBelowBag, AgainstBag(budget.total_fen(), bag));
  }
  if (IsBudget(budget.daily_fen()) && budget.daily_fen() < bag.total_fen()) {
    findings->Warning(kDaily, kDailyBelowBag, AgainstBag(budget.daily_fen(), bag));
  }
  const int64_t earned_by = spec.trigger().min_amount_fen();
  if (earned_by < 0 || bag.total_fen() <= earned_by) return;
  findings->Warning("trigger.min_amount_fen", kOrderBelowBag, AgainstBag(earned_by, bag));
}

}  // namespace

void CheckBudget(const CampaignSpec& spec, Findings* findings) {
  const Budget& budget = spec.budget();
  findings->CheckRange(kTotal, budget.total_fen(), 0, kMaxBudgetFen);
  findings->CheckRange(kDaily, budget.daily_fen(), 0, kMaxBudgetFen);
  CheckWithinTotal(budget, kDaily, budget.daily_fen(), findings);
  for (int i = 0; i < spec.templates_size(); ++i) CheckTemplateBudget(spec, i, findings);
  if (IsPriceable(spec)) CheckAgainstBag(spec, findings);
}

}  // namespace fudai::campaign_rules
