#include "services/campaign/lucky_bag/lucky_bag_rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "services/campaign/contracts/coupon_crediter.h"
#include "services/campaign/lucky_bag/claim_codec.h"
#include "services/campaign/testing/sample_campaign.h"

namespace fudai::lucky_bag {
namespace {

campaigns::CompiledVersionPtr SampleVersion() {
  store::v1::CampaignVersion version;
  version.set_version(1);
  *version.mutable_spec() = campaign_testing::SampleSpec();
  for (campaign::v1::CouponTemplate& coupon_template : *version.mutable_spec()->mutable_templates())
    coupon_template.mutable_conditions()->set_waiting_days(1);
  return campaigns::Compile("spring", version).value();
}

StoredBag SampleBag() {
  StoredBag bag;
  bag.bag_id = "0a000000000001";
  bag.record.set_sharer_id("sharer");
  bag.record.set_seed(42);
  bag.record.set_expires_at_ms(2000);
  return bag;
}

TEST(CouponOrderTest, IsAPermutationOfTheRecipe) {
  const std::string recipe = SampleVersion()->recipe;
  for (uint64_t seed = 0; seed < 1000; ++seed) {
    const std::string order = CouponOrder(recipe, seed);
    EXPECT_TRUE(std::is_permutation(order.begin(), order.end(), recipe.begin(), recipe.end()));
  }
}

// Bags in the store depend on it: it must never change.
TEST(CouponOrderTest, IsTheSameForGood) {
  EXPECT_EQ(CouponOrder("0123456789", 0), "4925176038");
  EXPECT_EQ(CouponOrder("0123456789", 0xfedcba9876543210), "7236819504");
}

// The values at each position over many seeds: a chi-square test of 10 positions by 3 templates (18 degrees of
// freedom; 42.3 is passed once in a thousand by an even shuffle).
TEST(CouponOrderTest, EveryPositionIsWorthTheSame) {
  constexpr int kBags = 100'000;
  const std::string recipe = SampleVersion()->recipe;
  std::array<std::array<double, 3>, 10> seen{};
  for (uint64_t seed = 0; seed < kBags; ++seed) {
    const std::string order = CouponOrder(recipe, seed);
    for (size_t position = 0; position < 10; ++position) ++seen[position][order[position]];
  }
  const std::array<double, 3> share = {0.5, 0.3, 0.2};
  double chi_square = 0;
  for (const auto& position : seen) {
    for (size_t i = 0; i < share.size(); ++i) {
      const double expected = kBags * share[i];
      chi_square += (position[i] - expected) * (position[i] - expected) / expected;
    }
  }
  EXPECT_LT(chi_square, 42.3);
}

TEST(StateOfTest, DecidesInOrder) {
  const campaigns::CompiledVersionPtr version = SampleVersion();
  const CampaignStatus active{.active = true, .paused = false, .ends_at_ms = 5000};
  const CampaignStatus paused{.active = false, .paused = true, .ends_at_ms = 5000};
  StoredBag bag = SampleBag();
  EXPECT_EQ(StateOf(bag, *version, active, 1999), campaign::v1::BAG_STATE_OPEN);
  EXPECT_EQ(StateOf(bag, *version, active, 2000), campaign::v1::BAG_STATE_EXPIRED);
  bag.taken = 10;
  EXPECT_EQ(StateOf(bag, *version, active, 1999), campaign::v1::BAG_STATE_EMPTY);
  bag.closed = true;
  EXPECT_EQ(StateOf(bag, *version, active, 2000), campaign::v1::BAG_STATE_CLOSED);
  EXPECT_EQ(StateOf(bag, *version, paused, 2000), campaign::v1::BAG_STATE_CAMPAIGN_PAUSED);
  EXPECT_EQ(StateOf(bag, *version, paused, 5000), campaign::v1::BAG_STATE_CAMPAIGN_ENDED);
  EXPECT_EQ(StateOf(bag, *version, CampaignStatus{}, 1999), campaign::v1::BAG_STATE_CAMPAIGN_ENDED);
}

TEST(ContentsOfTest, CountsWhatIsLeft) {
  const campaigns::CompiledVersionPtr version = SampleVersion();
  StoredBag bag = SampleBag();
  for (bag.taken = 0; bag.taken <= version->size(); ++bag.taken) {
    int count = 0;
    int remaining = 0;
    for (const campaign::v1::BagContent& content : ContentsOf(bag, *version)) {
      EXPECT_LE(content.remaining(), content.count());
      count += content.count();
      remaining += content.remaining();
    }
    EXPECT_EQ(count, 10);
    EXPECT_EQ(remaining, 10 - bag.taken);
  }
}

TEST(ContentsOfTest, KeepsTheBudgetToItself) {
  campaigns::CompiledVersion version = *SampleVersion();
  version.spec.mutable_templates(0)->set_budget_fen(1'000'000);
  EXPECT_EQ(ContentsOf(SampleBag(), version)[0].template_().budget_fen(), 0);
}

TEST(EventTest, HoldsAllThatACreditNeeds) {
  const campaigns::CompiledVersionPtr version = SampleVersion();
  event::v1::Event event = OpenedEvent(SampleBag(), *version, {.user_id = "opener", .is_new = true}, 1000);
  event.MergeFrom(CouponPart(*version, 1, 1000));
  event.mutable_bag_opened()->set_index(7);
  const contracts::CouponCredit credit = contracts::CreditFromEvent(event);
  EXPECT_EQ(credit.coupon_id, "0a000000000001-7");
  EXPECT_EQ(credit.owner_id, "opener");
  EXPECT_EQ(credit.sharer_id, "sharer");
  EXPECT_EQ(credit.entry.SerializeAsString(), campaigns::MakeWalletEntry(*version, 1, 1000).SerializeAsString());
}

TEST(EventTest, SaysWhenTheFreeCoffeesCanBeUsed) {
  const campaigns::CompiledVersionPtr version = SampleVersion();
  const event::v1::Event event = OpenedEvent(SampleBag(), *version, {.user_id = "opener"}, 1000);
  const store::v1::WalletEntry free_coffee = campaigns::MakeWalletEntry(*version, version->free_coffee, 1000);
  EXPECT_EQ(event.bag_opened().free_coffee_valid_from_ms(), free_coffee.valid_from_ms());
  EXPECT_EQ(event.bag_opened().free_coffee_expires_at_ms(), free_coffee.expires_at_ms());
  EXPECT_GT(free_coffee.valid_from_ms(), 1000);
}

TEST(ClaimCodecTest, RefusesOtherSizes) {
  EXPECT_EQ(DecodeClaim("short").status().code(), absl::StatusCode::kDataLoss);
  EXPECT_TRUE(DecodeClaim(std::string(16, '\0')).ok());
}

}  // namespace
}  // namespace fudai::lucky_bag
