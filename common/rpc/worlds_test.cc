// Which world a call comes into, and what it gets there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/rpc/testing/server_fixture.h"

namespace fudai::rpc {
namespace {

using campaign::v1::GetCouponResponse;
using ::testing::HasSubstr;
using world::World;

class WorldsTest : public testsupport::ServerTest {
 protected:
  struct Answer {
    grpc::Status status;
    GetCouponResponse response;
    std::string mark;  // Of the world, in the initial metadata.
  };

  std::string TokenOf(World world) {
    const auto minter = auth::TokenMinter::Create(keys_, auth::Role::kAppUser, world);
    return auth::BearerAuthorization(*minter->Mint("user-1", absl::Now() + absl::Hours(1)));
  }

  Answer Get(World world, const std::string& id = "c1") {
    grpc::ClientContext context;
    context.AddMetadata("authorization", TokenOf(world));
    context.AddMetadata("fudai-time-ms", "1000000000000");
    Answer answer;
    answer.status = GetCoupon(&context, id, &answer.response);
    const auto& metadata = context.GetServerInitialMetadata();
    const auto mark = metadata.find("fudai-world");
    if (mark != metadata.end()) answer.mark = std::string(mark->second.data(), mark->second.size());
    return answer;
  }

  absl::Time Now(const Answer& answer) { return absl::FromUnixMillis(answer.response.coupon().value_fen()); }
};

TEST_F(WorldsTest, TheTokenNamesTheWorldWhoseTimeItIsAndEveryAnswerIsMarked) {
  rehearsal_time_ = absl::FromUnixSeconds(2000000000);
  Start({.simulated_time = true});
  const Answer production = Get(World::kProduction);
  ASSERT_TRUE(production.status.ok()) << production.status.error_message();
  EXPECT_EQ(Now(production), absl::FromUnixMillis(1000000000000));
  EXPECT_EQ(production.mark, "");

  const Answer rehearsal = Get(World::kRehearsal);
  ASSERT_TRUE(rehearsal.status.ok()) << rehearsal.status.error_message();
  EXPECT_EQ(Now(rehearsal), rehearsal_time_);
  EXPECT_EQ(rehearsal.mark, "rehearsal");
  EXPECT_EQ(Get(World::kRehearsal, "none").mark, "rehearsal");
}

TEST_F(WorldsTest, AServerWithoutARehearsalRefusesItsTokens) {
  Start({});
  const Answer answer = Get(World::kRehearsal);
  EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_THAT(answer.status.error_message(), HasSubstr("holds no rehearsal"));
}

TEST_F(WorldsTest, WhatAWorldDoesNotServeIsRefused) {
  rehearsal_time_ = absl::FromUnixSeconds(2000000000);
  Start({});
  grpc::ClientContext context;
  context.AddMetadata("authorization", TokenOf(World::kRehearsal));
  const auto reader = cups_->WatchCup(&context, campaign::v1::WatchCupRequest());
  campaign::v1::WatchCupResponse message;
  EXPECT_FALSE(reader->Read(&message));
  const grpc::Status status = reader->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_THAT(status.error_message(), HasSubstr("WatchCup is served in production only"));
}

TEST_F(WorldsTest, CountsTheRehearsalsCallsByThemselves) {
  rehearsal_time_ = absl::FromUnixSeconds(2000000000);
  Start({});
  ASSERT_TRUE(Get(World::kRehearsal).status.ok());
  Stop();
  double counted[2] = {};
  for (const prometheus::MetricFamily& family : metrics_.registry()->Collect()) {
    if (family.name != "fudai_rpc_requests_total") continue;
    for (const prometheus::ClientMetric& metric : family.metric) {
      bool marked = false;
      for (const auto& label : metric.label) marked |= label.name == "world" && label.value == "rehearsal";
      counted[marked ? 1 : 0] += metric.counter.value;
    }
  }
  EXPECT_EQ(counted[0], 0);
  EXPECT_EQ(counted[1], 1);
}

}  // namespace
}  // namespace fudai::rpc
