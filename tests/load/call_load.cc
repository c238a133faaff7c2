#include "tests/load/call_load.h"

#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>

#include <algorithm>
#include <chrono>
#include <cstddef>

#include "absl/time/clock.h"
#include "fudai/campaign/v1/lucky_bag.grpc.pb.h"
#include "tests/replay/channel.h"

namespace fudai::load {
namespace {

using campaign::v1::LuckyBagService;
using campaign::v1::OpenBagRequest;
using campaign::v1::OpenBagResponse;

constexpr std::chrono::seconds kCallLimit(30);
// How long a call is repeated whose outcome stays unknown: a disk may stall for seconds.
constexpr absl::Duration kPatience = absl::Minutes(1);

// One call under way.
struct Call {
  const Tap* tap = nullptr;
  absl::Time began;  // the first attempt
  grpc::ClientContext context;
  OpenBagResponse response;
  grpc::Status status;
  std::unique_ptr<grpc::ClientAsyncResponseReader<OpenBagResponse>> reader;
};

void Start(const Tap* tap, absl::Time began, LuckyBagService::Stub* stub, grpc::CompletionQueue* queue) {
  auto call = std::make_unique<Call>();
  call->tap = tap;
  call->began = began;
  call->context.AddMetadata("authorization", *tap->authorization);
  call->context.set_deadline(std::chrono::system_clock::now() + kCallLimit);
  OpenBagRequest request;
  request.set_share_code(*tap->share_code);
  call->reader = stub->AsyncOpenBag(&call->context, request, queue);
  Call* tag = call.release();
  tag->reader->Finish(&tag->response, &tag->status, tag);
}

std::unique_ptr<Call> AwaitNext(grpc::CompletionQueue* queue) {
  void* tag = nullptr;
  bool ok = false;
  queue->Next(&tag, &ok);
  return std::unique_ptr<Call>(static_cast<Call*>(tag));
}

// A repeat finds the coupon that its first attempt took.
bool HasCoupon(const OpenBagResponse& response) {
  return response.outcome() == OpenBagResponse::OUTCOME_OPENED ||
         response.outcome() == OpenBagResponse::OUTCOME_ALREADY_OPENED;
}

}  // namespace

absl::StatusOr<LoadResult> OpenOverGrpc(const std::shared_ptr<grpc::Channel>& channel, const std::vector<Tap>& taps,
                                        int in_flight) {
  LuckyBagService::Stub stub(channel);
  grpc::CompletionQueue queue;
  LoadResult result;
  result.latencies.reserve(taps.size());
  absl::Status failed;
  const absl::Time began = absl::Now();
  size_t started = std::min(taps.size(), static_cast<size_t>(in_flight));
  for (size_t i = 0; i < started; ++i) Start(&taps[i], began, &stub, &queue);
  while (result.latencies.size() < started) {
    const std::unique_ptr<Call> call = AwaitNext(&queue);
    const absl::Status status = replay::ToAbslStatus(call->status);
    if (replay::IsWorthRetrying(status) && absl::Now() - call->began < kPatience) {
      Start(call->tap, call->began, &stub, &queue);
      continue;
    }
    const absl::Time now = absl::Now();
    result.latencies.push_back(now - call->began);
    result.opened += HasCoupon(call->response);
    failed.Update(status);
    if (failed.ok() && started < taps.size()) Start(&taps[started++], now, &stub, &queue);
  }
  result.elapsed = absl::Now() - began;
  if (!failed.ok()) return failed;
  return result;
}

}  // namespace fudai::load
