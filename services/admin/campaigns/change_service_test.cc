#include "services/admin/campaigns/change_service.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/partition/sweep.h"
#include "services/admin/audit/audit_log.h"
#include "services/admin/campaigns/change_fixture.h"

namespace fudai::campaigns {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class ChangeServiceTest : public ChangeFixture {};
INSTANTIATE_TEST_SUITE_P(Databases, ChangeServiceTest, testsupport::BothDatabases(), testsupport::DatabaseName);

TEST_P(ChangeServiceTest, AnEditOfADraftMakesItsNextVersion) {
  ASSERT_TRUE(Create("spring").ok());
  const absl::StatusOr<Campaign> edited = Update("spring", SpecNamed("second"));
  ASSERT_TRUE(edited.ok()) << edited.status();
  EXPECT_EQ(edited->version(), 2);
  EXPECT_EQ(edited->published_version(), 0);
  EXPECT_EQ(edited->spec().display_name(), "second");
  EXPECT_TRUE(MessageDifferencer::Equals(*Get("spring"), *edited));
}

TEST_P(ChangeServiceTest, AnEqualSpecChangesNothing) {
  const Campaign created = Create("spring")->campaign();
  EXPECT_TRUE(MessageDifferencer::Equals(*Update("spring", created.spec()), created));
}

TEST_P(ChangeServiceTest, SaysWhoElseHasEdited) {
  const Campaign seen = Create("spring")->campaign();
  As("lin");
  ASSERT_TRUE(Update("spring", SpecNamed("second")).ok());
  As("mei");
  ExpectRefusal(Send(Edit(seen, SpecNamed("third"), "r1")).status(), absl::StatusCode::kAborted,
                "was changed by lin at 2026-03-01T10:20:00Z and is at version 2; get it anew");
  ExpectRefusal(Send(Edit(seen, SpecNamed("second"), "r1")).status(), absl::StatusCode::kAborted, "was changed by lin");
  ExpectRefusal(Send(Edit(Campaign(), SpecNamed("third"), "r2")).status(), absl::StatusCode::kInvalidArgument,
                "etag is empty");
}

TEST_P(ChangeServiceTest, ARepeatedEditGetsItsFirstAnswer) {
  const UpdateCampaignRequest edit = Edit(Create("spring")->campaign(), SpecNamed("second"), "r1");
  const absl::StatusOr<Campaign> first = Send(edit);
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_TRUE(Update("spring", SpecNamed("third")).ok());
  const absl::StatusOr<Campaign> repeated = Send(edit);
  ASSERT_TRUE(repeated.ok()) << repeated.status();
  EXPECT_TRUE(MessageDifferencer::Equals(*repeated, *first));
  EXPECT_EQ(Get("spring")->version(), 3);
  ExpectRefusal(Send(Edit(*first, SpecNamed("fourth"), "r1")).status(), absl::StatusCode::kAlreadyExists,
                "request_id \"r1\" has served another change");
}

TEST_P(ChangeServiceTest, AnEditTakesEffectWhenItIsPublished) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Publish("spring").ok());
  const absl::StatusOr<Campaign> edited = Update("spring", SpecNamed("second"));
  ASSERT_TRUE(edited.ok()) << edited.status();
  EXPECT_EQ(edited->state(), CAMPAIGN_STATE_ACTIVE);
  EXPECT_EQ(edited->published_version(), 1);
  EXPECT_EQ(InCatalogue().current_version(), 1);

  const absl::StatusOr<Campaign> published = Publish("spring");
  ASSERT_TRUE(published.ok()) << published.status();
  EXPECT_EQ(published->published_version(), 2);
  const store::v1::PublishedCampaign known = InCatalogue();
  EXPECT_EQ(known.current_version(), 2);
  ASSERT_EQ(known.versions_size(), 2) << "bags keep the version they were given under";
  EXPECT_EQ(known.versions(0).spec().display_name(), MarchSpec().display_name());
  EXPECT_EQ(known.versions(1).spec().display_name(), "second");
}

TEST_P(ChangeServiceTest, APausedCampaignIsPublishedAnewAndStaysPaused) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Publish("spring").ok());
  ASSERT_TRUE(Pause("spring", "r1").ok());
  ASSERT_TRUE(Update("spring", SpecNamed("second")).ok());
  EXPECT_EQ(Publish("spring")->state(), CAMPAIGN_STATE_PAUSED);
  EXPECT_EQ(CountPartitions("spring", CampaignRecordState::kPaused), partition::kCount);
  EXPECT_EQ(InCatalogue().current_version(), 2);
}

TEST_P(ChangeServiceTest, PublishesTheVersionThatIsNamed) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Update("spring", SpecNamed("second")).ok());
  ASSERT_TRUE(Update("spring", SpecNamed("third")).ok());
  EXPECT_EQ(Publish("spring", 2)->published_version(), 2);
  EXPECT_EQ(Publish("spring", 2)->published_version(), 2) << "a repeat";
  EXPECT_EQ(InCatalogue().versions_size(), 1) << "only versions that were in effect";
  ExpectRefusal(Publish("spring", 1).status(), absl::StatusCode::kFailedPrecondition,
                "version is 1; version 2 of campaign \"spring\" is in effect");
  ExpectRefusal(Publish("spring", 4).status(), absl::StatusCode::kNotFound,
                "has no version 4; its versions are 1 to 3");
  ExpectRefusal(Publish("spring", -1).status(), absl::StatusCode::kInvalidArgument, "version is -1");
  EXPECT_EQ(Publish("spring", 3)->published_version(), 3);
}

TEST_P(ChangeServiceTest, PublishesNothingThatIsOver) {
  ASSERT_TRUE(Create("spring").ok());
  At(absl::FromUnixSeconds(MarchSpec().end_time().seconds()));
  ExpectRefusal(Publish("spring").status(), absl::StatusCode::kFailedPrecondition,
                "end_time: is 2026-03-31T16:00:00+00:00, and has passed");
  EXPECT_EQ(Get("spring")->state(), CAMPAIGN_STATE_DRAFT);
  campaign::v1::CampaignSpec spec = MarchSpec();
  spec.mutable_end_time()->set_seconds(MarchSpec().end_time().seconds() + 1);
  ASSERT_TRUE(Update("spring", spec).ok());
  EXPECT_EQ(Publish("spring")->state(), CAMPAIGN_STATE_ACTIVE);
}

TEST_P(ChangeServiceTest, PublishesNoCouponsThatCouldNeverBeUsed) {
  campaign::v1::CampaignSpec spec = MarchSpec();
  const int64_t not_after = spec.start_time().seconds() + 5 * 86'400;
  spec.mutable_templates(0)->mutable_conditions()->mutable_not_after()->set_seconds(not_after);
  ASSERT_TRUE(Create("spring", spec).ok());
  At(absl::FromUnixSeconds(not_after));
  ExpectRefusal(Publish("spring").status(), absl::StatusCode::kFailedPrecondition,
                "templates[0].conditions.not_after: is 2026-03-05T16:00:00+00:00");
  At(absl::FromUnixSeconds(not_after) - absl::Milliseconds(1));
  ASSERT_TRUE(Publish("spring").ok());
  At(absl::FromUnixSeconds(not_after));
  EXPECT_TRUE(Publish("spring").ok()) << "a repeat";
}

TEST_P(ChangeServiceTest, ALateRepeatDoesNotPublishWhatWasEditedSince) {
  ASSERT_TRUE(Create("spring").ok());
  const auto publish = About<PublishCampaignRequest>("spring", "r1");
  ASSERT_TRUE(Call<PublishCampaignResponse>("PublishCampaign", publish).ok());
  ASSERT_TRUE(Update("spring", SpecNamed("second")).ok());
  EXPECT_TRUE(Call<PublishCampaignResponse>("PublishCampaign", publish).ok());
  EXPECT_EQ(Get("spring")->published_version(), 1);
}

TEST_P(ChangeServiceTest, KeepsWhatBagsAndBudgetsRestOn) {
  ASSERT_TRUE(Create("spring").ok());
  campaign::v1::CampaignSpec other = MarchSpec();
  other.set_time_zone("Asia/Tokyo");
  ASSERT_TRUE(Update("spring", other).ok()) << "nothing is out yet";
  ASSERT_TRUE(Publish("spring").ok());
  ExpectRefusal(Update("spring", MarchSpec()).status(), absl::StatusCode::kInvalidArgument,
                "time_zone: is \"Asia/Shanghai\"; it should stay \"Asia/Tokyo\"");
}

std::vector<std::string> CodesOf(const absl::StatusOr<ValidateCampaignResponse>& response) {
  EXPECT_TRUE(response.ok()) << response.status();
  std::vector<std::string> codes;
  if (response.ok()) {
    for (const Finding& finding : response->findings()) codes.push_back(finding.code());
  }
  return codes;
}

// What Validate finds of an edit is what Update refuses it for, and in the same words.
TEST_P(ChangeServiceTest, TheValidatorSaysOfAnEditWhatItWillBeRefusedFor) {
  ASSERT_TRUE(Create("spring").ok());
  ValidateCampaignRequest request;
  *request.mutable_spec() = MarchSpec();
  request.mutable_spec()->set_time_zone("Asia/Tokyo");
  // Warnings only.
  const std::vector<std::string> own = CodesOf(Validate(request));
  EXPECT_THAT(own, Not(IsEmpty()));
  request.set_campaign_id("spring");
  EXPECT_EQ(CodesOf(Validate(request)), own) << "nothing is out yet";
  ASSERT_TRUE(Publish("spring").ok());
  // The newest version is not the one that counts.
  ASSERT_TRUE(Update("spring", SpecNamed("another")).ok());
  std::vector<std::string> all = own;
  all.insert(all.begin(), "time_zone_changed");
  const absl::StatusOr<ValidateCampaignResponse> found = Validate(request);
  ASSERT_EQ(CodesOf(found), all) << "errors first";
  const Finding& finding = found->findings(0);
  EXPECT_EQ(finding.severity(), Finding::SEVERITY_ERROR);
  EXPECT_EQ(finding.field(), "time_zone");
  EXPECT_EQ(finding.params().at("published"), MarchSpec().time_zone());
  ExpectRefusal(Update("spring", request.spec()).status(), absl::StatusCode::kInvalidArgument,
                absl::StrCat(finding.field(), ": ", finding.message()));
}

TEST_P(ChangeServiceTest, TheValidatorKnowsWhichCampaignsThereAre) {
  ValidateCampaignRequest request;
  *request.mutable_spec() = MarchSpec();
  request.set_campaign_id("nowhere");
  ExpectRefusal(Validate(request).status(), absl::StatusCode::kNotFound, "\"nowhere\"");
  request.set_campaign_id("no where");
  ExpectRefusal(Validate(request).status(), absl::StatusCode::kInvalidArgument, "campaign_id");
}

// What may be written before the start may not be published after it.
TEST_P(ChangeServiceTest, ChecksAnEditAgainWhenItIsPublished) {
  ASSERT_TRUE(Create("spring").ok());
  At(absl::FromUnixSeconds(MarchSpec().start_time().seconds()) - absl::Hours(1));
  EXPECT_EQ(Publish("spring")->state(), CAMPAIGN_STATE_SCHEDULED);
  campaign::v1::CampaignSpec later = MarchSpec();
  later.mutable_start_time()->set_seconds(later.start_time().seconds() + 86'400);
  ASSERT_TRUE(Update("spring", later).ok());
  At(absl::FromUnixSeconds(MarchSpec().start_time().seconds()));
  ExpectRefusal(Publish("spring").status(), absl::StatusCode::kFailedPrecondition, "start_time: is");
}

TEST_P(ChangeServiceTest, ShowsItsStateByTheWindow) {
  const absl::Time start = absl::FromUnixSeconds(MarchSpec().start_time().seconds());
  const absl::Time end = absl::FromUnixSeconds(MarchSpec().end_time().seconds());
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Publish("spring").ok());
  const auto shown = [this](absl::Time now) {
    At(now);
    const auto listed = caller_->Call<ListCampaignsResponse>("ListCampaigns", ListCampaignsRequest());
    EXPECT_EQ(listed->campaigns(0).state(), Get("spring")->state());
    return Get("spring")->state();
  };
  EXPECT_EQ(shown(start - absl::Milliseconds(1)), CAMPAIGN_STATE_SCHEDULED);
  EXPECT_EQ(shown(start), CAMPAIGN_STATE_ACTIVE);
  EXPECT_EQ(shown(end - absl::Milliseconds(1)), CAMPAIGN_STATE_ACTIVE);
  EXPECT_EQ(shown(end), CAMPAIGN_STATE_ENDED);
  ExpectRefusal(Pause("spring", "r1").status(), absl::StatusCode::kFailedPrecondition, "is ended");
  ExpectRefusal(Update("spring", SpecNamed("second")).status(), absl::StatusCode::kFailedPrecondition, "copy it");
  EXPECT_TRUE(Publish("spring").ok()) << "a late repeat of what has been done";
}

TEST_P(ChangeServiceTest, KeepsTheReason) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Publish("spring").ok());
  PauseCampaignRequest request = About<PauseCampaignRequest>("spring", "r1");
  request.set_reason("价格有误");
  As("lin");
  const absl::StatusOr<Campaign> paused = Call<PauseCampaignResponse>("PauseCampaign", request);
  ASSERT_TRUE(paused.ok()) << paused.status();
  EXPECT_EQ(paused->update_reason(), "价格有误");
  EXPECT_EQ(paused->update_actor(), "lin");
  request.set_request_id("r2");
  request.set_reason(std::string(501, 'x'));
  ExpectRefusal(Call<PauseCampaignResponse>("PauseCampaign", request).status(), absl::StatusCode::kInvalidArgument,
                "reason has 501 characters; it should have at most 500");
  request.set_reason("one\ntwo");
  ExpectRefusal(Call<PauseCampaignResponse>("PauseCampaign", request).status(), absl::StatusCode::kInvalidArgument,
                "no control characters");
  std::string longest;
  for (int i = 0; i < 500; ++i) longest += "字";
  request.set_reason(longest);
  EXPECT_TRUE(Call<PauseCampaignResponse>("PauseCampaign", request).ok());
}

TEST_P(ChangeServiceTest, EveryChangeLandsInTheAuditLog) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Create("spring").ok()) << "a repeat is no change";
  ASSERT_TRUE(Submit("spring").ok());
  As("lin");
  ASSERT_TRUE(Reject("spring", 1, "Too dear").ok());
  ASSERT_TRUE(Publish("spring").ok());
  ASSERT_TRUE(Publish("spring").ok());
  ASSERT_TRUE(End("spring").ok());
  const auto read = [](soci::session& sql) -> absl::StatusOr<std::vector<AuditEntry>> {
    return audit::ReadChain(sql, 0, 100);
  };
  const std::vector<AuditEntry> entries = *database_->Read(read);
  std::string actions;
  for (const AuditEntry& entry : entries) actions += entry.actor() + ":" + entry.action() + " ";
  EXPECT_EQ(actions, "mei:CreateCampaign mei:SubmitCampaign lin:RejectCampaign lin:PublishCampaign lin:EndCampaign ");
  EXPECT_EQ(entries[0].before(), "");
  EXPECT_EQ(entries[2].subject(), "campaign/spring");
  EXPECT_EQ(entries[2].reason(), "Too dear");
  EXPECT_THAT(entries[2].before(), HasSubstr("CAMPAIGN_STATE_IN_REVIEW"));
  EXPECT_THAT(entries[2].after(), HasSubstr("CAMPAIGN_STATE_DRAFT"));
}

// March's coupons last for 7 days, and reports come for 30 more.
TEST_P(ChangeServiceTest, ArchivesWhatNobodyCanUseAnyMore) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Publish("spring").ok());
  ExpectRefusal(Archive("spring").status(), absl::StatusCode::kFailedPrecondition, "has ended can be archived");
  const absl::Time end = caller_->context().now;
  ASSERT_TRUE(End("spring").ok());
  ExpectRefusal(Archive("spring").status(), absl::StatusCode::kFailedPrecondition,
                "it can be archived from 2026-04-07T10:20:00Z on");
  At(end + absl::Hours(24 * 37) - absl::Milliseconds(1));
  EXPECT_FALSE(Archive("spring").ok());
  At(end + absl::Hours(24 * 37));
  const absl::StatusOr<Campaign> archived = Archive("spring");
  ASSERT_TRUE(archived.ok()) << archived.status();
  EXPECT_EQ(archived->state(), CAMPAIGN_STATE_ARCHIVED);
  EXPECT_TRUE(archived->has_archive());
  EXPECT_EQ(CountPartitions("spring", CampaignRecordState::kArchived), partition::kCount);
  EXPECT_TRUE(Archive("spring").ok()) << "a repeat";
  EXPECT_EQ(End("spring")->state(), CAMPAIGN_STATE_ARCHIVED);
}

TEST_P(ChangeServiceTest, FollowsTheSweepToItsEnd) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Publish("spring").ok());
  ASSERT_TRUE(End("spring").ok());
  const absl::Time now = caller_->context().now + absl::Hours(24 * 37);
  At(now);
  ASSERT_EQ(Archive("spring")->archive().phase(), CampaignArchive::PHASE_WAITING_FOR_LEDGER);
  ASSERT_TRUE(publisher_->FollowSweeps(now).ok());

  auto taken = RunTask(loop_, partition::TakeSweep(&redis_, kToken, "spring", {.now = now, .end = now}));
  ASSERT_TRUE(taken.ok() && taken->has_value()) << taken.status();
  partition::Sweep sweep = **taken;
  sweep.progress = {.phase = partition::SweepPhase::kSweeping, .pass = 2, .looked = 30, .deleted = 7, .size = 900};
  ASSERT_TRUE(RunTask(loop_, partition::KeepSweep(&redis_, kToken, sweep, now)).ok());
  ASSERT_TRUE(publisher_->FollowSweeps(now).ok());
  CampaignArchive archive = Get("spring")->archive();
  EXPECT_EQ(archive.phase(), CampaignArchive::PHASE_SWEEPING);
  EXPECT_EQ(archive.pass(), 2);
  EXPECT_EQ(archive.keys_looked_at(), 30);
  EXPECT_EQ(archive.keys_in_store(), 900);
  EXPECT_EQ(archive.keys_deleted(), 7);
  EXPECT_EQ(CountPartitions("spring", CampaignRecordState::kArchived), partition::kCount);

  sweep.progress.phase = partition::SweepPhase::kSwept;
  ASSERT_TRUE(RunTask(loop_, partition::KeepSweep(&redis_, kToken, sweep, now)).ok());
  ASSERT_TRUE(publisher_->FollowSweeps(now + absl::Seconds(1)).ok());
  archive = Get("spring")->archive();
  EXPECT_EQ(archive.phase(), CampaignArchive::PHASE_DONE);
  EXPECT_EQ(archive.done_time().seconds(), absl::ToUnixSeconds(now) + 1);
  EXPECT_EQ(CountPartitions("spring", CampaignRecordState::kArchived), 0);
  EXPECT_TRUE(RunTask(loop_, partition::ReadCatalogue(&redis_, kToken))->campaigns.empty());
  ASSERT_TRUE(publisher_->FollowSweeps(now + absl::Hours(1)).ok());
  EXPECT_EQ(Get("spring")->archive().done_time().seconds(), absl::ToUnixSeconds(now) + 1) << "once";
  EXPECT_EQ(Archive("spring")->archive().phase(), CampaignArchive::PHASE_DONE) << "a repeat";
}

// One that nobody ended has ended with its window.
TEST_P(ChangeServiceTest, ArchivesByTheEndOfTheWindow) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Publish("spring").ok());
  const absl::Time end = absl::FromUnixSeconds(MarchSpec().end_time().seconds());
  At(end + absl::Hours(24 * 37) - absl::Milliseconds(1));
  EXPECT_FALSE(Archive("spring").ok());
  ASSERT_TRUE(End("spring").ok()) << "late; it makes no difference";
  At(end + absl::Hours(24 * 37));
  EXPECT_EQ(Archive("spring")->state(), CAMPAIGN_STATE_ARCHIVED);
}

}  // namespace
}  // namespace fudai::campaigns
