#include "tests/load/open_load.h"

#include "fudai/campaign/v1/lucky_bag.pb.h"
#include "tests/load/call_load.h"

namespace fudai::load {
namespace {

using campaign::v1::OpenBagRequest;
using campaign::v1::OpenBagResponse;

// A repeat finds the coupon that its first attempt took.
bool HasCoupon(const OpenBagResponse& response) {
  return response.outcome() == OpenBagResponse::OUTCOME_OPENED ||
         response.outcome() == OpenBagResponse::OUTCOME_ALREADY_OPENED;
}

}  // namespace

absl::StatusOr<LoadResult> OpenOverGrpc(const std::shared_ptr<grpc::Channel>& channel, const std::vector<Tap>& taps,
                                        int in_flight) {
  int64_t opened = 0;
  Calls calls{.path = "/fudai.campaign.v1.LuckyBagService/OpenBag", .count = taps.size(), .in_flight = in_flight};
  calls.ask = [&](size_t i) {
    auto request = std::make_unique<OpenBagRequest>();
    request->set_share_code(*taps[i].share_code);
    return Ask{taps[i].authorization, std::move(request)};
  };
  calls.answer = &OpenBagResponse::default_instance();
  calls.answered = [&](size_t, const google::protobuf::Message& answer) {
    opened += HasCoupon(static_cast<const OpenBagResponse&>(answer));
  };
  absl::StatusOr<LoadResult> result = RunCalls(channel, calls);
  if (result.ok()) result->opened = opened;
  return result;
}

}  // namespace fudai::load
