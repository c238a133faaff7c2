#include "services/campaign/campaigns/campaigns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "common/partition/rehearsal.h"
#include "common/testing/captured_log.h"
#include "services/campaign/testing/sample_campaign.h"
#include "services/campaign/testing/store_rig.h"

namespace fudai::campaigns {
namespace {

using campaign_testing::SampleNow;
using campaign_testing::SampleSpec;
using campaign_testing::StoreRig;
using testing::HasSubstr;
using testing::StartsWith;

store::v1::CampaignVersion SampleVersion() {
  store::v1::CampaignVersion version;
  version.set_version(3);
  *version.mutable_spec() = SampleSpec();
  return version;
}

// Scripts that Redis has run since its statistics were reset.
int64_t ScriptRuns(StoreRig* rig) {
  const redis::Reply stats = rig->Command({"INFO", "commandstats"});
  int64_t runs = 0;
  for (absl::string_view line : absl::StrSplit(stats.string(), "\r\n")) {
    if (!absl::ConsumePrefix(&line, "cmdstat_eval") || !absl::StrContains(line, "calls=")) continue;
    int64_t calls = 0;
    line.remove_prefix(line.find("calls=") + 6);
    if (absl::SimpleAtoi(line.substr(0, line.find(',')), &calls)) runs += calls;
  }
  return runs;
}

TEST(CompiledVersionTest, FlattensTheRecipe) {
  const CompiledVersionPtr version = Compile("spring", SampleVersion()).value();
  EXPECT_EQ(version->recipe, std::string("\0\0\0\0\0\1\1\1\2\2", 10));
  EXPECT_EQ(version->size(), 10);
  EXPECT_EQ(version->free_coffee, 2);
  EXPECT_EQ(version->bag_life_ms, 7 * 24 * 3600 * 1000);
  EXPECT_EQ(version->growth.size(), 4u * 4 + 1 + 3 * 8);
}

TEST(CompiledVersionTest, ShopsAreAllUnlessNamed) {
  store::v1::CampaignVersion version = SampleVersion();
  EXPECT_TRUE(Compile("spring", version).value()->TakesShop("any"));
  version.mutable_spec()->mutable_trigger()->add_shop_ids("s1");
  EXPECT_TRUE(Compile("spring", version).value()->TakesShop("s1"));
  EXPECT_FALSE(Compile("spring", version).value()->TakesShop("any"));
}

TEST(CompiledVersionTest, RefusesATemplateThatIsNotThere) {
  store::v1::CampaignVersion version = SampleVersion();
  version.mutable_spec()->mutable_recipe(0)->set_template_id("soup");
  EXPECT_THAT(Compile("spring", version).status().message(), HasSubstr("no template \"soup\" among the campaign's 3"));
}

TEST(CompiledVersionTest, EntriesFollowTheTemplate) {
  const CompiledVersionPtr version = Compile("spring", SampleVersion()).value();
  const store::v1::WalletEntry entry = MakeWalletEntry(*version, 1, 1000);
  EXPECT_EQ(entry.template_id(), "cake");
  EXPECT_EQ(entry.value_fen(), 800);
  EXPECT_EQ(entry.campaign_version(), 3);
  EXPECT_EQ(entry.valid_from_ms(), 1000);
  EXPECT_EQ(entry.expires_at_ms(), 1000 + int64_t{14} * 24 * 3600 * 1000);
}

TEST(CompiledVersionTest, RefusesATimeZoneThatIsNotThere) {
  store::v1::CampaignVersion version = SampleVersion();
  version.mutable_spec()->set_time_zone("Asia/Beijing");
  EXPECT_THAT(Compile("spring", version).status().message(), HasSubstr("no time zone \"Asia/Beijing\""));
}

TEST(SnapshotTest, LeavesOutWhatDoesNotCompile) {
  partition::Catalogue catalogue{.version = {.epoch = 4}, .campaigns = {}};
  store::v1::PublishedCampaign campaign;
  campaign.set_campaign_id("spring");
  campaign.set_current_version(3);
  *campaign.add_versions() = SampleVersion();
  store::v1::CampaignVersion& broken = *campaign.add_versions();
  broken = SampleVersion();
  broken.set_version(4);
  broken.mutable_spec()->clear_templates();
  catalogue.campaigns.push_back(campaign);

  const testsupport::CapturedLog log;
  const CampaignSnapshot snapshot(catalogue, "rehearsal: ");
  EXPECT_THAT(log.text(), StartsWith("rehearsal: campaign spring version 4 is left out: "));
  EXPECT_EQ(snapshot.epoch(), 4);
  EXPECT_NE(snapshot.Find("spring", 3), nullptr);
  EXPECT_EQ(snapshot.Find("spring", 4), nullptr);
  EXPECT_EQ(snapshot.Current("spring"), snapshot.Find("spring", 3));
  EXPECT_TRUE(snapshot.rewards_new_friends());
}

TEST(CampaignsTest, ReadsWhatTheSnapshotLacks) {
  StoreRig rig;
  rig.Publish("spring", SampleSpec());
  EXPECT_EQ(rig.campaigns().snapshot()->Current("spring"), nullptr);
  EXPECT_TRUE(rig.Run(rig.campaigns().Version("spring", 1)).ok());
  EXPECT_NE(rig.campaigns().snapshot()->Current("spring"), nullptr);
}

TEST(CampaignsTest, ReadsTheCatalogueOnlyWhenItHasMoved) {
  StoreRig rig;
  rig.Publish("spring", SampleSpec());
  ASSERT_TRUE(rig.Run(rig.campaigns().Reload()).ok());
  const auto first = rig.campaigns().snapshot();
  ASSERT_TRUE(rig.Run(rig.campaigns().Reload()).ok());
  EXPECT_EQ(rig.campaigns().snapshot(), first);
  rig.SetState("spring", partition::CampaignRecordState::kPaused);
  ASSERT_TRUE(rig.Run(rig.campaigns().Reload()).ok());
  EXPECT_TRUE(rig.campaigns().snapshot()->active().empty());
}

TEST(CampaignsTest, KeepsTheVersionsThatBagsKeep) {
  StoreRig rig;
  rig.Publish("spring", SampleSpec());
  rig.Publish("spring", SampleSpec());
  EXPECT_EQ(rig.Run(rig.campaigns().Current("spring")).value()->version, 2);
  EXPECT_EQ(rig.Run(rig.campaigns().Version("spring", 1)).value()->version, 1);
}

TEST(CampaignsTest, TheActiveOnesNewestFirst) {
  StoreRig rig;
  campaign::v1::CampaignSpec later = SampleSpec();
  later.mutable_start_time()->set_seconds(later.start_time().seconds() + 1);
  rig.Publish("early", SampleSpec());
  rig.Publish("late", later);
  rig.Publish("paused", later);
  rig.SetState("paused", partition::CampaignRecordState::kPaused);
  ASSERT_TRUE(rig.Run(rig.campaigns().Reload()).ok());
  const auto& active = rig.campaigns().snapshot()->active();
  ASSERT_EQ(active.size(), 2u);
  EXPECT_EQ(active[0]->campaign_id, "late");
  EXPECT_EQ(active[1]->campaign_id, "early");
  EXPECT_NE(rig.campaigns().snapshot()->Current("paused"), nullptr);
}

TEST(CampaignsTest, SaysWhichCampaignIsUnknown) {
  StoreRig rig;
  const absl::Status current = rig.Run(rig.campaigns().Current("autumn")).status();
  EXPECT_EQ(current.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(current.message(), HasSubstr("campaign_id is \"autumn\""));
  EXPECT_EQ(rig.Run(rig.campaigns().Version("autumn", 1)).status().code(), absl::StatusCode::kInternal);
}

TEST(CampaignsTest, FindsACampaignOnceItIsPublished) {
  StoreRig rig;
  for (const char* campaign_id : {"spring", "summer", "autumn"}) {
    EXPECT_EQ(rig.Run(rig.campaigns().Current(campaign_id)).status().code(), absl::StatusCode::kNotFound);
    rig.Publish(campaign_id, SampleSpec());
    EXPECT_TRUE(rig.Run(rig.campaigns().Current(campaign_id)).ok()) << campaign_id;
  }
}

TEST(CampaignsTest, ReadsTheCatalogueForFewUnknownIds) {
  StoreRig rig;
  rig.Command({"CONFIG", "RESETSTAT"});
  const absl::Time began = absl::Now();
  for (int i = 0; i < 10 * Campaigns::kLookupsPerSecond; ++i)
    EXPECT_FALSE(rig.Run(rig.campaigns().Current(absl::StrCat("made-up", i))).ok());
  const int64_t seconds = absl::ToInt64Seconds(absl::Now() - began) + 1;
  EXPECT_LE(ScriptRuns(&rig), (seconds + 1) * Campaigns::kLookupsPerSecond);
}

TEST(CampaignsTest, AForeignStoreIsNotReady) {
  StoreRig rig;
  Campaigns campaigns(contracts::StoreAccess(rig.access().client(), "another"));
  EXPECT_EQ(rig.Run(campaigns.Reload()).code(), absl::StatusCode::kFailedPrecondition);
  const absl::Status told = absl::UnavailableError("the store is not ready; repeat the call, an act with the same key");
  EXPECT_EQ(rig.Run(campaigns.Current("spring")).status(), told);
  EXPECT_EQ(rig.Run(campaigns.Version("spring", 1)).status(), told);
}

TEST(CampaignsTest, MarksWhatItLogsOfTheRehearsal) {
  StoreRig rig;
  Campaigns campaigns(contracts::StoreAccess(rig.access().client(), partition::RehearsalToken("another")));
  const testsupport::CapturedLog log;
  const auto has_looked = [&log] { return !log.text().empty(); };
  async::Spawn(campaigns.KeepFresh(absl::Milliseconds(1), has_looked));
  rig.loop().RunUntil(has_looked);
  EXPECT_THAT(log.text(), StartsWith("rehearsal: the catalogue of campaigns was not read: "));
}

TEST(CampaignsTest, KeepsFreshUntilItEnds) {
  StoreRig rig;
  rig.Publish("spring", SampleSpec());
  async::Spawn(rig.campaigns().KeepFresh(absl::Milliseconds(1),
                                         [&rig] { return rig.campaigns().snapshot()->Current("spring") != nullptr; }));
  rig.loop().RunUntil([&rig] { return rig.campaigns().snapshot()->Current("spring") != nullptr; });
}

TEST(CampaignsTest, EndsWithinThePauseBetweenTwoReads) {
  StoreRig rig;
  bool done = false;
  async::Spawn([](Campaigns* campaigns, bool* out) -> async::Task<void> {
    int asked = 0;
    const auto ended = [&asked] { return ++asked > 1; };
    co_await campaigns->KeepFresh(absl::Hours(24), ended);
    *out = true;
  }(&rig.campaigns(), &done));
  rig.loop().RunUntil([&done] { return done; });
}

}  // namespace
}  // namespace fudai::campaigns
