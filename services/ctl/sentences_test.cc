#include "services/ctl/sentences.h"

#include <gtest/gtest.h>

#include "google/protobuf/text_format.h"

namespace fudai::ctl {
namespace {

struct Case {
  const char* event;
  const char* sentence;
};

class SentenceTest : public testing::TestWithParam<Case> {};

TEST_P(SentenceTest, TellsTheEvent) {
  event::v1::Event event;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(GetParam().event, &event));
  EXPECT_EQ(Sentence(event, absl::FixedTimeZone(8 * 3600)), GetParam().sentence);
}

INSTANTIATE_TEST_SUITE_P(
    AllEvents, SentenceTest,
    testing::Values(
        Case{
            R"(order_reported { order_id: "O1" user_id: "u1" shop_id: "s3" items: 2 amount_fen: 3870 bag_id: "3f" bag_size: 50 })",
            "order O1 of u1 (¥38.70, 2 items, shop s3) earned bag 3f with 50 coupons"},
        Case{R"(occurred_at_ms: 1777597979999 order_reported { order_id: "O1" user_id: "u1" shop_id: "s3" items: 1
                                                               amount_fen: 100 paid_at_ms: 1777597920000 })",
             "order O1 of u1 (¥1.00, 1 item, shop s3) earned no bag"},
        Case{R"(occurred_at_ms: 1777597980000 order_reported { order_id: "O1" user_id: "u1" shop_id: "s3" items: 1
                                                               amount_fen: 100 paid_at_ms: 1777560000000 })",
             "order O1 of u1 (¥1.00, 1 item, shop s3, paid 2026-04-30 22:40, reported 2026-05-01 09:13) earned no bag"},
        Case{R"(order_reported { order_id: "O2" shop_id: "s3" items: 1 amount_fen: 100 first_order: 1 })",
             "first order O2 of a guest (¥1.00, 1 item, shop s3) earned no bag"},
        Case{
            R"(refund_reported { refund_id: "R1" order_id: "O1" user_id: "u1" amount_fen: 1000 bag_closed: 1 order_known: 1 })",
            "refund R1 gave ¥10.00 of order O1 back to u1; the bag's unopened part closed"},
        Case{
            R"(occurred_at_ms: 1777597980000 refund_reported { refund_id: "R1" order_id: "O1" user_id: "u1" amount_fen: 1000 refunded_at_ms: 1777560000000 order_known: 1 })",
            "refund R1 gave ¥10.00 of order O1 back to u1, given 2026-04-30 22:40, reported 2026-05-01 09:13"},
        Case{R"(refund_reported { refund_id: "R1" order_id: "O9" amount_fen: 1000 })",
             "refund R1 gave ¥10.00 of order O9 back to a guest; the order had not been reported yet"},
        Case{
            R"(bag_opened { bag_id: "3f" opener_id: "u2" sharer_id: "u1" template_id: "latte" value_fen: 500 index: 3 drops: 12
                             helpers: 1 opener_is_new: true })",
            "u2, who had never ordered, opened bag 3f of u1 and got coupon 3f-3 (latte, up to ¥5.00); u1's cup grew by "
            "12 drops (1 "
            "helper so far)"},
        Case{
            R"(bag_opened { bag_id: "3f" opener_id: "u3" sharer_id: "u1" template_id: "tea" value_fen: 300 drops: 90 helpers: 9
                             cups_filled: 2 free_coffee_template_id: "free" free_coffee_value_fen: 1500 })",
            "u3 opened bag 3f of u1 and got coupon 3f-0 (tea, up to ¥3.00); u1's cup grew by 90 drops (9 helpers so "
            "far) and 2 cups "
            "became free coffee (free, up to ¥15.00)"},
        Case{R"(bag_opened { bag_id: "3f" opener_id: "u3" sharer_id: "u1" template_id: "tea" value_fen: 300 })",
             "u3 opened bag 3f of u1 and got coupon 3f-0 (tea, up to ¥3.00); nothing more for u1's cup"},
        Case{R"(coupon_credited { coupon_id: "3f-3" user_id: "u2" sharer_id: "u1" first_touch: 1 })",
             "coupon 3f-3 reached the wallet of u2, whom u1 has brought"},
        Case{R"(conversion_recorded { user_id: "u2" order_id: "O7" sharer_id: "u1" bag_id: "3f" })",
             "u2's first order O7 is a conversion for u1 through bag 3f"},
        Case{
            R"(coupon_used { coupon_id: "3f-3" user_id: "u2" order_id: "O7" template_id: "latte" discount_fen: 300 step: 1 })",
            "order O7 reserved u2's coupon 3f-3 (latte) to take ¥3.00 off"},
        Case{R"(coupon_used { coupon_id: "3f-3" user_id: "u2" order_id: "O7" discount_fen: 300 step: 2 })",
             "u2's coupon 3f-3 took ¥3.00 off order O7"},
        Case{R"(coupon_used { coupon_id: "3f-3" user_id: "u2" order_id: "O7" discount_fen: 300 step: 3 })",
             "order O7 let go of u2's coupon 3f-3, which is free again"},
        Case{R"(coupon_used { coupon_id: "3f-3" user_id: "u2" order_id: "O7" discount_fen: 300 step: 4 })",
             "order O7 was not paid in time; u2's coupon 3f-3 is free again"},
        Case{
            R"(coupon_used { coupon_id: "3f-3" user_id: "u2" order_id: "O7" discount_fen: 300 step: 5 reversed_fen: 120 })",
            "a refund took back ¥1.20 of the ¥3.00 that u2's coupon 3f-3 had taken off order O7"},
        Case{R"(coupon_used { coupon_id: "3f-3" user_id: "u2" order_id: "O7" discount_fen: 300 step: 6 })",
             "u2's coupon 3f-3 went back to its owner, since all of the discount on order O7 was taken back"},
        Case{R"(coupon_used { coupon_id: "3f-3" user_id: "u2" order_id: "O7" step: 99 })",
             "order O7 did with u2's coupon 3f-3 what this version of fudai does not know"},
        Case{R"(liability_expired { campaign_id: "spring" template_id: "latte" value_fen: 300 coupons: 12 })",
             "12 coupons latte of ¥3.00 expired unused; their value is back in the budget of spring"},
        Case{R"(liability_expired { campaign_id: "spring" template_id: "tea" value_fen: 300 coupons: 1 })",
             "1 coupon tea of ¥3.00 expired unused; its value is back in the budget of spring"},
        Case{"occurred_at_ms: 1", "an event that this version of fudai does not know"}));

}  // namespace
}  // namespace fudai::ctl
