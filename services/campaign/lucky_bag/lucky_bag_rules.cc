#include "services/campaign/lucky_bag/lucky_bag_rules.h"

#include <utility>

namespace fudai::lucky_bag {
namespace {

// SplitMix64 (Steele, Lea, Flood 2014).
class SplitMix64 {
 public:
  explicit SplitMix64(uint64_t seed) : state_(seed) {}

  uint64_t Next() {
    state_ += 0x9e3779b97f4a7c15;
    uint64_t mixed = state_;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
    return mixed ^ mixed >> 31;
  }

  // 0 to bound - 1; its bias is below bound / 2^32.
  uint32_t Below(uint32_t bound) { return static_cast<uint32_t>((Next() >> 32) * bound >> 32); }

 private:
  uint64_t state_;
};

}  // namespace

std::string CouponOrder(absl::string_view recipe, uint64_t seed) {
  std::string order(recipe);
  SplitMix64 numbers(seed);
  for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[numbers.Below(static_cast<uint32_t>(i))]);
  return order;
}

campaign::v1::BagState StateOf(const StoredBag& bag, const campaigns::CompiledVersion& version,
                               const CampaignStatus& status, int64_t now_ms) {
  if ((!status.active && !status.paused) || now_ms >= status.ends_at_ms) return campaign::v1::BAG_STATE_CAMPAIGN_ENDED;
  if (status.paused) return campaign::v1::BAG_STATE_CAMPAIGN_PAUSED;
  if (bag.closed) return campaign::v1::BAG_STATE_CLOSED;
  if (now_ms >= bag.record.expires_at_ms()) return campaign::v1::BAG_STATE_EXPIRED;
  if (bag.taken >= version.size()) return campaign::v1::BAG_STATE_EMPTY;
  return campaign::v1::BAG_STATE_OPEN;
}

std::vector<campaign::v1::BagContent> ContentsOf(const StoredBag& bag, const campaigns::CompiledVersion& version) {
  const std::string order = CouponOrder(version.recipe, bag.record.seed());
  std::vector<campaign::v1::BagContent> by_template(version.spec.templates_size());
  for (int i = 0; i < version.size(); ++i) {
    campaign::v1::BagContent& content = by_template[static_cast<uint8_t>(order[i])];
    content.set_count(content.count() + 1);
    if (i >= bag.taken) content.set_remaining(content.remaining() + 1);
  }
  std::vector<campaign::v1::BagContent> contents;
  for (size_t i = 0; i < by_template.size(); ++i) {
    if (by_template[i].count() == 0) continue;
    *by_template[i].mutable_template_() = campaigns::ForCustomers(version.coupon_template(static_cast<int>(i)));
    contents.push_back(std::move(by_template[i]));
  }
  return contents;
}

event::v1::Event OpenedEvent(const StoredBag& bag, const campaigns::CompiledVersion& version, const Opener& opener,
                             int64_t opened_at_ms) {
  const campaign::v1::CouponTemplate& free_coffee = version.coupon_template(version.free_coffee);
  event::v1::Event event;
  event.set_occurred_at_ms(opened_at_ms);
  event::v1::BagOpened& opened = *event.mutable_bag_opened();
  opened.set_bag_id(bag.bag_id);
  opened.set_opener_id(opener.user_id);
  opened.set_sharer_id(bag.record.sharer_id());
  opened.set_campaign_id(version.campaign_id);
  opened.set_campaign_version(version.version);
  opened.set_free_coffee_template_id(free_coffee.template_id());
  opened.set_free_coffee_value_fen(free_coffee.value_fen());
  const campaigns::Validity validity = campaigns::ValidityOf(version, free_coffee, opened_at_ms);
  opened.set_free_coffee_valid_from_ms(validity.from_ms);
  opened.set_free_coffee_expires_at_ms(validity.until_ms);
  opened.set_opener_is_new(opener.is_new);
  opened.set_sharer_generation(bag.sharer_generation);
  opened.set_bag_given_at_ms(bag.record.given_at_ms());
  return event;
}

event::v1::Event CouponPart(const campaigns::CompiledVersion& version, int template_index, int64_t opened_at_ms) {
  const campaign::v1::CouponTemplate& coupon_template = version.coupon_template(template_index);
  event::v1::Event event;
  event::v1::BagOpened& opened = *event.mutable_bag_opened();
  opened.set_template_id(coupon_template.template_id());
  opened.set_value_fen(coupon_template.value_fen());
  opened.set_display_name(coupon_template.display_name());
  const campaigns::Validity validity = campaigns::ValidityOf(version, coupon_template, opened_at_ms);
  opened.set_coupon_valid_from_ms(validity.from_ms);
  opened.set_coupon_expires_at_ms(validity.until_ms);
  return event;
}

}  // namespace fudai::lucky_bag
