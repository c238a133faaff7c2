#include "services/campaign/campaigns/compiled_version.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/budget/purses.h"
#include "common/campaign_rules/coupon_validity.h"
#include "common/status/macros.h"
#include "services/campaign/contracts/wire_time.h"

namespace fudai::campaigns {
namespace {

absl::StatusOr<int> FindTemplate(const campaign::v1::CampaignSpec& spec, const std::string& template_id) {
  for (int i = 0; i < spec.templates_size(); ++i) {
    if (spec.templates(i).template_id() == template_id) return i;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("no template \"", template_id, "\" among the campaign's ", spec.templates_size()));
}

absl::StatusOr<std::string> FlattenRecipe(const campaign::v1::CampaignSpec& spec) {
  std::string recipe;
  for (const campaign::v1::RecipeEntry& entry : spec.recipe()) {
    ASSIGN_OR_RETURN(const int index, FindTemplate(spec, entry.template_id()));
    recipe.append(entry.count(), static_cast<char>(index));
  }
  return recipe;
}

void Append32(int64_t value, std::string* out) {
  for (int shift = 0; shift < 32; shift += 8) out->push_back(static_cast<char>(value >> shift & 0xff));
}

std::string PackGrowth(const campaign::v1::GrowthRules& rules) {
  std::string packed;
  Append32(rules.drops_per_cup(), &packed);
  Append32(rules.max_cups_per_user(), &packed);
  Append32(rules.contribution_period().seconds(), &packed);
  Append32(rules.new_friend_extra_drops(), &packed);
  packed.push_back(rules.carry_over() == campaign::v1::CARRY_OVER_DISCARD ? 1 : 0);
  for (const campaign::v1::GrowthStep& step : rules.steps()) {
    Append32(step.min_helpers(), &packed);
    Append32(step.drops(), &packed);
  }
  return packed;
}

absl::flat_hash_map<std::string, std::string> TemplatePurses(const campaign::v1::CampaignSpec& spec) {
  absl::flat_hash_map<std::string, std::string> purses;
  for (const campaign::v1::CouponTemplate& coupon_template : spec.templates()) {
    std::string purse = budget::TemplatePurse(coupon_template);
    if (!purse.empty()) purses[coupon_template.template_id()] = std::move(purse);
  }
  return purses;
}

}  // namespace

std::string CompiledVersion::PurseOf(const std::string& template_id) const {
  const auto purse = purses.find(template_id);
  return purse == purses.end() ? "" : purse->second;
}

absl::StatusOr<CompiledVersionPtr> Compile(const std::string& campaign_id, const store::v1::CampaignVersion& version) {
  const campaign::v1::CampaignSpec& spec = version.spec();
  auto compiled = std::make_shared<CompiledVersion>();
  compiled->campaign_id = campaign_id;
  compiled->version = version.version();
  compiled->spec = spec;
  compiled->start_ms = contracts::ToMilliseconds(spec.start_time());
  compiled->end_ms = contracts::ToMilliseconds(spec.end_time());
  compiled->bag_life_ms = contracts::ToMilliseconds(spec.bag_life());
  compiled->shops.insert(spec.trigger().shop_ids().begin(), spec.trigger().shop_ids().end());
  if (!absl::LoadTimeZone(spec.time_zone(), &compiled->zone)) {
    return absl::InvalidArgumentError(absl::StrCat("no time zone \"", spec.time_zone(), "\" on this machine"));
  }
  compiled->growth = PackGrowth(spec.growth());
  compiled->purses = TemplatePurses(spec);
  ASSIGN_OR_RETURN(compiled->recipe, FlattenRecipe(spec));
  ASSIGN_OR_RETURN(compiled->free_coffee, FindTemplate(spec, spec.growth().free_coffee_template_id()));
  return compiled;
}

const campaign::v1::CouponTemplate* CompiledVersion::FindTemplate(absl::string_view template_id) const {
  const auto& templates = spec.templates();
  const auto found = std::find_if(templates.begin(), templates.end(),
                                  [&](const auto& each) { return each.template_id() == template_id; });
  return found == templates.end() ? nullptr : &*found;
}

campaign::v1::CouponTemplate ForCustomers(campaign::v1::CouponTemplate coupon_template) {
  coupon_template.clear_budget_fen();
  return coupon_template;
}

Validity ValidityOf(const CompiledVersion& version, const campaign::v1::CouponTemplate& coupon_template,
                    int64_t given_at_ms) {
  const campaign_rules::Validity validity =
      campaign_rules::ValidityOf(coupon_template, absl::FromUnixMillis(given_at_ms), version.zone);
  return {absl::ToUnixMillis(validity.from), absl::ToUnixMillis(validity.until)};
}

store::v1::WalletEntry MakeWalletEntry(const CompiledVersion& version, int index, int64_t given_at_ms) {
  const campaign::v1::CouponTemplate& coupon_template = version.coupon_template(index);
  store::v1::WalletEntry entry;
  entry.set_campaign_id(version.campaign_id);
  entry.set_campaign_version(version.version);
  entry.set_template_id(coupon_template.template_id());
  entry.set_display_name(coupon_template.display_name());
  entry.set_value_fen(coupon_template.value_fen());
  entry.set_given_at_ms(given_at_ms);
  const Validity validity = ValidityOf(version, coupon_template, given_at_ms);
  entry.set_valid_from_ms(validity.from_ms);
  entry.set_expires_at_ms(validity.until_ms);
  return entry;
}

}  // namespace fudai::campaigns
