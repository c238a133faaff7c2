#include "common/rpc/listen_address.h"

#include <gtest/gtest.h>

namespace fudai::rpc {
namespace {

TEST(ListenAddressTest, TakesHostsWithPortsAndUnixSockets) {
  for (const char* listen : {"127.0.0.1:0", "127.0.0.1:65535", "[::1]:50051", "shop.example:1", "unix:/run/fudai.sock"})
    EXPECT_TRUE(CheckListen(listen).ok()) << listen;
}

TEST(ListenAddressTest, RefusesWhatGrpcWouldMakeSomethingElseOf) {
  for (const char* listen :
       {"", "foo", "127.0.0.1", ":50051", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:x", "unix:"})
    EXPECT_EQ(CheckListen(listen).code(), absl::StatusCode::kInvalidArgument) << listen;
  EXPECT_EQ(CheckListen("127.0.0.1:99999").message(),
            "--listen is \"127.0.0.1:99999\"; it should be host:port, with a port of 0 to 65535, or unix:/path");
}

}  // namespace
}  // namespace fudai::rpc
