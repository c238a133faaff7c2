#include "services/campaign/order/order_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "common/partition/partition.h"
#include "services/campaign/contracts/wire_time.h"
#include "services/campaign/testing/sample_campaign.h"

namespace fudai::order {
namespace {

using campaign::v1::ReportOrderRequest;
using campaign::v1::ReportRefundRequest;
using campaign_testing::SampleNow;
using campaign_testing::SampleSpec;
using testing::HasSubstr;

ReportOrderRequest SampleOrder() {
  ReportOrderRequest request;
  request.set_order_id("order1");
  request.set_user_id("buyer");
  request.set_shop_id("shop1");
  request.set_items(2);
  request.set_amount_fen(3000);
  *request.mutable_paid_at() = contracts::ToTimestamp(absl::ToUnixMillis(SampleNow()));
  return request;
}

// A catalogue of `count` campaigns like the sample, "c0" the oldest.
partition::Catalogue Campaigns(int count, const campaign::v1::CampaignSpec& spec) {
  partition::Catalogue catalogue{.version = {.epoch = 1}, .campaigns = {}};
  for (int i = 0; i < count; ++i) {
    store::v1::PublishedCampaign campaign;
    campaign.set_campaign_id(absl::StrCat("c", i));
    campaign.set_current_version(1);
    campaign.set_state(static_cast<int>(partition::CampaignRecordState::kActive));
    campaign.add_versions()->set_version(1);
    *campaign.mutable_versions(0)->mutable_spec() = spec;
    campaign.mutable_versions(0)->mutable_spec()->mutable_start_time()->set_seconds(spec.start_time().seconds() + i);
    catalogue.campaigns.push_back(campaign);
  }
  return catalogue;
}

std::vector<std::string> CandidateIds(const ReportOrderRequest& request, const partition::Catalogue& catalogue,
                                      absl::Time now) {
  const campaigns::CampaignSnapshot snapshot(catalogue, "");
  std::vector<std::string> ids;
  for (const Candidate& candidate : CandidatesFor(request, snapshot, absl::ToUnixMillis(now)))
    ids.push_back(candidate.version->campaign_id);
  return ids;
}

TEST(ValidateTest, NamesTheFieldThatIsWrong) {
  struct Case {
    void (*spoil)(ReportOrderRequest*);
    const char* message;
  };
  const Case cases[] = {
      {[](ReportOrderRequest* r) { r->clear_order_id(); }, "order_id is empty"},
      {[](ReportOrderRequest* r) { r->set_user_id("a b"); }, "user_id is \"a b\""},
      {[](ReportOrderRequest* r) { r->set_shop_id(std::string(65, 's')); }, "(65 characters)"},
      {[](ReportOrderRequest* r) { r->set_items(0); }, "items is 0; it must be 1 to 1000000"},
      {[](ReportOrderRequest* r) { r->set_amount_fen(-1); }, "amount_fen is -1"},
      {[](ReportOrderRequest* r) { r->set_amount_fen((int64_t{1} << 53) + 1); }, "amount_fen is 9007199254740993"},
      {[](ReportOrderRequest* r) { r->clear_paid_at(); }, "paid_at is missing"},
  };
  EXPECT_TRUE(Validate(SampleOrder(), SampleNow()).ok());
  for (const Case& c : cases) {
    ReportOrderRequest request = SampleOrder();
    c.spoil(&request);
    const absl::Status status = Validate(request, SampleNow());
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(status.message(), HasSubstr(c.message));
  }
}

TEST(ValidateTest, RefundsAreCheckedAlike) {
  ReportRefundRequest request;
  request.set_refund_id("refund1");
  request.set_order_id("order1");
  request.set_amount_fen(1);
  *request.mutable_refunded_at() = contracts::ToTimestamp(absl::ToUnixMillis(SampleNow()));
  EXPECT_TRUE(Validate(request, SampleNow()).ok());
  request.clear_refund_id();
  EXPECT_THAT(Validate(request, SampleNow()).message(), HasSubstr("refund_id is empty"));
}

TEST(OtherContentsTest, NamesWhatDiffers) {
  ReportOrderRequest other = SampleOrder();
  other.set_amount_fen(1);
  other.set_shop_id("shop2");
  const absl::Status status = OtherContents(other, ContentsOf(SampleOrder()));
  EXPECT_EQ(status.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_THAT(status.message(), HasSubstr("order_id \"order1\" was reported before with another shop_id, amount_fen"));
}

TEST(CandidatesTest, TheNewestComeFirst) {
  EXPECT_THAT(CandidateIds(SampleOrder(), Campaigns(6, SampleSpec()), SampleNow()),
              testing::ElementsAre("c5", "c4", "c3", "c2", "c1", "c0"));
}

TEST(CandidatesTest, DeadCampaignsTakeNoPlace) {
  partition::Catalogue catalogue = Campaigns(11, SampleSpec());
  for (int i = 1; i <= 10; ++i) {
    const auto dead = i % 2 == 0 ? partition::CampaignRecordState::kEnded : partition::CampaignRecordState::kPaused;
    catalogue.campaigns[i].set_state(static_cast<int>(dead));
  }
  EXPECT_THAT(CandidateIds(SampleOrder(), catalogue, SampleNow()), testing::ElementsAre("c0"));
}

TEST(CandidatesTest, OrdersThatTriggerNothing) {
  ReportOrderRequest small = SampleOrder();
  small.set_amount_fen(2999);
  EXPECT_THAT(CandidateIds(small, Campaigns(1, SampleSpec()), SampleNow()), testing::IsEmpty());
  campaign::v1::CampaignSpec elsewhere = SampleSpec();
  elsewhere.mutable_trigger()->add_shop_ids("shop2");
  EXPECT_THAT(CandidateIds(SampleOrder(), Campaigns(1, elsewhere), SampleNow()), testing::IsEmpty());
  ReportOrderRequest early = SampleOrder();
  early.mutable_paid_at()->set_seconds(early.paid_at().seconds() - 24 * 3600 - 1);
  EXPECT_THAT(CandidateIds(early, Campaigns(1, SampleSpec()), SampleNow()), testing::IsEmpty());
}

TEST(CandidatesTest, BagsNeverOutliveTheCampaign) {
  const absl::Time end = SampleNow() + absl::Hours(24 * 30);
  const campaigns::CampaignSnapshot snapshot(Campaigns(1, SampleSpec()), "");
  const auto at = [&snapshot](absl::Time now) {
    return CandidatesFor(SampleOrder(), snapshot, absl::ToUnixMillis(now));
  };
  EXPECT_EQ(at(SampleNow())[0].bag_expires_at_ms, absl::ToUnixMillis(SampleNow() + absl::Hours(24 * 7)));
  EXPECT_EQ(at(end - absl::Hours(1))[0].bag_expires_at_ms, absl::ToUnixMillis(end));
  EXPECT_TRUE(at(end).empty());
}

}  // namespace
}  // namespace fudai::order
