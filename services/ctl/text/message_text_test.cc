#include "services/ctl/text/message_text.h"

#include <gtest/gtest.h>

#include "fudai/admin/v1/budgets.pb.h"
#include "fudai/admin/v1/campaigns.pb.h"
#include "fudai/admin/v1/stats.pb.h"
#include "fudai/campaign/v1/checkout.pb.h"
#include "fudai/campaign/v1/coupons.pb.h"
#include "fudai/campaign/v1/lucky_bag.pb.h"
#include "google/protobuf/text_format.h"
#include "services/ctl/text/field_text.h"
#include "services/ctl/text/times.h"

namespace fudai::text {
namespace {

template <typename T>
T Parse(const std::string& text) {
  T message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

TEST(FormatFenTest, ShowsYuan) {
  EXPECT_EQ(FormatFen(3870), "¥38.70");
  EXPECT_EQ(FormatFen(0), "¥0.00");
  EXPECT_EQ(FormatFen(-5), "-¥0.05");
  EXPECT_EQ(FormatFen(int64_t{1} << 53), "¥90071992547409.92");
  EXPECT_EQ(FormatFen(INT64_MAX - 1), "¥92233720368547758.06");
  EXPECT_EQ(FormatFen(INT64_MAX), "unknown, beyond ¥92233720368547758.07");
  EXPECT_EQ(FormatFen(-INT64_MAX), "unknown, beyond -¥92233720368547758.07");
}

TEST(ShortNameTest, DropsTheEnumsName) {
  EXPECT_EQ(ShortName(*admin::v1::Metric_descriptor()->FindValueByName("METRIC_BAGS_ISSUED")), "bags_issued");
  EXPECT_EQ(ShortName(*admin::v1::CampaignState_descriptor()->FindValueByName("CAMPAIGN_STATE_DRAFT")), "draft");
}

TEST(MessageTextTest, ListsAsATableOfChosenColumns) {
  const auto response = Parse<admin::v1::ListCampaignsResponse>(R"(
    campaigns { campaign_id: "summer" state: CAMPAIGN_STATE_ACTIVE version: 1 spec { display_name: "夏日福袋" } }
    campaigns { campaign_id: "autumn-2026" state: CAMPAIGN_STATE_DRAFT version: 12 spec { display_name: "Autumn" } }
    next_page_token: "abc")");
  EXPECT_EQ(MessageText(response, {.columns = {"campaign_id", "state", "version", "spec.display_name"}}),
            "campaign id  state   version  display name\n"
            "summer       active        1  夏日福袋\n"
            "autumn-2026  draft        12  Autumn\n"
            "more: --page_token abc\n");
}

TEST(MessageTextTest, UnwrapsAndNests) {
  const auto response = Parse<admin::v1::GetCampaignResponse>(R"(
    campaign {
      campaign_id: "summer" state: CAMPAIGN_STATE_ACTIVE version: 1 create_time { seconds: 1777597953 }
      spec {
        display_name: "夏日福袋" bag_life { seconds: 604800 } trigger { min_amount_fen: 1500 shop_ids: "s1" shop_ids: "s2" }
        recipe { template_id: "latte" count: 50 }
      }
    })");
  EXPECT_EQ(MessageText(response, {.zone = *ParseZone("Asia/Shanghai")}),
            "campaign id        summer\n"
            "state              active\n"
            "version            1\n"
            "create time        2026-05-01 09:12:33+08:00\n"
            "published version  0\n"
            "spec\n"
            "  display name      夏日福袋\n"
            "  bag life          7 days\n"
            "  holdout permille  0\n"
            "  trigger\n"
            "    min amount  ¥15.00\n"
            "    shop ids    s1, s2\n"
            "  recipe\n"
            "    template id  count\n"
            "    latte           50\n");
}

TEST(MessageTextTest, SortsMapsAndShowsZeros) {
  const auto response = Parse<admin::v1::GetCampaignSummaryResponse>(R"(
    summary { coupons_by_template { key: "tea" value: 3 } coupons_by_template { key: "latte" value: 12 } }
    freshness { pending_events: 4 })");
  const std::string text = MessageText(response, {});
  EXPECT_NE(text.find("  openings              0\n"), std::string::npos) << text;
  EXPECT_NE(text.find("    template  coupons\n    latte          12\n    tea             3\n"), std::string::npos)
      << text;
  EXPECT_NE(text.find("freshness\n  pending events  4\n"), std::string::npos) << text;
}

TEST(MessageTextTest, ShowsChosenColumnsBesideOtherLines) {
  const auto response = Parse<admin::v1::VerifyConservationResponse>(R"(
    holds: false balances { cap: "campaign" limit_fen: 500 issued_fen: 300 partitions { partition: 3 } faults: ["a", "b"] }
    balances { cap: "day 2026-11-21" })");
  EXPECT_EQ(MessageText(response, {.columns = {"cap", "limit_fen", "faults"}}),
            "holds           no\n"
            "pending events  0\n"
            "balances\n"
            "  cap             limit  faults\n"
            "  campaign        ¥5.00  a, b\n"
            "  day 2026-11-21  ¥0.00\n");
}

TEST(MessageTextTest, ShowsRatesAndRepeatedAmountsAsAmounts) {
  EXPECT_EQ(MessageText(Parse<admin::v1::CapUse>("last_hour_fen_per_hour: 3600 limit_fen: 100"), {}),
            "limit      ¥1.00\n"
            "given      ¥0.00\n"
            "returned   ¥0.00\n"
            "left       ¥0.00\n"
            "last hour  ¥36.00 per hour\n"
            "last day   ¥0.00 per hour\n"
            "exhausted  no\n");
  EXPECT_NE(MessageText(Parse<campaign::v1::Discount>("line_discounts_fen: [300, 0]"), {})
                .find("line discounts     ¥3.00, ¥0.00\n"),
            std::string::npos);
}

TEST(MessageTextTest, ShowsElementsThatNoRowCanHoldAsBlocks) {
  const auto response = Parse<campaign::v1::GetBagResponse>(R"(
    bag { bag_id: "b1" contents { count: 2 template { template_id: "tea" value_fen: 300 valid_days: 1 } }
          contents { count: 3 } })");
  const std::string text = MessageText(response, {});
  EXPECT_NE(text.find("contents\n"
                      "  - count      2\n"
                      "    remaining  0\n"
                      "    template\n"
                      "      template id          tea\n"
                      "      benefit              ¥3.00 off\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("  - count      3\n"), std::string::npos) << text;
}

TEST(MessageTextTest, NamesWhatTheZoneOfAnAnswerIsFor) {
  EXPECT_EQ(MessageText(Parse<admin::v1::GetBudgetResponse>("time_zone: \"Asia/Shanghai\" as_of_time {}"), {}),
            "as of time     1970-01-01 00:00:00Z\ndays begin in  Asia/Shanghai\n");
}

TEST(MessageTextTest, SaysThatThereIsNothing) {
  EXPECT_EQ(MessageText(campaign::v1::ListCouponsResponse(), {}), "(none)\n");
}

}  // namespace
}  // namespace fudai::text
