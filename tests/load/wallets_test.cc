#include "tests/load/wallets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "absl/time/clock.h"
#include "services/campaign/checkout/candidates.h"
#include "services/campaign/pricing/best_combination.h"

namespace fudai::load {
namespace {

using ::testing::Ge;
using ::testing::SizeIs;

pricing::BestDiscount BestOf(int size) {
  const campaigns::CompiledVersionPtr version = ReadWalletCampaign().value();
  const contracts::Wallet wallet = MakeWallet(*version, size);
  const int64_t now_ms = absl::ToUnixMillis(absl::Now());
  const pricing::Situation situation{ReadBasket().value(), now_ms, now_ms, true};
  const std::vector<pricing::Candidate> candidates =
      checkout::CandidatesOf(wallet, {{{kWalletCampaign, 1}, version}}, {situation.now_ms, ""});
  EXPECT_THAT(candidates, SizeIs(size));
  pricing::BestDiscount best = pricing::BestCombination(situation, candidates);
  best.obstacles.clear();  // they point into the candidates
  return best;
}

TEST(WalletsTest, TheOptimumHasToBeSearchedFor) {
  EXPECT_THAT(BestOf(5).discount.coupons(), SizeIs(Ge(2)));
  for (const int size : {30, 200}) {
    const pricing::BestDiscount best = BestOf(size);
    EXPECT_THAT(best.discount.coupons(), SizeIs(4)) << "as many as the group allows";
    EXPECT_EQ(best.optimality_gap_fen, 0);
    EXPECT_THAT(best.combinations, Ge(30)) << "more than one combination was in question";
  }
}

TEST(WalletsTest, EveryTemplateTakesItsTurn) {
  const campaigns::CompiledVersionPtr version = ReadWalletCampaign().value();
  std::set<std::string> templates;
  for (const contracts::OwnedCoupon& coupon : MakeWallet(*version, version->spec.templates_size()).coupons)
    templates.insert(coupon.entry.template_id());
  EXPECT_THAT(templates, SizeIs(version->spec.templates_size()));
}

}  // namespace
}  // namespace fudai::load
