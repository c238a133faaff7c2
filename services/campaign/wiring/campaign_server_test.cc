#include "services/campaign/wiring/campaign_server.h"

#include <gtest/gtest.h>

#include "common/process/termination.h"
#include "common/testing/temporary_folder.h"

namespace fudai::wiring {
namespace {

TEST(CampaignServerTest, RefusesThreadsOutOfRange) {
  for (const int threads : {-1, 257}) {
    const absl::Status refused = RunCampaignServer({.generation = "generation1", .threads = threads});
    EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument) << refused;
    EXPECT_NE(refused.message().find("it should be 0 to 256"), absl::string_view::npos) << refused;
  }
}

TEST(CampaignServerTest, RefusesABoundOfStreamsOutOfRange) {
  for (const int most : {0, 10001}) {
    const absl::Status refused = RunCampaignServer({.generation = "generation1", .max_streams_per_subject = most});
    EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument) << refused;
    EXPECT_NE(refused.message().find("it should be 1 to 10000"), absl::string_view::npos) << refused;
  }
}

TEST(CampaignServerTest, NamesAFlagThatIsMissing) {
  const absl::Status keys =
      RunCampaignServer({.listen = "127.0.0.1:0", .redis = "127.0.0.1:6379", .generation = "generation1"});
  EXPECT_EQ(keys, absl::InvalidArgumentError(
                      "--keys is missing; it should be a key file, such as 'fudai keys generate FILE' makes"));
  const absl::Status listen = RunCampaignServer({.redis = "127.0.0.1:6379", .generation = "generation1"});
  EXPECT_EQ(listen, absl::InvalidArgumentError("--listen is missing; it should be host:port or unix:/path"));
}

TEST(CampaignServerTest, EndsWhenItIsToldToWhileItWaitsForRedis) {
  const testsupport::TemporaryFolder folder;
  process::BlockTermination();
  process::RequestTermination();
  const absl::Status ended = InitializeStore(
      {.redis = "unix:" + folder.File("none.sock"), .generation = "generation1", .start_timeout = absl::Hours(1)});
  EXPECT_EQ(ended.code(), absl::StatusCode::kCancelled) << ended;
  process::AwaitTermination();
}

}  // namespace
}  // namespace fudai::wiring
