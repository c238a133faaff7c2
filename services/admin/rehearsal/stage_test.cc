#include "services/admin/rehearsal/stage.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "common/clock/manual_clock.h"
#include "common/partition/partition.h"
#include "common/partition/store.h"
#include "common/partition/virtual_time.h"
#include "services/admin/audit/audit_log.h"
#include "services/admin/rehearsal/rehearsal_fixture.h"

namespace fudai::rehearsal {
namespace {

class StageTest : public RehearsalFixture {
 protected:
  void SetUp() override {
    RehearsalFixture::SetUp();
    if (IsSkipped()) return;
    Restart();
  }
  // The stage as a new process has it.
  void Restart() {
    stage_ = std::make_unique<Stage>(Stage::Set{.database = database_.get(),
                                                .redis = partition::RehearsalOptions(Server().options()),
                                                .token = kToken,
                                                .clock = &clock_,
                                                .stop_projection = [this] { EXPECT_EQ(projections_, wipes_++); },
                                                .start_projection = [this] { EXPECT_EQ(++projections_, wipes_); }});
  }
  absl::Status Wipe(const std::string& request_id) {
    return stage_->Wipe({request_id, {"mei", auth::Role::kEditor}, kNow});
  }
  int64_t Epoch() { return RunTask(loop_, partition::ReadCatalogue(&redis_, kToken))->version.epoch; }
  absl::Status Put(const std::string& key) {
    const auto put = [](redis::Client* client, std::string name) -> async::Task<absl::Status> {
      redis::Pending pending = client->Command("SET", {name}, {"x"});
      co_return (co_await pending).status();
    };
    return RunTask(loop_, put(&redis_, key));
  }
  int64_t Keys() { return *RunTask(loop_, partition::CountRehearsalKeys(&redis_)); }
  int64_t AuditEntries() {
    const auto count = [](soci::session& sql) -> absl::StatusOr<int64_t> { return audit::ReadEnd(sql).newest; };
    return *database_->Read(count);
  }

  clock::ManualClock clock_{kNow};
  std::unique_ptr<Stage> stage_;
  int projections_ = 0;
  int wipes_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Databases, StageTest, testsupport::BothDatabases(), testsupport::DatabaseName);

TEST_P(StageTest, MakesARehearsalThatIsNotThereAndLeavesOneThatIs) {
  ASSERT_EQ(stage_->Finish(), absl::OkStatus());
  EXPECT_EQ(*RunTask(loop_, partition::ReadVirtualTime(&redis_)), kNow);
  EXPECT_EQ(RunTask(loop_, partition::VerifyStore(&redis_, kToken)), absl::OkStatus());
  ASSERT_EQ(Put("{a}kept"), absl::OkStatus());
  Restart();
  ASSERT_EQ(stage_->Finish(), absl::OkStatus());
  EXPECT_EQ(Keys(), partition::kCount + 4);
  EXPECT_EQ(wipes_, 1);
}

TEST_P(StageTest, GrantsAWishOnceAndGoesOnWithHigherEpochs) {
  ASSERT_EQ(stage_->Finish(), absl::OkStatus());
  const int64_t first = Epoch();
  ASSERT_EQ(Wipe("wish"), absl::OkStatus());
  EXPECT_GT(Epoch(), first);
  EXPECT_EQ(AuditEntries(), 1);
  ASSERT_EQ(Put("{a}kept"), absl::OkStatus());
  Restart();
  ASSERT_EQ(Wipe("wish"), absl::OkStatus());
  EXPECT_EQ(Keys(), partition::kCount + 4);
  ASSERT_EQ(Wipe("another"), absl::OkStatus());
  EXPECT_EQ(Keys(), partition::kCount + 3);
}

TEST_P(StageTest, BeginsAnewWhereTheRowsAreNotTheRehearsals) {
  ASSERT_EQ(stage_->Finish(), absl::OkStatus());
  ASSERT_EQ(Put("{a}kept"), absl::OkStatus());
  const std::unique_ptr<database::Database> first = std::exchange(database_, OpenNew());
  Restart();
  ASSERT_EQ(stage_->Finish(), absl::OkStatus());
  EXPECT_EQ(Keys(), partition::kCount + 3);
  Restart();
  ASSERT_EQ(stage_->Finish(), absl::OkStatus());
  EXPECT_EQ(wipes_, 2);
}

TEST_P(StageTest, FinishesWhatALostRedisCutsOff) {
  ASSERT_EQ(stage_->Finish(), absl::OkStatus());
  Server().Kill();
  EXPECT_EQ(Wipe("wish").code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(projections_, wipes_) << "the projection goes on";
  Server().Start();
  absl::Status finished;
  do {
    finished = stage_->Finish();
  } while (absl::IsUnavailable(finished));
  EXPECT_EQ(finished, absl::OkStatus());
  EXPECT_EQ(RunTask(loop_, partition::VerifyStore(&redis_, kToken)), absl::OkStatus());
}

}  // namespace
}  // namespace fudai::rehearsal
