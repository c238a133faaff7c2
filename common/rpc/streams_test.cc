#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/rpc/testing/server_fixture.h"

namespace fudai::rpc {
namespace {

using campaign::v1::WatchCupRequest;
using campaign::v1::WatchCupResponse;
using ::testing::HasSubstr;
using testsupport::ServerTest;

using StreamsTest = ServerTest;

TEST_F(StreamsTest, StreamsUntilTheClientGoesOrTheServerDrains) {
  Start({});
  WatchCupRequest request;
  request.set_campaign_id("spring");
  WatchCupResponse response;
  grpc::ClientContext leaving;
  Authorize(&leaving);
  auto first = cups_->WatchCup(&leaving, request);
  ASSERT_TRUE(first->Read(&response));
  EXPECT_EQ(response.cup().drops(), 1);
  ASSERT_TRUE(first->Read(&response));
  EXPECT_EQ(response.cup().drops(), 2);
  leaving.TryCancel();
  EXPECT_EQ(first->Finish().error_code(), grpc::StatusCode::CANCELLED);

  grpc::ClientContext staying;
  Authorize(&staying);
  auto second = cups_->WatchCup(&staying, request);
  ASSERT_TRUE(second->Read(&response));
  Stop();
  while (second->Read(&response)) {
  }
  EXPECT_EQ(second->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(service_.ended_streams, 2);
}

TEST_F(StreamsTest, AStreamEndsWithItsCallersToken) {
  Start({});
  grpc::ClientContext context;
  Authorize(&context);
  auto stream = cups_->WatchCup(&context, WatchCupRequest());
  WatchCupResponse response;
  ASSERT_TRUE(stream->Read(&response));
  clock_.Advance(absl::Hours(1));
  while (stream->Read(&response)) {
  }
  const grpc::Status ended = stream->Finish();
  EXPECT_EQ(ended.error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_THAT(ended.error_message(),
              ::testing::MatchesRegex(
                  "the token expired at .*: get a new one, and begin .*"));
}

} // namespace
} // namespace fudai::rpc
