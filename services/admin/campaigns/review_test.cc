// A second pair of eyes on what is published.
#include <gtest/gtest.h>

#include "services/admin/campaigns/change_fixture.h"

namespace fudai::campaigns {
namespace {

class ReviewTest : public ChangeFixture {};
INSTANTIATE_TEST_SUITE_P(Databases, ReviewTest, testsupport::BothDatabases(), testsupport::DatabaseName);

TEST_P(ReviewTest, AReviewGoesBackAndForth) {
  ASSERT_TRUE(Create("spring").ok());
  const absl::StatusOr<Campaign> submitted = Submit("spring");
  ASSERT_TRUE(submitted.ok()) << submitted.status();
  EXPECT_EQ(submitted->state(), CAMPAIGN_STATE_IN_REVIEW);
  EXPECT_EQ(submitted->review().state(), CampaignReview::STATE_REQUESTED);
  EXPECT_EQ(submitted->review().requester(), "mei");

  As("lin");
  ExpectRefusal(Reject("spring", 1, "").status(), absl::StatusCode::kInvalidArgument, "reason is empty");
  const absl::StatusOr<Campaign> rejected = Reject("spring", 1, "Too dear");
  ASSERT_TRUE(rejected.ok()) << rejected.status();
  EXPECT_EQ(rejected->state(), CAMPAIGN_STATE_DRAFT);
  EXPECT_EQ(rejected->review().state(), CampaignReview::STATE_NONE);
  EXPECT_EQ(rejected->update_actor(), "lin");
  EXPECT_EQ(rejected->update_reason(), "Too dear");

  As("mei");
  ASSERT_TRUE(Update("spring", SpecNamed("second")).ok());
  ASSERT_TRUE(Submit("spring").ok());
  As("lin");
  ExpectRefusal(Approve("spring", 1).status(), absl::StatusCode::kAborted, "version is 1; the newest");
  const absl::StatusOr<Campaign> approved = Approve("spring", 2);
  ASSERT_TRUE(approved.ok()) << approved.status();
  EXPECT_EQ(approved->state(), CAMPAIGN_STATE_IN_REVIEW);
  EXPECT_EQ(approved->review().state(), CampaignReview::STATE_APPROVED);
  EXPECT_EQ(approved->review().version(), 2);
  EXPECT_EQ(approved->review().approver(), "lin");
  EXPECT_EQ(Publish("spring")->review().state(), CampaignReview::STATE_NONE);
}

TEST_P(ReviewTest, AnEditTakesAnApprovalBack) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Submit("spring").ok());
  As("lin");
  ASSERT_TRUE(Approve("spring", 1).ok());
  const absl::StatusOr<Campaign> edited = Update("spring", SpecNamed("second"));
  ASSERT_TRUE(edited.ok()) << edited.status();
  EXPECT_EQ(edited->state(), CAMPAIGN_STATE_DRAFT);
  EXPECT_EQ(edited->review().state(), CampaignReview::STATE_NONE);
}

TEST_P(ReviewTest, ReviewsAnEditWhileTheCampaignRuns) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Publish("spring").ok());
  ExpectRefusal(Submit("spring").status(), absl::StatusCode::kFailedPrecondition,
                "version 1 of campaign \"spring\" is published already");
  ASSERT_TRUE(Update("spring", SpecNamed("second")).ok());
  As("lin");
  ExpectRefusal(Approve("spring", 2).status(), absl::StatusCode::kFailedPrecondition, "submit it first");
  EXPECT_EQ(Submit("spring")->state(), CAMPAIGN_STATE_ACTIVE);
  EXPECT_EQ(Approve("spring", 2)->state(), CAMPAIGN_STATE_ACTIVE);
  EXPECT_EQ(Reject("spring", 2, "After all")->review().state(), CampaignReview::STATE_NONE);
}

TEST_P(ReviewTest, WithoutTheFlagNobodyHasToApprove) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Submit("spring").ok());
  EXPECT_EQ(Publish("spring")->state(), CAMPAIGN_STATE_ACTIVE);
}

class ApprovalTest : public ReviewTest {
 protected:
  ApprovalTest() { policy_.require_approval = true; }
};
INSTANTIATE_TEST_SUITE_P(Databases, ApprovalTest, testsupport::BothDatabases(), testsupport::DatabaseName);

TEST_P(ApprovalTest, OnlyAnotherThanItsAuthorApproves) {
  ASSERT_TRUE(Create("spring").ok());
  ExpectRefusal(Publish("spring").status(), absl::StatusCode::kFailedPrecondition,
                "version 1 of campaign \"spring\" is not approved");
  ASSERT_TRUE(Submit("spring").ok());
  ExpectRefusal(Approve("spring", 1).status(), absl::StatusCode::kFailedPrecondition,
                "was written by mei; it should be approved by somebody else");
  ExpectRefusal(Publish("spring").status(), absl::StatusCode::kFailedPrecondition, "is not approved");
  As("lin");
  ASSERT_TRUE(Approve("spring", 1).ok());
  As("mei");
  EXPECT_EQ(Publish("spring")->state(), CAMPAIGN_STATE_ACTIVE);
  EXPECT_TRUE(Publish("spring").ok()) << "a repeat";
}

// Whoever wrote any version since the published one is an author of what would be published.
TEST_P(ApprovalTest, NobodyApprovesWhatTheyWroteAPartOf) {
  ASSERT_TRUE(Create("spring").ok());
  As("lin");
  ASSERT_TRUE(Update("spring", SpecNamed("second")).ok());
  As("mei");
  ASSERT_TRUE(Update("spring", SpecNamed("third")).ok());
  ASSERT_TRUE(Submit("spring").ok());
  for (const char* author : {"lin", "mei"}) {
    As(author);
    ExpectRefusal(Approve("spring", 3).status(), absl::StatusCode::kFailedPrecondition, "was written by lin, mei");
  }
  As("ana");
  ASSERT_TRUE(Approve("spring", 3).ok());
  ExpectRefusal(Publish("spring", 2).status(), absl::StatusCode::kFailedPrecondition, "version 2 of campaign");
  EXPECT_EQ(Publish("spring")->published_version(), 3);
  ASSERT_TRUE(Update("spring", SpecNamed("fourth")).ok());
  ASSERT_TRUE(Submit("spring").ok());
  As("lin");
  EXPECT_TRUE(Approve("spring", 4).ok()) << "what lin wrote is published already";
}

TEST_P(ApprovalTest, ARaisedBudgetNeedsAnApprovalToo) {
  campaign::v1::CampaignSpec spec = MarchSpec();
  spec.mutable_budget()->set_total_fen(1'000'000);
  ASSERT_TRUE(Create("spring", spec).ok());
  ASSERT_TRUE(Submit("spring").ok());
  As("lin");
  ASSERT_TRUE(Approve("spring", 1).ok());
  ASSERT_TRUE(Publish("spring").ok());
  spec.mutable_budget()->set_total_fen(2'000'000);
  ASSERT_TRUE(Update("spring", spec).ok());
  ExpectRefusal(Publish("spring").status(), absl::StatusCode::kFailedPrecondition, "version 2 of campaign");
  ASSERT_TRUE(Submit("spring").ok());
  ExpectRefusal(Approve("spring", 2).status(), absl::StatusCode::kFailedPrecondition, "was written by lin");
  As("mei");
  ASSERT_TRUE(Approve("spring", 2).ok());
  ASSERT_TRUE(Publish("spring").ok());
  EXPECT_EQ(InCatalogue().versions(1).spec().budget().total_fen(), 2'000'000);
}

TEST_P(ApprovalTest, StopsNeedNone) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Submit("spring").ok());
  As("lin");
  ASSERT_TRUE(Approve("spring", 1).ok());
  ASSERT_TRUE(Publish("spring").ok());
  EXPECT_TRUE(Pause("spring", "r1").ok());
  EXPECT_TRUE(Resume("spring", "r2").ok());
  EXPECT_TRUE(End("spring").ok());
}

}  // namespace
}  // namespace fudai::campaigns
