#include "tests/harness/acts.h"

#include <google/protobuf/util/time_util.h>

#include <cstdio>
#include <cstdlib>

#include "fudai/campaign/v1/lucky_bag.grpc.pb.h"
#include "fudai/campaign/v1/orders.grpc.pb.h"

namespace fudai::harness {
namespace {

using campaign::v1::LuckyBagService;
using campaign::v1::OrderService;
using google::protobuf::util::TimeUtil;

constexpr int64_t kDaySeconds = 86400;

google::protobuf::Timestamp DaysFromNoon(int days) {
  return TimeUtil::SecondsToTimestamp(absl::ToUnixSeconds(Noon()) + days * kDaySeconds);
}

void AddTemplate(const std::string& id, int64_t value_fen, campaign::v1::CampaignSpec* spec) {
  campaign::v1::CouponTemplate* coupon = spec->add_templates();
  coupon->set_template_id(id);
  coupon->set_display_name("A coupon: " + id);
  coupon->set_value_fen(value_fen);
  coupon->set_valid_days(14);
}

void AddToRecipe(const std::string& template_id, int count, campaign::v1::CampaignSpec* spec) {
  if (count == 0) return;
  campaign::v1::RecipeEntry* entry = spec->add_recipe();
  entry->set_template_id(template_id);
  entry->set_count(count);
}

void AddStep(int min_helpers, int drops, campaign::v1::GrowthRules* growth) {
  campaign::v1::GrowthStep* step = growth->add_steps();
  step->set_min_helpers(min_helpers);
  step->set_drops(drops);
}

}  // namespace

campaign::v1::CampaignSpec CampaignAt(const std::string& shop_id) { return CampaignAt(shop_id, 2, 1); }

campaign::v1::CampaignSpec CampaignAt(const std::string& shop_id, int of_300_fen, int of_500_fen) {
  campaign::v1::CampaignSpec spec;
  spec.set_display_name("A campaign of " + shop_id);
  *spec.mutable_start_time() = DaysFromNoon(-10);
  *spec.mutable_end_time() = DaysFromNoon(20);
  spec.set_time_zone("Asia/Shanghai");
  spec.mutable_trigger()->set_min_amount_fen(1000);
  spec.mutable_trigger()->add_shop_ids(shop_id);
  AddTemplate("off-3", 300, &spec);
  AddTemplate("off-5", 500, &spec);
  AddTemplate("coffee", 2800, &spec);
  AddToRecipe("off-3", of_300_fen, &spec);
  AddToRecipe("off-5", of_500_fen, &spec);
  *spec.mutable_bag_life() = TimeUtil::SecondsToDuration(kDaySeconds);
  campaign::v1::GrowthRules* growth = spec.mutable_growth();
  AddStep(0, 10, growth);
  AddStep(2, 20, growth);
  growth->set_new_friend_extra_drops(5);
  *growth->mutable_contribution_period() = TimeUtil::SecondsToDuration(kDaySeconds);
  growth->set_drops_per_cup(40);
  growth->set_carry_over(campaign::v1::CARRY_OVER_KEEP);
  growth->set_free_coffee_template_id("coffee");
  return spec;
}

campaign::v1::ReportOrderRequest Order(const std::string& order_id, const std::string& user_id,
                                       const std::string& shop_id) {
  campaign::v1::ReportOrderRequest order;
  order.set_order_id(order_id);
  order.set_user_id(user_id);
  order.set_shop_id(shop_id);
  order.set_items(1);
  order.set_amount_fen(2000);
  *order.mutable_paid_at() = DaysFromNoon(0);
  return order;
}

campaign::v1::ReportRefundRequest Refund(const std::string& refund_id, const campaign::v1::ReportOrderRequest& order,
                                         int64_t amount_fen) {
  campaign::v1::ReportRefundRequest refund;
  refund.set_refund_id(refund_id);
  refund.set_order_id(order.order_id());
  refund.set_user_id(order.user_id());
  refund.set_amount_fen(amount_fen);
  *refund.mutable_refunded_at() = DaysFromNoon(0);
  return refund;
}

campaign::v1::GivenBag GiveBag(const Stack& stack, const campaign::v1::ReportOrderRequest& order) {
  const auto reply = stack.Ordering().Call(&OrderService::Stub::ReportOrder, order);
  if (reply.ok() && reply->has_bag()) return reply->bag();
  const std::string why = reply.ok() ? reply->ShortDebugString() : reply.status().ToString();
  fprintf(stderr, "order %s earned no bag: %s\n", order.order_id().c_str(), why.c_str());
  abort();
}

absl::StatusOr<campaign::v1::OpenBagResponse> OpenBag(const Stack& stack, absl::string_view user_id,
                                                      const std::string& share_code) {
  campaign::v1::OpenBagRequest request;
  request.set_share_code(share_code);
  return stack.App(user_id).Call(&LuckyBagService::Stub::OpenBag, request);
}

}  // namespace fudai::harness
