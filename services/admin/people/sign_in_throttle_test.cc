#include "services/admin/people/sign_in_throttle.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace fudai::people {
namespace {

class SignInThrottleTest : public ::testing::Test {
 protected:
  bool Begin(absl::string_view name = "mei") { return throttle_.Begin(name, now_).ok(); }
  void Fail(int times, absl::string_view name = "mei") {
    for (int i = 0; i < times; ++i) EXPECT_TRUE(Begin(name)) << i;
  }

  absl::Time now_ = absl::FromUnixSeconds(1'000'000);
  SignInThrottle throttle_{8};
};

TEST_F(SignInThrottleTest, TheWaitDoublesUpToFiveMinutes) {
  Fail(5);
  absl::Duration wait = absl::Seconds(1);
  for (int i = 0; i < 12; ++i) {
    now_ += wait - absl::Nanoseconds(1);
    EXPECT_FALSE(Begin()) << i;
    now_ += absl::Nanoseconds(1);
    EXPECT_TRUE(Begin()) << i;
    wait = std::min(wait * 2, absl::Minutes(5));
  }
}

TEST_F(SignInThrottleTest, ManyAtOnceCountFromTheirBegin) {
  Fail(5);
  EXPECT_FALSE(Begin());
  EXPECT_TRUE(Begin("ann"));
}

TEST_F(SignInThrottleTest, ASuccessAndAnHourForgetTheFailures) {
  Fail(5);
  throttle_.Forget("mei");
  Fail(5);
  EXPECT_FALSE(Begin());
  now_ += absl::Hours(1) + absl::Seconds(1);
  Fail(5);
  EXPECT_FALSE(Begin());
}

TEST_F(SignInThrottleTest, WhatIsWithdrawnDoesNotCount) {
  Fail(5);
  throttle_.Withdraw("mei");
  EXPECT_TRUE(Begin());
  EXPECT_FALSE(Begin());
}

TEST_F(SignInThrottleTest, ForgetsNamesRatherThanGrow) {
  Fail(5);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(Begin(absl::StrCat("n", i)));
  EXPECT_FALSE(Begin());
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(Begin(absl::StrCat("m", i)));
  EXPECT_TRUE(Begin());
}

}  // namespace
}  // namespace fudai::people
