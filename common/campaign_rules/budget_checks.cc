// What a campaign's budgets allow against what its bags can cost.
#include "absl/strings/str_cat.h"
#include "common/campaign_rules/bag_cost.h"
#include "common/campaign_rules/bounds.h"
#include "common/campaign_rules/findings.h"

namespace fudai::campaign_rules {
namespace {

using campaign::v1::Budget;
using campaign::v1::CampaignSpec;

constexpr char kTotal[] = "budget.total_fen";
constexpr char kDaily[] = "budget.daily_fen";

std::string InWords(const BagCost& bag) {
  return absl::StrCat(bag.total_fen(), " fen that one bag can cost at most (", bag.coupons, " coupons worth ",
                      bag.coupons_fen, " fen together and ", bag.coffees, " free coffees worth ", bag.coffees_fen,
                      " fen together)");
}

bool IsBudget(int64_t fen) { return fen > 0 && fen <= kMaxBudgetFen; }

// An error where a budget within another is larger than that: it would cap nothing.
void CheckWithinTotal(const Budget& budget, std::string field, int64_t fen, Findings* findings) {
  if (!IsBudget(budget.total_fen()) || !IsBudget(fen) || fen <= budget.total_fen()) return;
  findings->Error(std::move(field), absl::StrCat("is ", fen, "; it should be at most budget.total_fen, which is ",
                                                 budget.total_fen(), ", or 0 for no cap"));
}

void CheckTemplateBudget(const CampaignSpec& spec, int index, Findings* findings) {
  const auto& coupon = spec.templates(index);
  const std::string field = Element("templates", index, "budget_fen");
  findings->CheckRange(field, coupon.budget_fen(), 0, kMaxBudgetFen);
  CheckWithinTotal(spec.budget(), field, coupon.budget_fen(), findings);
  if (!IsBudget(coupon.budget_fen()) || !IsPriceable(spec)) return;
  const int64_t least = WorstOfTemplate(spec, coupon.template_id());
  if (coupon.budget_fen() >= least) return;
  findings->Error(field, absl::StrCat("is ", coupon.budget_fen(), ", less than the ", least,
                                      " fen that one bag can cost at most in coupons of this template; it should be "
                                      "at least that, or 0 for no cap"));
}

void CheckAgainstBag(const CampaignSpec& spec, Findings* findings) {
  const BagCost bag = WorstBag(spec);
  const Budget& budget = spec.budget();
  if (IsBudget(budget.total_fen()) && budget.total_fen() < bag.total_fen()) {
    findings->Error(kTotal, absl::StrCat("is ", budget.total_fen(), ", less than the ", InWords(bag),
                                         "; it should be at least that, or 0 for no cap"));
  }
  if (IsBudget(budget.daily_fen()) && budget.daily_fen() < bag.total_fen()) {
    findings->Warning(kDaily, absl::StrCat("is ", budget.daily_fen(), ", less than the ", InWords(bag),
                                           ", so that a day may end within its first bag; it should be more"));
  }
  const int64_t earned_by = spec.trigger().min_amount_fen();
  if (earned_by < 0 || bag.total_fen() <= earned_by) return;
  findings->Warning("trigger.min_amount_fen",
                    absl::StrCat("is ", earned_by, ", so that an order of ", earned_by,
                                 " fen earns more than it brings: ", InWords(bag),
                                 "; it should be at least that, or the bag should hold less"));
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
