#include "services/campaign/archive/sweeper.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/campaign/archive/sweep_fixture.h"

namespace fudai::archive {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

constexpr int kSlice = 100;

bool NamesSpring(const std::pair<const std::string, std::vector<std::string>>& key) {
  const auto names = [](const std::string& text) { return absl::StrContains(text, "spring"); };
  return names(key.first) || std::any_of(key.second.begin(), key.second.end(), names);
}

TEST(SweeperTest, DeletesExactlyWhatIsTheCampaigns) {
  World world;
  const Keyspace before = world.Read();
  world.PlaySpring();
  EXPECT_GT(world.Read().size(), before.size() + 5 * World::kUsers);
  world.ArchiveSpring();
  Sweeper sweeper(world.access(), world.parts(), kSlice);
  const partition::SweepProgress progress = world.SweepAll(&sweeper, SampleNow());
  EXPECT_GE(progress.pass, 2) << "a pass that finds nothing comes last";
  EXPECT_GT(progress.deleted, 8 * World::kUsers);
  EXPECT_GT(progress.size, 0);
  world.Remove();
  const Keyspace after = world.Read();
  EXPECT_THAT(Differences(after, before), IsEmpty());
  EXPECT_TRUE(std::none_of(after.begin(), after.end(), NamesSpring));
}

TEST(SweeperTest, AnotherGoesOnWhereOneStopped) {
  for (int stop = 0;; ++stop) {
    World world;
    const Keyspace before = world.Read();
    world.PlaySpring();
    world.ArchiveSpring();
    {
      Sweeper first(world.access(), world.parts(), kSlice);
      for (int step = 0; step < stop; ++step) world.Step(&first, SampleNow());
    }
    const std::optional<partition::SweepProgress> left = world.Progress();
    if (left.has_value() && left->phase == SweepPhase::kSwept) break;
    Sweeper second(world.access(), world.parts(), kSlice);
    const partition::SweepProgress progress = world.SweepAll(&second, SampleNow() + Sweeper::kLease);
    EXPECT_GE(progress.deleted, left.has_value() ? left->deleted : 0);
    world.Remove();
    EXPECT_THAT(Differences(world.Read(), before), IsEmpty()) << "stopped after " << stop << " slices";
    ASSERT_LT(stop, 100);
  }
}

TEST(SweeperTest, WaitsForTheRelayAndTheLedger) {
  World world;
  world.PlaySpring();
  world.rig().SetState("spring", CampaignRecordState::kArchived);
  ASSERT_TRUE(world.rig().Run(world.rig().campaigns().Reload()).ok());
  Sweeper sweeper(world.access(), world.parts(), kSlice);
  EXPECT_FALSE(*world.rig().Run(sweeper.Step(SampleNow())));
  world.Consume(partition::Consumer::kProjector);
  EXPECT_FALSE(*world.rig().Run(sweeper.Step(SampleNow())));
  EXPECT_EQ(world.Progress()->phase, SweepPhase::kLedger);
  world.Consume(partition::Consumer::kRelay);
  EXPECT_TRUE(*world.rig().Run(sweeper.Step(SampleNow())));
  EXPECT_EQ(world.Progress()->phase, SweepPhase::kSweeping);
  EXPECT_EQ(world.Progress()->deleted, 0);
}

TEST(SweeperTest, EndsTheLiabilityInTheLedgerFirst) {
  World world;
  world.PlaySpring();
  world.ArchiveSpring();
  Sweeper sweeper(world.access(), world.parts(), kSlice);
  ASSERT_TRUE(world.rig().Run(sweeper.Step(SampleNow())).ok());
  int64_t expired = 0;
  for (const event::v1::Event& event : world.rig().AllEvents()) {
    if (!event.has_liability_expired()) continue;
    EXPECT_EQ(event.liability_expired().campaign_id(), "spring");
    expired += event.liability_expired().coupons();
  }
  EXPECT_GT(expired, 0);
  EXPECT_EQ(world.Progress()->phase, SweepPhase::kLedger) << "until the ledger has that too";
}

TEST(SweeperTest, OneServerAtATime) {
  World world;
  world.PlaySpring();
  world.ArchiveSpring();
  Sweeper first(world.access(), world.parts(), kSlice), second(world.access(1), world.parts(), kSlice);
  EXPECT_TRUE(world.rig().Run(first.Step(SampleNow())).ok());
  EXPECT_FALSE(*world.rig().Run(second.Step(SampleNow() + Sweeper::kLease - absl::Milliseconds(1))));
  EXPECT_TRUE(world.rig().Run(second.Step(SampleNow() + Sweeper::kLease)).ok());
  EXPECT_EQ(world.rig().Run(first.Step(SampleNow() + Sweeper::kLease)).status().code(), absl::StatusCode::kAborted);
  EXPECT_FALSE(*world.rig().Run(first.Step(SampleNow() + Sweeper::kLease)));
  world.SweepAll(&second, SampleNow() + Sweeper::kLease);
}

TEST(SweeperTest, BeginsThePassAnewInAnotherRunOfRedis) {
  World world;
  const Keyspace before = world.Read();
  world.PlaySpring();
  world.ArchiveSpring();
  {
    Sweeper first(world.access(), world.parts(), kSlice);
    while (!world.Progress().has_value() || world.Progress()->looked == 0) world.Step(&first, SampleNow());
  }
  world.rig().Command(
      {"HSET", partition::SweepKey(partition::OfUser("spring"), "spring"), "run", "another", "cursor", "0"});
  Sweeper second(world.access(), world.parts(), kSlice);
  const absl::Time later = SampleNow() + Sweeper::kLease;
  while (world.Progress()->looked > 0) world.Step(&second, later);
  EXPECT_EQ(world.Progress()->pass, 1);
  world.SweepAll(&second, later);
  world.Remove();
  EXPECT_THAT(Differences(world.Read(), before), IsEmpty());
}

TEST(SweeperTest, FindsAnOrderWhoseOwnerIsGone) {
  World world;
  const Keyspace before = world.Read();
  world.PlaySpring();
  world.ArchiveSpring();
  world.rig().Command({"DEL", keys::OrderOwner(partition::OfUser("spring-0"), "spring-0")});
  Sweeper sweeper(world.access(), world.parts(), kSlice);
  world.SweepAll(&sweeper, SampleNow());
  world.Remove();
  EXPECT_THAT(Differences(world.Read(), before), IsEmpty());
}

// What Redis needs for bookkeeping of its own, as for tables that have grown, is its business: a little of it stays.
TEST(SweeperTest, MemoryComesBack) {
  World world;
  const auto used = [&world] {
    world.Consume(partition::Consumer::kRelay);
    world.Consume(partition::Consumer::kProjector);
    return world.UsedMemory();
  };
  const Keyspace keys_before = world.Read();
  const int64_t before = used();
  world.PlaySpring();
  for (int round = 0; round < 100; ++round) world.Play(absl::StrCat("round-", round), "spring");
  const int64_t with = used();
  world.ArchiveSpring();
  Sweeper sweeper(world.access(), world.parts());
  const partition::SweepProgress progress = world.SweepAll(&sweeper, SampleNow());
  world.Remove();
  EXPECT_THAT(Differences(world.Read(), keys_before), IsEmpty());
  const int64_t after = used();
  printf("Redis holds %ld bytes before the campaign, %ld with it, %ld after the sweep of %ld keys and entries\n",
         before, with, after, progress.deleted);
  EXPECT_LT(after - before, (with - before) / 10);
}

TEST(SweeperTest, ARunningCampaignIsNotRemoved) {
  World world;
  world.PlaySpring();
  const absl::Status removed =
      world.rig().Run(partition::RemoveCampaign(world.access().client(), world.access().token(), "spring"));
  EXPECT_EQ(removed.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(removed.message(), HasSubstr("\"spring\" is not archived"));
  EXPECT_FALSE(world.Open(world.Order("later", "user-0"), "user-1")->bag_id().empty());
}

}  // namespace
}  // namespace fudai::archive
