#include "services/campaign/pricing/combination.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/campaign/pricing/test_orders.h"

namespace fudai::pricing {
namespace {

using campaign::v1::CouponObstacle;
using campaign::v1::CouponTemplate;
using campaign::v1::Discount;
using testing::ElementsAre;

std::vector<std::string> IdsOf(const Discount& discount) {
  std::vector<std::string> ids;
  for (const auto& coupon : discount.coupons()) ids.push_back(coupon.coupon_id());
  return ids;
}

TEST(ApplyTest, GoesByBenefit) {
  CouponTemplate delivery = Template("a", 1000);
  delivery.mutable_free_delivery();
  const CouponTemplate amount = Template("b", 100);
  CouponTemplate percent = Template("c", 1000);
  percent.mutable_percent_off()->set_percent(50);
  CouponTemplate item = Template("d", 1000);
  item.mutable_free_item();
  const Discount discount = Apply(OrderOf({Line("x", 2, 1000)}, 300), {CouponOf(delivery, "1"), CouponOf(amount, "2"),
                                                                       CouponOf(percent, "3"), CouponOf(item, "4")});
  EXPECT_THAT(IdsOf(discount), ElementsAre("4", "3", "2", "1"));
  EXPECT_EQ(discount.coupons(0).discount_fen(), 1000);
  EXPECT_EQ(discount.coupons(1).discount_fen(), 500);
  EXPECT_EQ(discount.coupons(2).discount_fen(), 100);
  EXPECT_EQ(discount.coupons(3).discount_fen(), 300);
  EXPECT_EQ(discount.discount_fen(), 1900);
  EXPECT_EQ(discount.payable_fen(), 400);
  EXPECT_EQ(discount.delivery_discount_fen(), 300);
  EXPECT_EQ(discount.coupons(0).template_id(), "d");
  EXPECT_EQ(discount.coupons(0).campaign_id(), "spring");
}

TEST(ApplyTest, RankComesFirst) {
  CouponTemplate late = Template("a", 1000);
  late.mutable_free_item();
  late.mutable_stacking()->set_rank(1);
  const CouponTemplate early = Template("b", 100);
  EXPECT_THAT(IdsOf(Apply(OrderOf({Line("x", 2, 1000)}), {CouponOf(late, "1"), CouponOf(early, "2")})),
              ElementsAre("2", "1"));
}

TEST(ApplyTest, EqualsGoByCampaignTemplateVersionAndCoupon) {
  const CouponTemplate a = Template("a", 1);
  const CouponTemplate b = Template("b", 1);
  Candidate autumn = CouponOf(b, "9");
  autumn.campaign_id = "autumn";
  Candidate second_version = CouponOf(a, "1");
  second_version.campaign_version = 2;
  EXPECT_THAT(IdsOf(Apply(OrderOf({Line("x", 1, 100)}),
                          {CouponOf(b, "0"), second_version, CouponOf(a, "3"), CouponOf(a, "2"), autumn})),
              ElementsAre("9", "2", "3", "1", "0"));
}

TEST(ApplyTest, NothingFallsBelowZero) {
  const CouponTemplate terms = Template("a", 700);
  const Discount discount = Apply(OrderOf({Line("x", 1, 1000)}, 300), {CouponOf(terms, "1"), CouponOf(terms, "2")});
  EXPECT_EQ(discount.coupons(0).discount_fen(), 700);
  EXPECT_EQ(discount.coupons(1).discount_fen(), 300);
  EXPECT_EQ(discount.payable_fen(), 300);
}

TEST(ApplyTest, WithoutCouponsNothingComesOff) {
  const Discount discount = Apply(OrderOf({Line("x", 2, 1000)}, 300), {});
  EXPECT_EQ(discount.total_fen(), 2300);
  EXPECT_EQ(discount.payable_fen(), 2300);
  EXPECT_EQ(discount.discount_fen(), 0);
  EXPECT_THAT(discount.line_discounts_fen(), ElementsAre(0));
}

// What is in the way of two coupons of the given terms, the second of campaign version 2; unspecified if nothing is.
CouponObstacle::Reason CheckTwo(const CouponTemplate& first, const CouponTemplate& second) {
  std::vector<Candidate> coupons = {CouponOf(first, "1"), CouponOf(second, "2")};
  coupons[1].campaign_version = 2;
  const std::optional<Obstacle> obstacle = CheckCombinable(coupons);
  return obstacle.has_value() ? obstacle->reason : CouponObstacle::REASON_UNSPECIFIED;
}

TEST(CheckCombinableTest, OneGroupStacks) {
  EXPECT_EQ(CheckTwo(Stackable("a", 1), Stackable("b", 1)), CouponObstacle::REASON_UNSPECIFIED);
  EXPECT_FALSE(CheckCombinable({}).has_value());
}

TEST(CheckCombinableTest, AnExclusiveCouponStandsAlone) {
  const CouponTemplate exclusive = Template("a", 1);
  const CouponTemplate stackable = Stackable("b", 1);
  EXPECT_FALSE(CheckCombinable({CouponOf(exclusive)}).has_value());
  EXPECT_EQ(CheckTwo(exclusive, exclusive), CouponObstacle::REASON_NOT_COMBINABLE);
  const std::vector<Candidate> mixed = {CouponOf(stackable, "1"), CouponOf(exclusive, "2")};
  ASSERT_TRUE(CheckCombinable(mixed).has_value());
  EXPECT_EQ(CheckCombinable(mixed)->reason, CouponObstacle::REASON_NOT_COMBINABLE);
  EXPECT_EQ(CheckCombinable(mixed)->candidate.get().coupon_id, "2");
}

TEST(CheckCombinableTest, GroupsDoNotMix) {
  CouponTemplate other = Stackable("b", 1);
  other.mutable_stacking()->set_group("h");
  EXPECT_EQ(CheckTwo(Stackable("a", 1), other), CouponObstacle::REASON_NOT_COMBINABLE);
}

TEST(CheckCombinableTest, TheStrictestSaysHowMany) {
  const CouponTemplate five = Stackable("a", 1);
  CouponTemplate unsaid = Stackable("b", 1);
  unsaid.mutable_stacking()->set_max_coupons(0);
  EXPECT_EQ(CheckTwo(five, unsaid), CouponObstacle::REASON_UNSPECIFIED);
  const std::vector<Candidate> three = {CouponOf(five, "1"), CouponOf(five, "2"), CouponOf(unsaid, "3")};
  const std::optional<Obstacle> obstacle = CheckCombinable(three);
  ASSERT_TRUE(obstacle.has_value());
  EXPECT_EQ(obstacle->candidate.get().coupon_id, "3");
  CouponTemplate one = Stackable("b", 1);
  one.mutable_stacking()->set_max_coupons(1);
  EXPECT_EQ(CheckTwo(five, one), CouponObstacle::REASON_NOT_COMBINABLE);
}

TEST(CheckCombinableTest, AtMostFiveWhateverTheTemplateSays) {
  CouponTemplate many = Stackable("a", 1);
  many.mutable_stacking()->set_max_coupons(9);
  std::vector<Candidate> coupons;
  for (const char* id : {"1", "2", "3", "4", "5"}) coupons.push_back(CouponOf(many, id));
  EXPECT_FALSE(CheckCombinable(coupons).has_value());
  coupons.push_back(CouponOf(many, "6"));
  EXPECT_TRUE(CheckCombinable(coupons).has_value());
}

TEST(CheckCombinableTest, LimitsHoldForAllVersionsTogether) {
  CouponTemplate limited = Stackable("a", 1);
  limited.mutable_limits()->set_max_uses_per_user_per_day(1);
  EXPECT_EQ(CheckTwo(limited, Stackable("a", 1)), CouponObstacle::REASON_LIMIT_REACHED);
  EXPECT_EQ(CheckTwo(limited, Stackable("b", 1)), CouponObstacle::REASON_UNSPECIFIED);
  limited.mutable_limits()->set_max_uses_per_user_per_day(2);
  EXPECT_EQ(CheckTwo(limited, limited), CouponObstacle::REASON_UNSPECIFIED);
  Candidate used = CouponOf(limited, "1");
  used.uses_today = 1;
  EXPECT_EQ(CheckCombinable({used, CouponOf(limited, "2")})->reason, CouponObstacle::REASON_LIMIT_REACHED);
}

TEST(CheckCombinableTest, NoCouponTwice) {
  const CouponTemplate terms = Stackable("a", 1);
  EXPECT_EQ(CheckCombinable({CouponOf(terms, "1"), CouponOf(terms, "1")})->reason,
            CouponObstacle::REASON_NOT_COMBINABLE);
}

}  // namespace
}  // namespace fudai::pricing
