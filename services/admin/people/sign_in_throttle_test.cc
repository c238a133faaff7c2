#include "services/admin/people/sign_in_throttle.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace fudai::people {
namespace {

class SignInThrottleTest : public ::testing::Test {
 protected:
  bool Begin(absl::string_view name = "mei") { return throttle_.Begin(name, now_).ok(); }
  bool Fail(absl::string_view name = "mei") {
    const bool begun = Begin(name);
    if (begun) throttle_.Fail(name, now_);
    return begun;
  }
  void FailTimes(int times) {
    for (int i = 0; i < times; ++i) EXPECT_TRUE(Fail()) << i;
  }
  // How many of a hundred attempts begin.
  int BeginMany() {
    int begun = 0;
    for (int i = 0; i < 100; ++i) begun += Begin() ? 1 : 0;
    return begun;
  }

  absl::Time now_ = absl::FromUnixSeconds(1'000'000);
  SignInThrottle throttle_{8};
};

TEST_F(SignInThrottleTest, TheWaitDoublesUpToFiveMinutes) {
  FailTimes(5);
  absl::Duration wait = absl::Seconds(1);
  for (int i = 0; i < 12; ++i) {
    now_ += wait - absl::Nanoseconds(1);
    EXPECT_FALSE(Fail()) << i;
    now_ += absl::Nanoseconds(1);
    EXPECT_TRUE(Fail()) << i;
    wait = std::min(wait * 2, absl::Minutes(5));
  }
}

TEST_F(SignInThrottleTest, ManyAtOnceAreNoFailures) {
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 16; ++i) EXPECT_TRUE(Begin()) << i;
    for (int i = 0; i < 16; ++i) throttle_.Succeed("mei");
  }
}

TEST_F(SignInThrottleTest, ManyAtOnceAreNoWayToGuess) {
  FailTimes(4);
  EXPECT_EQ(BeginMany(), 16);
  EXPECT_TRUE(Begin("ann"));
  for (int i = 0; i < 16; ++i) throttle_.Fail("mei", now_);
  now_ += absl::Minutes(5) - absl::Nanoseconds(1);
  EXPECT_EQ(BeginMany(), 0);
  now_ += absl::Nanoseconds(1);
  EXPECT_EQ(BeginMany(), 1);
}

TEST_F(SignInThrottleTest, ASuccessAVouchingAndAnHourForgetTheFailures) {
  FailTimes(4);
  EXPECT_TRUE(Begin());
  throttle_.Succeed("mei");
  FailTimes(5);
  throttle_.Forget("mei");
  FailTimes(5);
  EXPECT_FALSE(Begin());
  now_ += absl::Hours(1) + absl::Seconds(1);
  FailTimes(5);
  EXPECT_FALSE(Begin());
}

TEST_F(SignInThrottleTest, WhatIsWithdrawnDoesNotCount) {
  FailTimes(4);
  EXPECT_TRUE(Begin());
  throttle_.Withdraw("mei");
  EXPECT_TRUE(Fail());
  EXPECT_FALSE(Begin());
}

TEST_F(SignInThrottleTest, ForgetsNamesRatherThanGrow) {
  FailTimes(5);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(Fail(absl::StrCat("n", i)));
  EXPECT_FALSE(Begin());
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(Fail(absl::StrCat("m", i)));
  EXPECT_TRUE(Begin());
}

}  // namespace
}  // namespace fudai::people
