// Bad input to running programs: each has its own clear error, and none changes anything.
#include <gmock/gmock.h>
#include <google/protobuf/util/time_util.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "fudai/admin/v1/ledger.grpc.pb.h"
#include "fudai/admin/v1/stats.grpc.pb.h"
#include "fudai/campaign/v1/growth_coffee.grpc.pb.h"
#include "fudai/campaign/v1/orders.grpc.pb.h"
#include "tests/e2e/shared_stack.h"
#include "tests/harness/acts.h"
#include "tests/harness/ledger.h"

namespace fudai::e2e {
namespace {

using campaign::v1::OrderService;
using campaign::v1::ReportOrderRequest;
using campaign::v1::ReportRefundRequest;
using google::protobuf::util::TimeUtil;
using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr int64_t kBeyondExact = (int64_t{1} << 53) + 1;

google::protobuf::Timestamp FromNoon(absl::Duration offset) {
  return TimeUtil::SecondsToTimestamp(absl::ToUnixSeconds(harness::Noon() + offset));
}

class BadInputTest : public SharedStack {
 protected:
  static void SetUpTestSuite() {
    SharedStack::SetUpTestSuite();
    stack().Publish("only", harness::CampaignAt("shop"));
  }
};

struct BadOrder {
  std::string what;
  std::function<void(ReportOrderRequest*)> spoil;
  std::string field;
  std::string value;
};

TEST_F(BadInputTest, OrdersNameTheFieldItsValueAndWhatWouldBeRight) {
  const std::vector<BadOrder> bad = {
      {"no id", [](auto* o) { o->clear_order_id(); }, "order_id", "empty"},
      {"10 kB of id", [](auto* o) { o->set_order_id(std::string(10240, 'x')); }, "order_id", "10240"},
      {"a space", [](auto* o) { o->set_order_id("a b"); }, "order_id", "a b"},
      {"a line break", [](auto* o) { o->set_user_id("u\n1"); }, "user_id", "u\\n1"},
      {"a letter beyond ASCII", [](auto* o) { o->set_user_id("福"); }, "user_id", "\\xe7"},
      {"10 kB of user", [](auto* o) { o->set_user_id(std::string(10240, 'u')); }, "user_id", "10240"},
      {"no shop", [](auto* o) { o->clear_shop_id(); }, "shop_id", "empty"},
      {"a negative amount", [](auto* o) { o->set_amount_fen(-1); }, "amount_fen", "-1"},
      {"an amount beyond 2^53", [](auto* o) { o->set_amount_fen(kBeyondExact); }, "amount_fen",
       absl::StrCat(kBeyondExact)},
      {"the least amount", [](auto* o) { o->set_amount_fen(INT64_MIN); }, "amount_fen", absl::StrCat(INT64_MIN)},
      {"no items", [](auto* o) { o->set_items(0); }, "items", "0"},
      {"too many items", [](auto* o) { o->set_items(1000001); }, "items", "1000001"},
      {"no time", [](auto* o) { o->clear_paid_at(); }, "paid_at", "missing"},
      {"tomorrow", [](auto* o) { *o->mutable_paid_at() = FromNoon(absl::Hours(24)); }, "paid_at", "2026-05-21"},
      {"last year", [](auto* o) { *o->mutable_paid_at() = FromNoon(-absl::Hours(24 * 365)); }, "paid_at", "2025-05-20"},
      {"the end of time", [](auto* o) { o->mutable_paid_at()->set_seconds(INT64_MAX); }, "paid_at", ""},
      {"odd nanoseconds", [](auto* o) { o->mutable_paid_at()->set_nanos(-5); }, "paid_at.nanos", "-5"},
  };
  for (const BadOrder& order : bad) {
    ReportOrderRequest request = harness::Order("bad", "u1", "shop");
    order.spoil(&request);
    const absl::Status status = stack().Ordering().Call(&OrderService::Stub::ReportOrder, request).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << order.what << ": " << status;
    EXPECT_THAT(std::string(status.message()),
                AllOf(HasSubstr(order.field), HasSubstr(order.value), HasSubstr("must be")))
        << order.what;
    EXPECT_LT(status.message().size(), 400u) << order.what << ": a long value is cut";
  }
}

TEST_F(BadInputTest, TheGreatestAmountIsTaken) {
  ReportOrderRequest order = harness::Order("rich", "rich", "shop");
  order.set_amount_fen(int64_t{1} << 53);
  ASSERT_TRUE(stack().Ordering().Call(&OrderService::Stub::ReportOrder, order).ok());
  const auto refund = stack().Ordering().Call(&OrderService::Stub::ReportRefund,
                                              harness::Refund("r", order, (int64_t{1} << 53) - 1000));
  ASSERT_TRUE(refund.ok()) << refund.status();
  EXPECT_EQ(refund->remaining_fen(), 1000) << "to the last fen";
}

TEST_F(BadInputTest, RefundsNameTheFieldToo) {
  const ReportOrderRequest order = harness::Order("bad", "u1", "shop");
  for (const int64_t amount : {int64_t{-1}, kBeyondExact}) {
    const absl::Status status =
        stack().Ordering().Call(&OrderService::Stub::ReportRefund, harness::Refund("r1", order, amount)).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    EXPECT_THAT(std::string(status.message()), AllOf(HasSubstr("amount_fen"), HasSubstr(absl::StrCat(amount))));
  }
  ReportRefundRequest nameless = harness::Refund("", order, 1);
  EXPECT_THAT(std::string(stack().Ordering().Call(&OrderService::Stub::ReportRefund, nameless).status().message()),
              HasSubstr("refund_id"));
}

TEST_F(BadInputTest, AnOrderBelongsToOneBuyerAndKeepsItsContents) {
  ASSERT_TRUE(stack().Ordering().Call(&OrderService::Stub::ReportOrder, harness::Order("mine", "owner", "shop")).ok());
  const auto thief = stack().Ordering().Call(&OrderService::Stub::ReportOrder, harness::Order("mine", "thief", "shop"));
  EXPECT_EQ(thief.status().code(), absl::StatusCode::kAlreadyExists) << thief.status();
  EXPECT_THAT(std::string(thief.status().message()), AllOf(HasSubstr("mine"), ::testing::Not(HasSubstr("owner"))));
  ReportOrderRequest changed = harness::Order("mine", "owner", "shop");
  changed.set_amount_fen(1999);
  EXPECT_EQ(stack().Ordering().Call(&OrderService::Stub::ReportOrder, changed).status().code(),
            absl::StatusCode::kAlreadyExists);
}

TEST_F(BadInputTest, UnknownCampaigns) {
  campaign::v1::GetCupRequest cup;
  cup.set_campaign_id("nosuch");
  const absl::Status seen = stack().App("u1").Call(&campaign::v1::GrowthCoffeeService::Stub::GetCup, cup).status();
  EXPECT_EQ(seen.code(), absl::StatusCode::kNotFound) << seen;
  EXPECT_THAT(std::string(seen.message()), HasSubstr("nosuch"));
  admin::v1::GetCampaignSummaryRequest summary;
  summary.set_campaign_id("nosuch");
  const absl::Status counted =
      stack().Marketer().Call(&admin::v1::StatsService::Stub::GetCampaignSummary, summary).status();
  EXPECT_EQ(counted.code(), absl::StatusCode::kNotFound) << counted;
  const harness::Ending replay = stack().Replay({"--campaign=nosuch"});
  EXPECT_EQ(replay.exit_status, 1);
  EXPECT_THAT(replay.error, HasSubstr("nosuch"));
}

TEST_F(BadInputTest, PageTokensAndSizes) {
  admin::v1::ListEntriesRequest request;
  request.set_page_token("made up");
  const absl::Status token = stack().Marketer().Call(&admin::v1::LedgerService::Stub::ListEntries, request).status();
  EXPECT_EQ(token.code(), absl::StatusCode::kInvalidArgument) << token;
  EXPECT_THAT(std::string(token.message()), HasSubstr("page_token"));
  campaign::v1::ListHelpersRequest helpers;
  helpers.set_campaign_id("only");
  helpers.set_page_size(-1);
  const absl::Status size =
      stack().App("u1").Call(&campaign::v1::GrowthCoffeeService::Stub::ListHelpers, helpers).status();
  EXPECT_EQ(size.code(), absl::StatusCode::kInvalidArgument) << size;
  EXPECT_THAT(std::string(size.message()), AllOf(HasSubstr("page_size"), HasSubstr("-1")));
}

struct BrokenFile {
  std::string what;
  std::string text;
  std::vector<std::string> told;
};

constexpr char kStart[] = R"({"display_name": "x", "start_time": "2026-05-01T00:00:00Z", "end_time": )";
constexpr char kMiddle[] = R"(, "time_zone": "Asia/Shanghai", "trigger": {"min_amount_fen": 1}, "bag_life": "86400s",
  "templates": [{"template_id": "a", "display_name": "A", "value_fen": 100, "valid_days": 7}], "recipe": )";
constexpr char kGrowth[] =
    R"(, "growth": {"contribution_period": "86400s", "drops_per_cup": 100, "free_coffee_template_id": "a", "steps": )";

std::string FileWith(const std::string& end_time, const std::string& recipe, const std::string& steps) {
  return absl::StrCat(kStart, "\"", end_time, "\"", kMiddle, recipe, kGrowth, steps, "}}");
}

TEST_F(BadInputTest, BrokenCampaignFiles) {
  const std::string end = "2026-06-01T00:00:00Z";
  const std::string recipe = R"([{"template_id": "a", "count": 50}])";
  const std::string steps = R"([{"min_helpers": 0, "drops": 10}])";
  const std::vector<BrokenFile> files = {
      {"no JSON", "{", {"broken.json"}},
      {"an unknown field", R"({"display_nam": "x"})", {"display_nam"}},
      {"a recipe of zero coupons", FileWith(end, "[]", steps), {"recipe", "0"}},
      {"a count of zero", FileWith(end, R"([{"template_id": "a", "count": 0}])", steps), {"recipe[0].count", "0"}},
      {"overlapping steps",
       FileWith(end, recipe, R"([{"min_helpers": 0, "drops": 10}, {"min_helpers": 0, "drops": 20}])"),
       {"growth.steps[1].min_helpers", "overlaps"}},
      {"a window that ends before it starts",
       FileWith("2026-04-01T00:00:00Z", recipe, steps),
       {"end_time", "2026-04-01"}},
  };
  for (const BrokenFile& file : files) {
    const std::string path = stack().folder().File("broken.json");
    std::ofstream(path) << file.text;
    const harness::Ending ending = stack().Fudai({"campaigns", "create", "broken", "--file", path});
    EXPECT_EQ(ending.exit_status, 1) << file.what;
    for (const std::string& told : file.told) EXPECT_THAT(ending.output + ending.error, HasSubstr(told)) << file.what;
  }
  EXPECT_EQ(stack().Fudai({"campaigns", "get", "broken"}).exit_status, 1) << "none was stored";
}

// Every row is accounted for: the bad ones with line, column and value, the good ones in the counts.
TEST_F(BadInputTest, TheReplayerTellsMalformedRows) {
  harness::Stack replayed;
  replayed.Publish("rows", harness::CampaignAt("unused"));
  const std::string path = replayed.folder().File("orders.csv");
  std::ofstream(path) << "order_id,user_id,paid_at,amount_cents,items\n"
                         "O1,u1,2026-05-20T04:00:00Z,2000,1\n"
                         "O2,u2,2026-05-20T04:01:00Z,20.5,1\n"
                         "O3,u3,yesterday,2000,1\n"
                         "O4,u4,2026-05-20T04:02:00Z,9007199254740993,1\n"
                         "O5,u 5,2026-05-20T04:02:00Z,100,1\n"
                         "O6,u6,2026-05-20T04:03:00Z,100\n";
  const harness::Ending ending = replayed.Replay({"--campaign=rows", "--orders=" + path});
  EXPECT_EQ(ending.exit_status, 0) << ending.error;
  EXPECT_THAT(ending.output, AllOf(HasSubstr("6 rows = 1 orders"), HasSubstr("5 rejected")));
  for (const char* told : {"line 3: column amount_cents is \"20.5\"", "line 4: column paid_at is \"yesterday\"",
                           "line 5: column amount_cents is \"9007199254740993\"", "line 6: column user_id is \"u 5\"",
                           "line 7: the row has 4 fields"}) {
    EXPECT_THAT(ending.output, HasSubstr(told));
  }
}

}  // namespace
}  // namespace fudai::e2e
