#include "services/ctl/text/terms.h"

#include <gtest/gtest.h>

#include <string>

#include "fudai/campaign/v1/campaign.pb.h"
#include "google/protobuf/text_format.h"
#include "services/ctl/text/times.h"

namespace fudai::text {
namespace {

using campaign::v1::Budget;
using campaign::v1::CouponTemplate;

template <typename T>
std::string TermsOf(const std::string& text) {
  T message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  const auto terms = Terms(message, *ParseZone("Asia/Shanghai"));
  return terms.has_value() ? LinesText(*terms, 0) : "no terms";
}

std::string BenefitOf(const std::string& benefit) {
  const std::string text = TermsOf<CouponTemplate>("value_fen: 2000 " + benefit);
  return text.substr(0, text.find('\n'));
}

TEST(TermsTest, TellsEachBenefit) {
  EXPECT_EQ(BenefitOf(""), "benefit              ¥20.00 off");
  EXPECT_EQ(BenefitOf("amount_off { amount_fen: 2000 }"), "benefit              ¥20.00 off");
  EXPECT_EQ(BenefitOf("amount_off { amount_fen: 500 }"), "benefit              ¥5.00 off, at most ¥20.00 off");
  EXPECT_EQ(BenefitOf("percent_off { percent: 20 }"), "benefit              20 % off, at most ¥20.00 off");
  EXPECT_EQ(BenefitOf("fixed_price { price_fen: 0 }"), "benefit              one item costs ¥0.00, at most ¥20.00 off");
  EXPECT_EQ(BenefitOf("free_item {}"), "benefit              free item, at most ¥20.00 off");
  EXPECT_EQ(BenefitOf("free_delivery {}"), "benefit              free delivery, at most ¥20.00 off");
  EXPECT_EQ(BenefitOf("buy_x_get_y { buy: 2 get: 1 }"),
            "benefit              buy 2 get 1, once in an order, at most ¥20.00 off");
  EXPECT_EQ(BenefitOf("buy_x_get_y { buy: 2 get: 1 max_times: 3 }"),
            "benefit              buy 2 get 1, up to 3 times in an order, at most ¥20.00 off");
}

TEST(TermsTest, TellsEveryCondition) {
  EXPECT_EQ(TermsOf<CouponTemplate>(R"(
              template_id: "latte" display_name: "拿铁" value_fen: 500 valid_days: 1
              conditions {
                min_spend_fen: 3000 skus: ["a", "b"] excluded_skus: "c" categories: "hot" excluded_categories: "food"
                shop_ids: ["s1", "s2"] first_order_only: true not_before { seconds: 1777597920 }
                not_after { seconds: 1777597920 } waiting_days: 1
                hours { days: [1, 7] start_minute: 840 end_minute: 1440 } hours { days: 3 start_minute: 5 end_minute: 60 }
              }
              limits { max_uses_per_user: 3 max_uses_per_user_per_day: 1 }
              stacking { group: "drinks" rank: 7 } return_policy: RETURN_POLICY_FORFEIT budget_fen: 100000)"),
            "template id          latte\n"
            "display name         拿铁\n"
            "benefit              ¥5.00 off\n"
            "valid for            1 day\n"
            "order of at least    ¥30.00\n"
            "only skus            a, b\n"
            "no skus              c\n"
            "only categories      hot\n"
            "no categories        food\n"
            "only shops           s1, s2\n"
            "only orders          the user's first\n"
            "only hours           Mon Sun 14:00-24:00, Wed 00:05-01:00\n"
            "not before           2026-05-01 09:12:00+08:00\n"
            "not from             2026-05-01 09:12:00+08:00\n"
            "waits                until 1 midnight after it was given\n"
            "uses                 3 by one user, 1 by one user on one day\n"
            "stacks               with others of group drinks, at most 2 in an order, rank 7\n"
            "after a full refund  stays used\n"
            "budget               ¥1000.00\n");
}

TEST(TermsTest, SaysWhatIsOpen) {
  EXPECT_EQ(TermsOf<CouponTemplate>("template_id: \"tea\" value_fen: 300 valid_days: 7"),
            "template id          tea\n"
            "benefit              ¥3.00 off\n"
            "valid for            7 days\n"
            "uses                 no limit\n"
            "stacks               alone in its order, rank 0\n"
            "after a full refund  goes back to its owner\n");
  EXPECT_EQ(TermsOf<Budget>("daily_fen: 500"), "total  no cap\ndaily  ¥5.00\n");
  EXPECT_EQ(TermsOf<campaign::v1::GrowthStep>("drops: 5"), "no terms");
}

// A field that is added to these messages must be told.
TEST(TermsTest, KnowsEveryField) {
  EXPECT_EQ(CouponTemplate::descriptor()->field_count(), 15);
  EXPECT_EQ(campaign::v1::CouponConditions::descriptor()->field_count(), 11);
  EXPECT_EQ(campaign::v1::UseLimits::descriptor()->field_count(), 2);
  EXPECT_EQ(campaign::v1::Stacking::descriptor()->field_count(), 3);
  EXPECT_EQ(Budget::descriptor()->field_count(), 2);
}

}  // namespace
}  // namespace fudai::text
