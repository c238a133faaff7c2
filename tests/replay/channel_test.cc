#include "tests/replay/channel.h"

#include <gtest/gtest.h>

namespace fudai::replay {
namespace {

TEST(NameServerTest, NamesTheServerThatCannotBeReached) {
  for (const absl::Status& status :
       {absl::DeadlineExceededError("Deadline Exceeded"), absl::UnavailableError("Deadline Exceeded")}) {
    EXPECT_EQ(NameServer(status, {"admin_server", "unix:/nowhere"}),
              absl::UnavailableError("the server at unix:/nowhere cannot be reached (Deadline Exceeded); start it, or "
                                     "give its address with --admin_server"));
  }
}

TEST(NameServerTest, LeavesWhatTheServerSays) {
  for (const absl::Status& status : {absl::OkStatus(), absl::NotFoundError("no campaign \"spring\"")})
    EXPECT_EQ(NameServer(status, {"admin_server", "unix:/nowhere"}), status);
}

}  // namespace
}  // namespace fudai::replay
