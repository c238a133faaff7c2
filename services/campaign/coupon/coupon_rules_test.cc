#include "services/campaign/coupon/coupon_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "common/paging/paging.h"

namespace fudai::coupon {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

OwnedCoupon Coupon(const std::string& id, int64_t given_at_ms) {
  OwnedCoupon coupon{id, {}};
  coupon.entry.set_given_at_ms(given_at_ms);
  return coupon;
}

std::vector<std::string> Ids(const WalletPage& page) {
  std::vector<std::string> ids;
  for (const OwnedCoupon& coupon : page.coupons) ids.push_back(coupon.coupon_id);
  return ids;
}

TEST(CutPageTest, NewestFirst) {
  const WalletPage page =
      CutPage({Coupon("a-0", 1), Coupon("b-0", 3), Coupon("c-0", 2), Coupon("d-0", 3)}, {"u1", "", 10}).value();
  EXPECT_THAT(Ids(page), ElementsAre("d-0", "b-0", "c-0", "a-0"));
  EXPECT_EQ(page.next_page_token, "");
}

TEST(CutPageTest, EveryCouponIsOnOnePage) {
  std::mt19937 random(3);
  for (int size : {0, 1, 9, 10, 11, 57}) {
    std::vector<OwnedCoupon> wallet;
    for (int i = 0; i < size; ++i) wallet.push_back(Coupon(absl::StrCat("coupon", i), random() % 7));
    std::vector<std::string> seen;
    std::string token;
    do {
      const WalletPage page = CutPage(wallet, {"u1", token, 10}).value();
      EXPECT_LE(page.coupons.size(), 10u);
      for (const std::string& id : Ids(page)) seen.push_back(id);
      token = page.next_page_token;
    } while (!token.empty());
    const WalletPage whole = CutPage(wallet, {"u1", "", 200}).value();
    EXPECT_EQ(seen, Ids(whole));
  }
}

TEST(CutPageTest, RefusesWhatIsNoToken) {
  EXPECT_THAT(CutPage({}, {"u1", "!", 10}).status().message(), HasSubstr("page_token is \"!\""));
  const std::string senseless = paging::MakePageToken("coupons u1", {"soon", "a-0"});
  EXPECT_FALSE(CutPage({}, {"u1", senseless, 10}).ok());
}

TEST(CutPageTest, RefusesTheTokenOfAnotherWallet) {
  const std::string token = CutPage({Coupon("a-0", 1), Coupon("b-0", 3)}, {"u1", "", 1}).value().next_page_token;
  EXPECT_TRUE(CutPage({}, {"u1", token, 1}).ok());
  EXPECT_EQ(CutPage({}, {"u2", token, 1}).status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace fudai::coupon
