// What a campaign's bags hold: its templates and its recipe.
#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "common/campaign_rules/bounds.h"
#include "common/campaign_rules/findings.h"

namespace fudai::campaign_rules {
namespace {

using enum FindingKind;
using campaign::v1::CampaignSpec;
using campaign::v1::CouponTemplate;
using campaign::v1::RecipeEntry;

constexpr int kMaxTemplates = 64;
constexpr int kMaxValidDays = 3650;

bool IsUsed(const CampaignSpec& spec, absl::string_view template_id) {
  return template_id == spec.growth().free_coffee_template_id() ||
         std::any_of(spec.recipe().begin(), spec.recipe().end(),
                     [&](const RecipeEntry& e) { return e.template_id() == template_id; });
}

void CheckTemplate(const CampaignSpec& spec, int index, Findings* findings) {
  const CouponTemplate& coupon = spec.templates(index);
  const auto field = [index](absl::string_view member) { return Element("templates", index, member); };
  if (!IsShortName(coupon.template_id())) {
    findings->Error(field("template_id"), kBadShortName, {{"value", coupon.template_id()}});
  } else if (!IsUsed(spec, coupon.template_id())) {
    findings->Warning(field("template_id"), kUnusedTemplate, {{"value", coupon.template_id()}});
  }
  findings->CheckDisplayName(field("display_name"), coupon.display_name());
  findings->CheckRange(field("value_fen"), coupon.value_fen(), 1, kMaxValueFen);
  findings->CheckRange(field("valid_days"), coupon.valid_days(), 1, kMaxValidDays);
  CheckUse(spec, index, findings);
  CheckTimeOfUse(spec, index, findings);
}

}  // namespace

bool HasTemplate(const CampaignSpec& spec, absl::string_view template_id) {
  return std::any_of(spec.templates().begin(), spec.templates().end(),
                     [&](const CouponTemplate& t) { return t.template_id() == template_id; });
}

void CheckTemplates(const CampaignSpec& spec, Findings* findings) {
  if (spec.templates().empty() || spec.templates_size() > kMaxTemplates) {
    findings->Error("templates", kTemplateCount, {{"count", spec.templates_size()}, {"max", kMaxTemplates}});
  }
  absl::flat_hash_set<absl::string_view> seen;
  for (int i = 0; i < spec.templates_size(); ++i) {
    CheckTemplate(spec, i, findings);
    if (seen.insert(spec.templates(i).template_id()).second) continue;
    findings->Error(Element("templates", i, "template_id"), kTemplateAgain,
                    {{"value", spec.templates(i).template_id()}});
  }
}

void CheckRecipe(const CampaignSpec& spec, Findings* findings) {
  absl::flat_hash_set<absl::string_view> seen;
  int64_t size = 0;
  for (int i = 0; i < spec.recipe_size(); ++i) {
    const RecipeEntry& entry = spec.recipe(i);
    if (!HasTemplate(spec, entry.template_id())) {
      findings->Error(Element("recipe", i, "template_id"), kUnknownTemplate, {{"value", entry.template_id()}});
    } else if (!seen.insert(entry.template_id()).second) {
      findings->Error(Element("recipe", i, "template_id"), kRecipeAgain, {{"value", entry.template_id()}});
    }
    findings->CheckRange(Element("recipe", i, "count"), entry.count(), 1, kMaxBagSize);
    size += entry.count();
  }
  if (size >= 1 && size <= kMaxBagSize) return;
  findings->Error("recipe", kBagSize, {{"count", size}, {"max", kMaxBagSize}});
}

}  // namespace fudai::campaign_rules
