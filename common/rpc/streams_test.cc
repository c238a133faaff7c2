#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "common/rpc/testing/server_fixture.h"

namespace fudai::rpc {
namespace {

using campaign::v1::WatchCupRequest;
using campaign::v1::WatchCupResponse;
using ::testing::HasSubstr;
using testsupport::ServerTest;

class StreamsTest : public ServerTest {
 protected:
  // A stream of WatchCup; that of the campaign "over" ends after its first message.
  struct Watched {
    bool Read() {
      WatchCupResponse response;
      return reader->Read(&response);
    }

    grpc::ClientContext context;
    std::unique_ptr<grpc::ClientReader<WatchCupResponse>> reader;
  };
  std::unique_ptr<Watched> Watch(const std::string& subject, const std::string& campaign_id = "spring") {
    auto watched = std::make_unique<Watched>();
    Authorize(&watched->context, auth::Role::kAppUser, subject);
    WatchCupRequest request;
    request.set_campaign_id(campaign_id);
    watched->reader = cups_->WatchCup(&watched->context, request);
    return watched;
  }
};

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
  EXPECT_THAT(ended.error_message(), ::testing::MatchesRegex("the token expired at .*: get a new one, and begin .*"));
}

TEST_F(StreamsTest, ASubjectHasSoManyOpenAndNoMore) {
  Start({.max_streams_per_subject = 2});
  const auto first = Watch("user-1");
  EXPECT_TRUE(first->Read());
  const auto second = Watch("user-1");
  EXPECT_TRUE(second->Read());
  const auto third = Watch("user-1");
  ASSERT_FALSE(third->Read());
  const grpc::Status refused = third->reader->Finish();
  EXPECT_EQ(refused.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_THAT(refused.error_message(), HasSubstr("has 2 streams open, the most that one may have"));
  EXPECT_TRUE(Watch("user-2")->Read());
}

TEST_F(StreamsTest, OneThatHasEndedMakesRoomForAnother) {
  Start({.max_streams_per_subject = 1});
  for (int i = 0; i < 3; ++i) {
    const auto stream = Watch("user-1", "over");
    EXPECT_TRUE(stream->Read());
    EXPECT_FALSE(stream->Read());
    EXPECT_TRUE(stream->reader->Finish().ok());
  }
}

}  // namespace
}  // namespace fudai::rpc
