#include "services/admin/testing/test_campaigns.h"

namespace fudai::testsupport {

campaign::v1::CampaignSpec MarchSpec() {
  campaign::v1::CampaignSpec spec;
  spec.set_display_name("三月福袋");
  spec.mutable_start_time()->set_seconds(1'772'294'400);
  spec.mutable_end_time()->set_seconds(1'774'972'800);
  spec.set_time_zone("Asia/Shanghai");
  auto* coupon = spec.add_templates();
  coupon->set_template_id("latte");
  coupon->set_display_name("latte");
  coupon->set_value_fen(300);
  coupon->set_valid_days(7);
  auto* entry = spec.add_recipe();
  entry->set_template_id("latte");
  entry->set_count(50);
  spec.mutable_bag_life()->set_seconds(86'400);
  auto* step = spec.mutable_growth()->add_steps();
  step->set_drops(10);
  spec.mutable_growth()->mutable_contribution_period()->set_seconds(86'400);
  spec.mutable_growth()->set_drops_per_cup(100);
  spec.mutable_growth()->set_free_coffee_template_id("latte");
  return spec;
}

}  // namespace fudai::testsupport
