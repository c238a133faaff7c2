#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/load/load_result.h"
#include "tests/load/taps.h"

namespace fudai::load {

// Calls LuckyBagService.OpenBag once for each tap, `in_flight` calls under way at a time; see RunCalls.
absl::StatusOr<LoadResult> OpenOverGrpc(const std::shared_ptr<grpc::Channel>& channel, const std::vector<Tap>& taps,
                                        int in_flight);

}  // namespace fudai::load
