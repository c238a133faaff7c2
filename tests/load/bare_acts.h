#pragma once

#include <google/protobuf/message.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/async/loop.h"
#include "common/metrics/metrics.h"
#include "common/redis/client.h"
#include "common/rpc/method.h"
#include "common/sharecode/share_codec.h"
#include "services/campaign/wiring/loop_services.h"
#include "tests/load/load_result.h"
#include "tests/load/taps.h"

namespace fudai::load {

// BareActs runs the campaign server's handlers in this process, without gRPC between: the same scripts with the same
// keys and arguments, pipelined over one connection. So Redis can be measured without a server, and bags be given at
// little cost. Owned by the benchmark.
class BareActs {
 public:
  // Acts on the initialized store with this token. The codec outlives it.
  BareActs(const redis::Options& redis, std::string token, const sharecode::ShareCodec* codec);

  // Reads the published campaigns. Call it before any act.
  absl::Status Prepare() { return async::RunTask(loop_, services_.campaigns().Reload()); }

  // Reports one order each for `count` buyers who have not ordered before; the share codes of the bags that they
  // earned.
  absl::StatusOr<std::vector<std::string>> GiveBags(int count);

  // Opens a bag for each tap, `depth` opens under way at a time. The first that fails ends the load with its error.
  absl::StatusOr<LoadResult> Open(const std::vector<Tap>& taps, int depth);

  async::Loop& loop() { return loop_; }
  redis::Client& client() { return services_.client(); }

 private:
  using Message = google::protobuf::Message;
  struct Act {
    auth::Identity caller;
    std::unique_ptr<Message> request;
  };
  struct Acts {
    std::string method;
    size_t count = 0;
    int depth = 1;
    std::function<Act(size_t)> act;
    std::function<void(const Message&)> answered;
  };
  struct Progress;

  absl::StatusOr<LoadResult> RunAll(const Acts& acts);
  static async::Task<void> Work(const Acts* acts, Progress* progress);

  async::Loop loop_;
  metrics::Metrics metrics_;
  wiring::LoopServices services_;
  std::vector<rpc::Method> table_;
  int64_t orders_ = 0;
};

}  // namespace fudai::load
