#include "common/process/fault_point.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

namespace fudai::process {
namespace {

void PassThrice() {
  for (int i = 0; i < 3; ++i) FaultPoint("open.after_claim");
}

TEST(FaultPointTest, DoesNothingUnlessNamed) { PassThrice(); }

TEST(FaultPointDeathTest, KillsTheCountedTime) {
  EXPECT_EXIT(
      {
        if (!CrashAt("open.after_claim:3").ok()) return;
        PassThrice();
      },
      testing::KilledBySignal(SIGKILL), "");
}

TEST(FaultPointDeathTest, SurvivesUntilThen) {
  EXPECT_EXIT(
      {
        if (!CrashAt("open.after_claim:4").ok()) return;
        PassThrice();
        std::exit(0);
      },
      testing::ExitedWithCode(0), "");
}

TEST(FaultPointTest, RefusesUnknownPoints) {
  EXPECT_THAT(CrashAt("open.sometime").message(), testing::HasSubstr("open.before_claim, open.after_claim"));
  EXPECT_FALSE(CrashAt("open.after_claim:0").ok());
  EXPECT_FALSE(CrashAt("open.after_claim:x").ok());
}

}  // namespace
}  // namespace fudai::process
