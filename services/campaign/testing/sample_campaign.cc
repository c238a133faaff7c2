#include "services/campaign/testing/sample_campaign.h"

#include "services/campaign/contracts/wire_time.h"

namespace fudai::campaign_testing {
namespace {

constexpr int64_t kDaySeconds = int64_t{24} * 60 * 60;

struct Kind {
  const char* id;
  const char* name;
  int64_t value_fen;
  int count;
};

}  // namespace

absl::Time SampleNow() { return absl::FromUnixSeconds(1'760'000'000); }

campaign::v1::CampaignSpec SampleSpec() {
  campaign::v1::CampaignSpec spec;
  spec.set_display_name("Sample");
  *spec.mutable_start_time() = contracts::ToTimestamp(absl::ToUnixMillis(SampleNow() - absl::Hours(24)));
  *spec.mutable_end_time() = contracts::ToTimestamp(absl::ToUnixMillis(SampleNow() + absl::Hours(24 * 30)));
  spec.set_time_zone("Asia/Shanghai");
  spec.mutable_trigger()->set_min_amount_fen(3000);
  for (const Kind& kind :
       {Kind{"tea", "Tea", 500, 5}, Kind{"cake", "Cake", 800, 3}, Kind{"free", "Free coffee", 2000, 2}}) {
    campaign::v1::CouponTemplate& coupon_template = *spec.add_templates();
    coupon_template.set_template_id(kind.id);
    coupon_template.set_display_name(kind.name);
    coupon_template.set_value_fen(kind.value_fen);
    coupon_template.set_valid_days(14);
    spec.add_recipe()->set_template_id(kind.id);
    spec.mutable_recipe(spec.recipe_size() - 1)->set_count(kind.count);
  }
  spec.mutable_bag_life()->set_seconds(7 * kDaySeconds);
  campaign::v1::GrowthRules& growth = *spec.mutable_growth();
  for (int step = 0; step < 3; ++step) {
    growth.add_steps()->set_min_helpers(3 * step);
    growth.mutable_steps(step)->set_drops(10 * (step + 1));
  }
  growth.set_new_friend_extra_drops(5);
  growth.mutable_contribution_period()->set_seconds(kDaySeconds);
  growth.set_drops_per_cup(50);
  growth.set_carry_over(campaign::v1::CARRY_OVER_KEEP);
  growth.set_free_coffee_template_id("free");
  return spec;
}

campaign::v1::ReportOrderRequest SampleOrder(const std::string& order_id, const std::string& user_id) {
  campaign::v1::ReportOrderRequest request;
  request.set_order_id(order_id);
  request.set_user_id(user_id);
  request.set_shop_id("shop-1");
  request.set_items(1);
  request.set_amount_fen(4000);
  *request.mutable_paid_at() = contracts::ToTimestamp(absl::ToUnixMillis(SampleNow()));
  return request;
}

}  // namespace fudai::campaign_testing
