#include "tests/replay/count_rows.h"

#include <fstream>
#include <string>

#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/replay/client_facts.h"

namespace fudai::replay {
namespace {

using campaign::v1::ReportRefundResponse;

std::string Write(const std::string& name, absl::string_view text) {
  const std::string path = testing::TempDir() + "/count_rows_" + name;
  std::ofstream(path) << text;
  return path;
}

InputFiles Files(int64_t limit) {
  return {.orders = Write("o.csv",
                          "order_id,user_id,paid_at,amount_cents,items\n"
                          "a1,w1,2015-05-05T10:00:00Z,100,1\n"
                          "a2,w2,2015-05-05T11:00:00Z,100,1\n"),
          .refunds = Write("r.csv",
                           "refund_id,order_id,user_id,refunded_at,amount_cents\n"
                           "r1,zz9,w1,2015-05-06T10:00:00Z,100\n"
                           "r2,a1,w1,2015-05-06T10:00:00Z,100\n"
                           "r3,a2,w2,2015-05-06T10:00:00Z,100\n"),
          .limit = limit,
          .shops = 20};
}

// The facts of a server that records all that it is sent but the order of `refused`.
Facts Play(const Input& input, absl::string_view refused) {
  Facts facts;
  for (const Order& order : input.orders) {
    if (order.order_id != refused) LearnOrder(order, {}, facts);
  }
  for (const Refund& refund : input.refunds) {
    ReportRefundResponse response;
    response.set_outcome(facts.KnowsOrder(refund.order_id) ? ReportRefundResponse::OUTCOME_RECORDED
                                                           : ReportRefundResponse::OUTCOME_ORDER_UNKNOWN);
    LearnRefund(refund, response, facts);
  }
  return facts;
}

TEST(CountRowsTest, RefundsOfUnknownOrdersStandApart) {
  const Input input = *ReadInput(Files(0));
  const Facts facts = Play(input, "");
  Report report;
  CountRows(Files(0), input, {}, facts, report);
  EXPECT_EQ(report.rows.refunds, 2);
  EXPECT_EQ(report.rows.refunds_of_unknown_orders, 1);
  EXPECT_EQ(report.rows.Sum(), report.input_rows);
  EXPECT_EQ(facts.Count().refunds, report.rows.refunds);
}

TEST(CountRowsTest, RefundsOfOrdersBeyondTheLimitAreNotOfUnknownOnes) {
  const Input input = *ReadInput(Files(1));
  const Facts facts = Play(input, "");
  Report report;
  CountRows(Files(1), input, {}, facts, report);
  EXPECT_EQ(report.rows.refunds, 1);
  EXPECT_EQ(report.rows.refunds_of_unknown_orders, 1);
  EXPECT_EQ(report.rows.refunds_beyond_limit, 1);
  EXPECT_EQ(report.rows.Sum(), report.input_rows);
  EXPECT_EQ(facts.Count().refunds, report.rows.refunds);
}

TEST(CountRowsTest, ARefusedOrderLeavesItsRefundUnknown) {
  const Input input = *ReadInput(Files(0));
  const Facts facts = Play(input, "a2");
  Report report;
  CountRows(Files(0), input, {{.kind = Act::Kind::kReportOrder, .line = 3, .reason = "refused"}}, facts, report);
  EXPECT_EQ(report.rows.orders, 1);
  EXPECT_EQ(report.rows.rejected, 1);
  EXPECT_EQ(report.rows.refunds_of_unknown_orders, 2);
  EXPECT_EQ(report.rows.Sum(), report.input_rows);
  EXPECT_EQ(facts.Count().refunds, report.rows.refunds);
}

}  // namespace
}  // namespace fudai::replay
