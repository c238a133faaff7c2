// The replayer on the campaign that the demo publishes: a made-up day whose openers pay with their coupons, counted by
// the replies, by the statistics and from the ledger; and the same day again on the same state.
#include <gmock/gmock.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "fudai/campaign/v1/campaign.pb.h"
#include "tests/harness/ledger.h"
#include "tests/harness/stack.h"

namespace fudai::e2e {
namespace {

using event::v1::CouponUsed;
using google::protobuf::Struct;
using google::protobuf::util::MessageDifferencer;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr char kSampleCampaign[] = FUDAI_ROOT "/deploy/sample-campaign.json";

template <typename Message>
Message ReadJson(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  Message message;
  const auto status = google::protobuf::util::JsonStringToMessage(text.str(), &message);
  EXPECT_TRUE(status.ok()) << path << ": " << status.ToString();
  return message;
}

class ReplayTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const char* act : {"validate", "create", "publish"}) {
      std::vector<std::string> words = {"campaigns", act};
      if (act != std::string("validate")) words.emplace_back("spring-bag");
      if (act != std::string("publish")) words.insert(words.end(), {"--file", kSampleCampaign});
      const harness::Ending ending = stack_.Fudai(words);
      ASSERT_EQ(ending.exit_status, 0) << act << ": " << ending.output << ending.error;
    }
  }

  // The report of a small day on which many reservations come to nothing.
  Struct Replay() {
    const std::string path = stack_.folder().File("report.json");
    const harness::Ending ending = stack_.Replay(
        {"--campaign=spring-bag", "--day_orders=600", "--day_customers=150", "--abandon_rate=0.3", "--report=" + path});
    EXPECT_EQ(ending.exit_status, 0) << ending.output << ending.error;
    return ReadJson<Struct>(path);
  }

  harness::Stack stack_;
};

TEST_F(ReplayTest, TheThreeCountsAgreeAndASecondRunChangesNothing) {
  const Struct first = Replay();
  const Struct& client = first.fields().at("client").struct_value();
  for (const char* key : {"reserved", "redeemed", "released", "reversed", "expired", "discount_fen"}) {
    EXPECT_GT(client.fields().at(key).number_value(), 0) << key;
  }
  const harness::Ledger ledger = harness::ReadLedger(stack_);
  EXPECT_THAT(harness::BrokenLaws(ledger, ReadJson<campaign::v1::CampaignSpec>(kSampleCampaign)), IsEmpty());

  const harness::Ending budget = stack_.Fudai({"budgets", "verify", "spring-bag"});
  EXPECT_THAT(budget.output, StartsWith("holds           yes\npending events  0\n")) << budget.error;
  EXPECT_THAT(budget.output, HasSubstr("  campaign  ")) << "its budget has been lent from";

  const Struct second = Replay();
  for (const Struct& report : {first, second}) {
    for (const char* source : {"client", "stats", "ledger"}) {
      EXPECT_TRUE(MessageDifferencer::Equals(report.fields().at(source).struct_value(), client)) << source;
    }
  }
  EXPECT_EQ(harness::ReadLedger(stack_).size(), ledger.size());
}

TEST_F(ReplayTest, SaysFirstThatItsReportCannotBeWritten) {
  const harness::Ending ending = stack_.Replay({"--campaign=spring-bag", "--report=/nowhere/report.json"});
  EXPECT_EQ(ending.exit_status, 2);
  EXPECT_THAT(ending.error, HasSubstr("--report: cannot write /nowhere/report.json"));
  EXPECT_THAT(ending.output, IsEmpty());
}

TEST_F(ReplayTest, LeavesAnEarlierReportWhereItFails) {
  const std::string path = stack_.folder().File("report.json");
  std::ofstream(path) << "{}";
  EXPECT_EQ(stack_.Replay({"--campaign=no-such", "--report=" + path}).exit_status, 1);
  EXPECT_THAT(ReadJson<Struct>(path).fields(), IsEmpty());
}

TEST_F(ReplayTest, StoriesTellWhatCouponsDidAtTheTill) {
  Replay();
  for (const admin::v1::LedgerEntry& entry : harness::ReadLedger(stack_)) {
    const CouponUsed& use = entry.event().coupon_used();
    if (use.step() != CouponUsed::STEP_REVERSED) continue;
    for (const auto& [kind, id] :
         {std::pair("coupon", use.coupon_id()), std::pair("order", use.order_id()), std::pair("user", use.user_id())}) {
      const harness::Ending story = stack_.Fudai({"story", kind, id});
      EXPECT_EQ(story.exit_status, 0) << story.error;
      EXPECT_THAT(story.output, HasSubstr("reserved " + use.user_id() + "'s coupon " + use.coupon_id())) << kind;
      EXPECT_THAT(story.output, HasSubstr("had taken off order " + use.order_id())) << kind;
    }
    return;
  }
  FAIL() << "no refund took discount back";
}

}  // namespace
}  // namespace fudai::e2e
