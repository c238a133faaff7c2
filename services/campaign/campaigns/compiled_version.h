#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "fudai/campaign/v1/campaign.pb.h"
#include "fudai/store/v1/records.pb.h"

namespace fudai::campaigns {

// One version of a campaign, with what the acts need of it worked out beforehand. Immutable; acts hold it while they
// run.
struct CompiledVersion {
  std::string campaign_id;
  int32_t version = 0;
  campaign::v1::CampaignSpec spec;

  int64_t start_ms = 0;
  int64_t end_ms = 0;
  int64_t bag_life_ms = 0;
  // The zone in which the campaign's days begin.
  absl::TimeZone zone;
  // Shops whose orders count; empty means every shop.
  absl::flat_hash_set<std::string> shops;
  // What a bag holds: for each coupon one byte, its template's index in spec.templates.
  std::string recipe;
  // Index of the template that a full cup becomes.
  int free_coffee = 0;
  // spec.growth as growth_coffee/lua/grow.lua reads it: little-endian drops per cup, most cups, contribution period in
  // seconds, extra drops (4 bytes each), 1 byte that is 1 for CARRY_OVER_DISCARD; then for each step its least number
  // of helpers and its drops (4 bytes each).
  std::string growth;
  // The capped templates' purses (common/budget/purses.h), by template.
  absl::flat_hash_map<std::string, std::string> purses;

  int size() const { return static_cast<int>(recipe.size()); }
  const campaign::v1::CouponTemplate& coupon_template(int index) const { return spec.templates(index); }
  // The template of that id; null if this version does not have it.
  const campaign::v1::CouponTemplate* FindTemplate(absl::string_view template_id) const;
  // The purse that caps a template; empty if nothing caps it, or this version does not have it.
  std::string PurseOf(const std::string& template_id) const;
  bool TakesShop(absl::string_view shop_id) const { return shops.empty() || shops.contains(shop_id); }
};

using CompiledVersionPtr = std::shared_ptr<const CompiledVersion>;

// Compiles a version. INVALID_ARGUMENT where the recipe or the growth rules name a template that is not there, or the
// time zone is unknown: whoever published it did not validate it, or this machine lacks the time zones.
absl::StatusOr<CompiledVersionPtr> Compile(const std::string& campaign_id, const store::v1::CampaignVersion& version);

// A template as customers see it: without what the chain will spend on it.
campaign::v1::CouponTemplate ForCustomers(campaign::v1::CouponTemplate coupon_template);

// When a coupon can be used, in milliseconds since the epoch; the end is excluded. Empty (from >= until) where the
// template's conditions leave it no time.
struct Validity {
  int64_t from_ms = 0;
  int64_t until_ms = 0;
};

// The validity of a coupon of one of the version's templates, given at `given_at_ms`: its days begin when it was given
// or, after waiting days, at a midnight of the campaign's zone; not_before and not_after cut them.
Validity ValidityOf(const CompiledVersion& version, const campaign::v1::CouponTemplate& coupon_template,
                    int64_t given_at_ms);

// The wallet entry of a coupon of the version's template `index`, given at `given_at_ms`.
store::v1::WalletEntry MakeWalletEntry(const CompiledVersion& version, int index, int64_t given_at_ms);

}  // namespace fudai::campaigns
