#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/channel.h>

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "tests/load/load_result.h"

namespace fudai::load {

// One call's content.
struct Ask {
  // Value of the `authorization` metadata; outlives the call.
  const std::string* authorization = nullptr;
  std::unique_ptr<google::protobuf::Message> request;
};

// Unary calls of one method.
struct Calls {
  // Such as "/fudai.campaign.v1.LuckyBagService/OpenBag".
  std::string path;
  size_t count = 0;
  // Calls under way at a time.
  int in_flight = 1;
  // The i-th call's content.
  std::function<Ask(size_t i)> ask;
  // An empty answer; what a call is answered is passed to `answered`. A repeat's answer tells that it is one.
  const google::protobuf::Message* answer = nullptr;
  std::function<void(size_t i, const google::protobuf::Message&)> answered;
};

// Makes the calls over one channel and from one thread that never waits for a single call. A call whose outcome is
// unknown is repeated for a minute, as the API asks of callers; any other failure ends the load with its error, once
// the calls under way have ended.
absl::StatusOr<LoadResult> RunCalls(const std::shared_ptr<grpc::Channel>& channel, const Calls& calls);

}  // namespace fudai::load
