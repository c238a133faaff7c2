#include "services/campaign/pricing/best_combination.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <numeric>
#include <random>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "services/campaign/pricing/combination.h"
#include "services/campaign/pricing/test_orders.h"

namespace fudai::pricing {
namespace {

using campaign::v1::CouponObstacle;
using campaign::v1::CouponTemplate;
using campaign::v1::Discount;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> IdsOf(const Discount& discount) {
  std::vector<std::string> ids;
  for (const auto& coupon : discount.coupons()) ids.push_back(coupon.coupon_id());
  return ids;
}

std::map<std::string, CouponObstacle::Reason> ReasonsOf(const BestDiscount& best) {
  std::map<std::string, CouponObstacle::Reason> reasons;
  for (const Obstacle& obstacle : best.obstacles) reasons[obstacle.candidate.get().coupon_id] = obstacle.reason;
  return reasons;
}

// Makes orders and wallets by chance; small amounts, so that roundings and floors matter.
class Chance {
 public:
  explicit Chance(uint64_t seed) : random_(seed) {}

  int64_t Number(int64_t least, int64_t most) { return std::uniform_int_distribution<int64_t>(least, most)(random_); }
  bool OneIn(int64_t n) { return Number(1, n) == 1; }

  Situation Order() {
    Situation order = OrderOf({}, OneIn(2) ? Number(0, 400) : 0);
    for (int64_t lines = Number(1, 5); lines > 0; --lines) {
      campaign::v1::BasketLine& line = *order.basket.add_lines();
      line = Line(OneIn(2) ? "tea" : "cake", static_cast<int>(Number(1, 3)), Number(0, 700));
      line.set_category(OneIn(2) ? "hot" : "cold");
    }
    order.is_first_order = OneIn(2);
    return order;
  }

  CouponTemplate Terms(const std::string& template_id) {
    CouponTemplate terms = Template(template_id, Number(1, 900));
    SetBenefit(&terms);
    SetConditions(&terms);
    if (OneIn(4)) terms.mutable_limits()->set_max_uses_per_user(static_cast<int>(Number(1, 3)));
    if (OneIn(4)) terms.mutable_limits()->set_max_uses_per_user_per_day(static_cast<int>(Number(1, 2)));
    if (!OneIn(5)) terms.mutable_stacking()->set_group(OneIn(4) ? "h" : "g");
    terms.mutable_stacking()->set_max_coupons(OneIn(3) ? 5 : static_cast<int>(Number(0, 5)));
    terms.mutable_stacking()->set_rank(OneIn(2) ? 0 : static_cast<int>(Number(0, 2)));
    return terms;
  }

  // Coupons of up to five templates of up to two versions each.
  std::vector<Candidate> Wallet(int most, std::deque<CouponTemplate>* terms) {
    const int64_t kinds = Number(1, 5);
    for (int64_t i = 0; i < 2 * kinds; ++i) terms->push_back(Terms(absl::StrCat("t", i / 2)));
    std::vector<Candidate> wallet;
    for (int64_t i = Number(0, most); i > 0; --i) {
      const int64_t kind = OneIn(3) ? Number(0, 2 * kinds - 1) : 2 * Number(0, kinds - 1);
      Candidate coupon = CouponOf((*terms)[kind], absl::StrCat("c", Number(1, 9), "-", i));
      coupon.campaign_version = static_cast<int>(kind % 2);
      coupon.expires_at_ms = kNowMs + Number(OneIn(10) ? 0 : 1, 3);
      if (OneIn(20)) coupon.hold = Hold::kAnotherOrder;
      coupon.uses = static_cast<int>(kind / 2 % 2);
      wallet.push_back(std::move(coupon));
    }
    return wallet;
  }

 private:
  void SetBenefit(CouponTemplate* terms) {
    switch (Number(0, 6)) {
      case 0:
        return terms->mutable_amount_off()->set_amount_fen(Number(1, terms->value_fen()));
      case 1:
        return terms->mutable_percent_off()->set_percent(static_cast<int>(Number(1, 100)));
      case 2:
        return terms->mutable_fixed_price()->set_price_fen(Number(0, 300));
      case 3:
        terms->mutable_free_item();
        return;
      case 4:
        terms->mutable_buy_x_get_y()->set_buy(static_cast<int>(Number(1, 3)));
        terms->mutable_buy_x_get_y()->set_get(static_cast<int>(Number(1, 2)));
        terms->mutable_buy_x_get_y()->set_max_times(static_cast<int>(Number(0, 3)));
        return;
      case 5:
        terms->mutable_free_delivery();
        return;
      default:
        return;
    }
  }

  void SetConditions(CouponTemplate* terms) {
    campaign::v1::CouponConditions& conditions = *terms->mutable_conditions();
    if (OneIn(3)) conditions.add_skus(OneIn(2) ? "tea" : "cake");
    if (OneIn(5)) conditions.add_excluded_categories("hot");
    if (OneIn(4)) conditions.set_min_spend_fen(Number(0, 2000));
    if (OneIn(8)) conditions.set_first_order_only(true);
    if (OneIn(10)) conditions.add_shop_ids("another");
  }

  std::mt19937_64 random_;
};

// All combinations of at most five coupons, one after the other; what the search promises of the best, said
// differently.
class BruteForce {
 public:
  BruteForce(const Situation& order, const std::vector<Candidate>& wallet) : order_(order) {
    for (const Candidate& coupon : wallet) {
      if (!FindObstacle(coupon, order).has_value()) applying_.push_back(coupon);
    }
    Extend(0);
  }

  const std::vector<Candidate>& best() const { return best_; }

 private:
  // Less is better.
  using Key = std::tuple<int64_t, size_t, std::vector<std::pair<int64_t, std::string>>>;

  Key KeyOf(const std::vector<Candidate>& coupons) const {
    std::vector<std::pair<int64_t, std::string>> by_expiry;
    for (const Candidate& coupon : coupons) by_expiry.emplace_back(coupon.expires_at_ms, coupon.coupon_id);
    std::sort(by_expiry.begin(), by_expiry.end());
    return {-Apply(order_, coupons).discount_fen(), coupons.size(), by_expiry};
  }

  void Extend(size_t first) {
    if (!CheckCombinable(coupons_).has_value() && KeyOf(coupons_) < best_key_) {
      best_ = coupons_;
      best_key_ = KeyOf(coupons_);
    }
    for (size_t i = first; coupons_.size() < kMaxCouponsPerOrder && i < applying_.size(); ++i) {
      coupons_.push_back(applying_[i]);
      Extend(i + 1);
      coupons_.pop_back();
    }
  }

  const Situation& order_;
  std::vector<Candidate> applying_;
  std::vector<Candidate> coupons_;
  std::vector<Candidate> best_;
  Key best_key_ = {1, 0, {}};
};

void ExpectLaws(const Situation& order, const Discount& discount) {
  const auto& lines = discount.line_discounts_fen();
  int64_t of_coupons = 0;
  for (const auto& coupon : discount.coupons()) of_coupons += coupon.discount_fen();
  EXPECT_EQ(of_coupons, discount.discount_fen());
  EXPECT_EQ(std::accumulate(lines.begin(), lines.end(), discount.delivery_discount_fen()), discount.discount_fen());
  EXPECT_EQ(discount.total_fen() - discount.discount_fen(), discount.payable_fen());
  ASSERT_EQ(lines.size(), order.basket.lines_size());
  for (int i = 0; i < lines.size(); ++i) {
    EXPECT_GE(lines[i], 0);
    EXPECT_LE(lines[i], order.basket.lines(i).quantity() * order.basket.lines(i).unit_price_fen());
  }
  EXPECT_GE(discount.delivery_discount_fen(), 0);
  EXPECT_LE(discount.delivery_discount_fen(), order.basket.delivery_fee_fen());
}

TEST(BestCombinationTest, IsWhatBruteForceFinds) {
  constexpr int kRounds = 10'000;
  Chance chance(20260306);
  std::map<int, int> rounds_by_coupons;
  for (int round = 0; round < kRounds; ++round) {
    const Situation order = chance.Order();
    std::deque<CouponTemplate> terms;
    const std::vector<Candidate> wallet = chance.Wallet(10, &terms);
    const std::vector<Candidate> expected = BruteForce(order, wallet).best();
    const BestDiscount best = BestCombination(order, wallet);
    ASSERT_EQ(best.discount.discount_fen(), Apply(order, expected).discount_fen()) << "round " << round;
    ASSERT_EQ(IdsOf(best.discount), IdsOf(Apply(order, expected))) << "round " << round;
    ASSERT_EQ(best.optimality_gap_fen, 0);
    ASSERT_EQ(best.obstacles.size() + best.discount.coupons_size(), wallet.size());
    ExpectLaws(order, best.discount);
    ASSERT_FALSE(HasFailure()) << "round " << round;
    ++rounds_by_coupons[best.discount.coupons_size()];
  }
  for (int coupons = 0; coupons <= 5; ++coupons) EXPECT_GT(rounds_by_coupons[coupons], 20) << coupons;
}

TEST(BestCombinationTest, TheGapHoldsWhereTheSearchIsCutShort) {
  Chance chance(7);
  int cut_short = 0;
  for (int round = 0; round < 10'000; ++round) {
    const Situation order = chance.Order();
    std::deque<CouponTemplate> terms;
    const std::vector<Candidate> wallet = chance.Wallet(10, &terms);
    const BestDiscount all = BestCombination(order, wallet);
    const BestDiscount few = BestCombination(order, wallet, 12);
    ASSERT_LE(few.combinations, 12 + static_cast<int>(wallet.size()));
    ASSERT_LE(few.discount.discount_fen(), all.discount.discount_fen());
    ASSERT_GE(few.discount.discount_fen() + few.optimality_gap_fen, all.discount.discount_fen()) << "round " << round;
    if (few.optimality_gap_fen > 0) ++cut_short;
  }
  EXPECT_GT(cut_short, 50);
}

TEST(BestCombinationTest, AnEmptyWalletTakesNothingOff) {
  const BestDiscount best = BestCombination(OrderOf({Line("x", 1, 1000)}), {});
  EXPECT_EQ(best.discount.payable_fen(), 1000);
  EXPECT_EQ(best.optimality_gap_fen, 0);
  EXPECT_THAT(best.obstacles, IsEmpty());
}

TEST(BestCombinationTest, SaysWhatBecameOfTheOthers) {
  const CouponTemplate small = Stackable("a", 100);
  const CouponTemplate large = Stackable("b", 900);
  const CouponTemplate exclusive = Template("c", 950);
  const CouponTemplate surplus = Stackable("d", 10);
  std::vector<Candidate> wallet = {CouponOf(exclusive, "exclusive"), CouponOf(small, "small"), CouponOf(large, "large"),
                                   CouponOf(surplus, "surplus"), CouponOf(large, "late")};
  wallet[4].expires_at_ms = kNowMs;
  const BestDiscount best = BestCombination(OrderOf({Line("x", 1, 1000)}), wallet);
  EXPECT_THAT(IdsOf(best.discount), ElementsAre("small", "large"));
  EXPECT_EQ(best.discount.payable_fen(), 0);
  EXPECT_EQ(ReasonsOf(best),
            (std::map<std::string, CouponObstacle::Reason>{{"exclusive", CouponObstacle::REASON_NOT_COMBINABLE},
                                                           {"surplus", CouponObstacle::REASON_NO_DISCOUNT},
                                                           {"late", CouponObstacle::REASON_EXPIRED}}));
}

TEST(BestCombinationTest, OfEqualsTheOnesThatExpireFirst) {
  CouponTemplate a = Stackable("a", 100);
  a.mutable_stacking()->set_max_coupons(2);
  CouponTemplate b = a;
  b.set_template_id("b");
  std::vector<Candidate> wallet = {CouponOf(a, "1"), CouponOf(a, "2"), CouponOf(b, "3"), CouponOf(b, "4")};
  wallet[3].expires_at_ms -= 2;
  wallet[1].expires_at_ms -= 1;
  const Situation order = OrderOf({Line("x", 1, 1000)});
  EXPECT_THAT(IdsOf(BestCombination(order, wallet).discount), ElementsAre("2", "4"));
  const CouponTemplate alone = Template("c", 200);
  wallet.push_back(CouponOf(alone, "5"));
  EXPECT_THAT(IdsOf(BestCombination(order, wallet).discount), ElementsAre("5"));
}

// Templates of one group, five an order.
std::deque<CouponTemplate> ManyTemplates(int count) {
  std::deque<CouponTemplate> terms;
  for (int i = 0; i < count; ++i) terms.push_back(Stackable(absl::StrCat("t", i), 100));
  return terms;
}

std::vector<Candidate> OneOfEach(const std::deque<CouponTemplate>& terms) {
  std::vector<Candidate> wallet;
  for (const CouponTemplate& each : terms) wallet.push_back(CouponOf(each, absl::StrCat(each.template_id(), "-1")));
  return wallet;
}

// Thirty coupons whose discounts get in each other's way, so that bounds cut little off.
std::deque<CouponTemplate> ThirtyRivals(Chance* chance) {
  std::deque<CouponTemplate> terms = ManyTemplates(30);
  for (CouponTemplate& each : terms) {
    each.set_value_fen(chance->Number(500, 900));
    each.mutable_stacking()->set_rank(static_cast<int>(chance->Number(0, 3)));
    each.mutable_conditions()->add_skus(absl::StrCat("s", chance->Number(0, 2)));
    each.mutable_conditions()->add_skus(absl::StrCat("s", chance->Number(0, 2)));
    if (chance->OneIn(2)) {
      each.mutable_free_item();
    } else {
      each.mutable_fixed_price()->set_price_fen(chance->Number(0, 300));
    }
  }
  return terms;
}

TEST(BestCombinationTest, ThirtyAreAlwaysSearchedThrough) {
  Chance chance(30);
  int most_combinations = 0;
  for (int round = 0; round < 50; ++round) {
    const std::deque<CouponTemplate> terms = ThirtyRivals(&chance);
    const Situation order = OrderOf({Line("s0", 1, chance.Number(300, 1000)), Line("s1", 1, chance.Number(300, 1000)),
                                     Line("s2", 1, chance.Number(300, 1000))});
    const BestDiscount best = BestCombination(order, OneOfEach(terms));
    EXPECT_EQ(best.optimality_gap_fen, 0);
    EXPECT_LE(best.combinations, 174'436);
    most_combinations = std::max(most_combinations, best.combinations);
    if (round > 0) continue;
    const std::vector<Candidate> expected = BruteForce(order, OneOfEach(terms)).best();
    EXPECT_EQ(IdsOf(best.discount), IdsOf(Apply(order, expected)));
  }
  EXPECT_GT(most_combinations, 10'000);
}

TEST(BestCombinationTest, TwinsAreNotTriedInEveryOrder) {
  const CouponTemplate terms = Stackable("a", 100);
  std::vector<Candidate> wallet;
  for (int i = 0; i < 200; ++i) {
    wallet.push_back(CouponOf(terms, absl::StrCat("c", i)));
    wallet.back().expires_at_ms -= i;
  }
  const BestDiscount best = BestCombination(OrderOf({Line("x", 1, 1000)}), wallet);
  EXPECT_THAT(IdsOf(best.discount), ElementsAre("c195", "c196", "c197", "c198", "c199"));
  EXPECT_LE(best.combinations, 5);
  EXPECT_EQ(best.optimality_gap_fen, 0);
}

TEST(BestCombinationTest, TwoHundredKeepToTheBound) {
  Chance chance(200);
  std::deque<CouponTemplate> terms = ManyTemplates(200);
  for (CouponTemplate& each : terms) {
    each.set_value_fen(chance.Number(100, 900));
    if (chance.OneIn(2)) each.mutable_percent_off()->set_percent(static_cast<int>(chance.Number(10, 90)));
  }
  const Situation order = OrderOf({Line("x", 2, 701), Line("y", 1, 1499), Line("z", 3, 350)});
  const BestDiscount best = BestCombination(order, OneOfEach(terms));
  EXPECT_LE(best.combinations, kMostCombinations);
  EXPECT_LE(best.discount.discount_fen() + best.optimality_gap_fen, best.discount.total_fen());
  EXPECT_EQ(best.discount.coupons_size() + best.obstacles.size(), 200u);
}

}  // namespace
}  // namespace fudai::pricing
