// ListCampaigns: filters and orders.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/admin/campaigns/campaign_fixture.h"

namespace fudai::campaigns {
namespace {

using ::testing::HasSubstr;

// A day and a half after MarchSpec's start: "a" is a draft, "b" active, "c" paused; "d" begins in a week, "e" is over.
class CampaignListTest : public CampaignFixture {
 protected:
  void SetUp() override {
    CampaignFixture::SetUp();
    if (IsSkipped()) return;
    for (const char* id : {"a", "b", "c"}) Add(id, 0, 31);
    Add("d", 7, 31);
    Add("e", 0, 1);
    for (const char* id : {"b", "c", "d", "e"}) EXPECT_TRUE(Publish(id).ok());
    caller_->context().now += absl::Hours(24);
    EXPECT_TRUE(Pause("c", "pause").ok());
  }

  // Creates a campaign whose window is so many days after MarchSpec's start.
  void Add(const char* id, int start_day, int end_day) {
    campaign::v1::CampaignSpec spec = MarchSpec();
    const int64_t start = spec.start_time().seconds();
    spec.mutable_start_time()->set_seconds(start + start_day * int64_t{86'400});
    spec.mutable_end_time()->set_seconds(start + end_day * int64_t{86'400});
    const auto created = Create(id, spec);
    EXPECT_TRUE(created.ok()) << created.status();
    caller_->context().now += absl::Seconds(1);
  }

  // The ids that are listed, page by page of two; or the error.
  std::string List(const std::string& filter, const std::string& order_by = "") {
    std::string ids;
    ListCampaignsRequest request;
    request.set_filter(filter);
    request.set_order_by(order_by);
    request.set_page_size(2);
    do {
      const auto page = caller_->Call<ListCampaignsResponse>("ListCampaigns", request);
      if (!page.ok()) return page.status().ToString();
      for (const Campaign& campaign : page->campaigns()) ids += campaign.campaign_id();
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return ids;
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, CampaignListTest, testsupport::BothDatabases(), testsupport::DatabaseName);

TEST_P(CampaignListTest, FiltersByTheStateThatIsShown) {
  EXPECT_EQ(List("state = ACTIVE"), "b");
  EXPECT_EQ(List("state = PAUSED"), "c");
  EXPECT_EQ(List("state = SCHEDULED"), "d");
  EXPECT_EQ(List("state = CAMPAIGN_STATE_ENDED"), "e");
  EXPECT_EQ(List("state != ENDED"), "dcba");
  caller_->context().now += absl::Hours(24 * 7);
  EXPECT_EQ(List("state = ACTIVE"), "db") << "d has begun";
}

TEST_P(CampaignListTest, FiltersByMomentsAndByTheWindowInEffect) {
  EXPECT_EQ(List("start_time >= 2026-03-07T16:00:00Z"), "d");
  EXPECT_EQ(List("end_time < 2026-03-02T00:00:00Z"), "e");
  EXPECT_EQ(List("end_time > 2026-03-02T00:00:00Z"), "dcb") << "a draft has no window in effect";
  EXPECT_EQ(List("start_time < 2026-03-07T16:00:00Z AND state != PAUSED"), "eb");
  EXPECT_EQ(List("create_time > 2026-03-01T10:20:02Z"), "ed");
  EXPECT_EQ(List("update_time > 2026-03-02T00:00:00Z"), "c");
  EXPECT_EQ(List("update_actor = mei AND campaign_id = a"), "a");
}

TEST_P(CampaignListTest, OrdersByPages) {
  EXPECT_EQ(List(""), "edcba");
  EXPECT_EQ(List("", "campaign_id"), "abcde");
  EXPECT_EQ(List("", "create_time"), "abcde");
  EXPECT_EQ(List("state != DRAFT", "update_time desc"), "cedb");
}

TEST_P(CampaignListTest, NamesWhatWouldBeRight) {
  EXPECT_THAT(List("state = OPEN"), HasSubstr("it should be one of DRAFT, ACTIVE, PAUSED"));
  EXPECT_THAT(
      List("name = b"),
      HasSubstr("the fields are campaign_id, state, update_actor, create_time, update_time, start_time, end_time"));
  EXPECT_THAT(List("", "end_time"), HasSubstr("it should be one of campaign_id, create_time, update_time"));
}

}  // namespace
}  // namespace fudai::campaigns
