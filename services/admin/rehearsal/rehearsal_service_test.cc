#include "services/admin/rehearsal/rehearsal_service.h"

#include <google/protobuf/util/time_util.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "common/partition/virtual_time.h"
#include "services/admin/audit/audit_log.h"
#include "services/admin/rehearsal/rehearsal_fixture.h"
#include "services/admin/testing/method_caller.h"

namespace fudai::rehearsal {
namespace {

using google::protobuf::util::TimeUtil;

class RehearsalServiceTest : public RehearsalFixture {
 protected:
  void SetUp() override {
    RehearsalFixture::SetUp();
    if (IsSkipped()) return;
    EXPECT_EQ(RunTask(loop_, partition::BeginRehearsal(&redis_, kToken, {.epoch = 1, .now = kNow})), absl::OkStatus());
  }
  // Asks, at the moment that the clock shows, for another.
  absl::StatusOr<admin::v1::AdvanceClockResponse> Advance(absl::Time to, const std::string& token = kToken) {
    RehearsalService service({database_.get(), nullptr, nullptr, &readers_, &readers_, &redis_, token});
    testsupport::MethodCaller caller(&loop_, service.Methods());
    caller.context().now = Shown();
    admin::v1::AdvanceClockRequest request;
    *request.mutable_to() = TimeUtil::SecondsToTimestamp(absl::ToUnixSeconds(to));
    return caller.Call<admin::v1::AdvanceClockResponse>("AdvanceClock", request);
  }
  absl::Time Shown() { return *RunTask(loop_, partition::ReadVirtualTime(&redis_)); }
  std::vector<admin::v1::AuditEntry> Entries() {
    return *database_->Read([](soci::session& sql) -> absl::StatusOr<std::vector<admin::v1::AuditEntry>> {
      return audit::ReadChain(sql, 0, 1000);
    });
  }
  void Execute(const std::string& statement) {
    const auto execute = [&statement](soci::session& sql) {
      sql << statement;
      return absl::OkStatus();
    };
    ASSERT_EQ(database_->Write(execute), absl::OkStatus());
  }

  async::BlockingPool readers_{1};
};
INSTANTIATE_TEST_SUITE_P(Databases, RehearsalServiceTest, testsupport::BothDatabases(), testsupport::DatabaseName);

TEST_P(RehearsalServiceTest, AMoveIsInTheAuditLogOnce) {
  const absl::Time to = kNow + absl::Hours(1);
  for (int again = 0; again < 2; ++again) {
    const auto advanced = Advance(to);
    ASSERT_TRUE(advanced.ok()) << advanced.status();
    EXPECT_EQ(advanced->now().seconds(), absl::ToUnixSeconds(to));
  }
  ASSERT_EQ(Entries().size(), 1U);
  EXPECT_EQ(Entries()[0].action(), "AdvanceClock");
  EXPECT_EQ(Entries()[0].actor(), "mei");
}

TEST_P(RehearsalServiceTest, AMoveThatCannotBeNotedIsNotMade) {
  Execute("ALTER TABLE audit_log RENAME TO audit_log_away");
  EXPECT_FALSE(Advance(kNow + absl::Hours(1)).ok());
  EXPECT_EQ(Shown(), kNow);
}

TEST_P(RehearsalServiceTest, AMoveThatFailsHasBeenNoted) {
  EXPECT_EQ(Advance(kNow + absl::Hours(1), "generation2~rehearsal").status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Shown(), kNow);
  EXPECT_EQ(Entries().size(), 1U);
}

TEST_P(RehearsalServiceTest, AMoveBackIsRefusedAndNotNoted) {
  EXPECT_EQ(Advance(kNow - absl::Hours(1)).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Entries().size(), 0U);
}

}  // namespace
}  // namespace fudai::rehearsal
