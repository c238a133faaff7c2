#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/load/load_result.h"
#include "tests/load/taps.h"

namespace fudai::load {

// Calls LuckyBagService.OpenBag once for each tap, `in_flight` calls under way at a time, over one channel and from one
// thread that never waits for a single call. A call whose outcome is unknown is repeated for a minute, as the API asks
// of callers; any other failure ends the load with its error, once the calls under way have ended.
absl::StatusOr<LoadResult> OpenOverGrpc(const std::shared_ptr<grpc::Channel>& channel, const std::vector<Tap>& taps,
                                        int in_flight);

}  // namespace fudai::load
