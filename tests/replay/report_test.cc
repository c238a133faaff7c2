#include "tests/replay/report.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "tests/replay/json_object.h"

namespace fudai::replay {
namespace {

using testing::HasSubstr;
using testing::Not;

Report Agreeing() {
  const Counts counts{
      .orders = 3, .openings = 1, .liability_fen = 9'007'199'254'740'991, .coupons_by_template = {{"tea", 1}}};
  return {.client = counts,
          .stats = counts,
          .ledger = counts,
          .input_rows = 4,
          .rows = {.orders = 3, .rejected = 1},
          .rejected = {{.file = "o.csv", .line = 7, .reason = "column items is \"0\""}},
          .guest_orders = 1,
          .seconds = 1.5,
          .seed = 42,
          .campaign_id = "spring-bag"};
}

google::protobuf::Struct Parse(const std::string& json) {
  google::protobuf::Struct parsed;
  const auto status = google::protobuf::util::JsonStringToMessage(json, &parsed);
  EXPECT_TRUE(status.ok()) << status.ToString() << "\n" << json;
  return parsed;
}

TEST(ReportTest, JsonHasEveryPromisedKey) {
  const auto json = Parse(ToJson(Agreeing()));
  for (const char* key : {"client", "stats", "ledger"}) {
    ASSERT_TRUE(json.fields().contains(key)) << key;
    const auto& counts = json.fields().at(key).struct_value().fields();
    for (const char* count :
         {"orders",         "duplicate_orders",    "refunds",          "bags_issued", "bags_opened", "openings",
          "coupons_issued", "coupons_by_template", "distinct_openers", "new_users",   "conversions", "free_coffees",
          "drops",          "liability_fen",       "reserved",         "redeemed",    "released",    "reversed",
          "expired",        "discount_fen"}) {
      EXPECT_TRUE(counts.contains(count)) << key << "." << count;
    }
  }
  for (const char* key : {"input_rows", "rejected_rows", "input_repeats", "unmatched_refunds", "guest_orders",
                          "seconds", "seed", "agree", "differences", "campaign_id", "options", "rows", "answers"}) {
    EXPECT_TRUE(json.fields().contains(key)) << key;
  }
  EXPECT_TRUE(json.fields().at("agree").bool_value());
}

TEST(ReportTest, JsonKeepsLargeIntegersExactly) {
  EXPECT_THAT(ToJson(Agreeing()), HasSubstr("\"liability_fen\": 9007199254740991,"));
}

TEST(ReportTest, WordsTellTheRejectedRowAndTheAgreement) {
  const std::string words = ToWords(Agreeing());
  EXPECT_THAT(words, HasSubstr("rejected: o.csv: line 7: column items is \"0\""));
  EXPECT_THAT(words, HasSubstr("All three counts agree, to the last unit."));
  EXPECT_THAT(words, Not(HasSubstr("DIFFERS")));
}

TEST(ReportTest, RefundsOfUnknownOrdersAreTold) {
  Report report = Agreeing();
  report.rows.refunds_of_unknown_orders = 2;
  EXPECT_THAT(ToWords(report), HasSubstr(" + 2 refunds of unknown orders + "));
  EXPECT_THAT(ToJson(report), HasSubstr("\"refunds_of_unknown_orders\": 2"));
}

TEST(ReportTest, WordsTellTheDifference) {
  Report report = Agreeing();
  report.stats.openings = 2;
  report.differences = {"openings: client 1, stats 2"};
  EXPECT_THAT(ToWords(report), HasSubstr("DIFFERS"));
  EXPECT_THAT(ToWords(report), HasSubstr("The counts do NOT agree:\n  openings: client 1, stats 2\n"));
  EXPECT_THAT(ToJson(report), HasSubstr("\"agree\": false"));
}

TEST(ReportTest, ComplaintsAreLimited) {
  Report report = Agreeing();
  report.rejected = std::vector<RejectedRow>(25, report.rejected[0]);
  EXPECT_THAT(ToWords(report), HasSubstr("rejected: … and 5 more"));
}

TEST(RowCountsTest, EveryRowIsInTheSum) {
  const RowCounts rows{.orders = 1,
                       .refunds = 2,
                       .refunds_of_unknown_orders = 4,
                       .repeats = 8,
                       .unmatched_refunds = 16,
                       .refunds_beyond_limit = 32,
                       .rejected = 64};
  EXPECT_EQ(rows.Sum(), 127);
}

TEST(JsonStringTest, EscapesWhatMustBeAndKeepsUtf8) {
  EXPECT_EQ(JsonString("a\"\\\n福"), "\"a\\\"\\\\\\u000a福\"");
  EXPECT_EQ(JsonString("\xff\xe7\xa6"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

}  // namespace
}  // namespace fudai::replay
