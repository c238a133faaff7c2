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

// One call under way.
struct Call {
  grpc::ClientContext context;
  OpenBagResponse response;
  grpc::Status status;
  std::unique_ptr<grpc::ClientAsyncResponseReader<OpenBagResponse>> reader;
  absl::Time began;
};

void Start(const Tap& tap, LuckyBagService::Stub* stub, grpc::CompletionQueue* queue) {
  auto call = std::make_unique<Call>();
  call->context.AddMetadata("authorization", *tap.authorization);
  call->context.set_deadline(std::chrono::system_clock::now() + kCallLimit);
  OpenBagRequest request;
  request.set_share_code(*tap.share_code);
  call->began = absl::Now();
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
  for (size_t i = 0; i < started; ++i) Start(taps[i], &stub, &queue);
  while (result.latencies.size() < started) {
    const std::unique_ptr<Call> call = AwaitNext(&queue);
    result.latencies.push_back(absl::Now() - call->began);
    result.opened += call->response.outcome() == OpenBagResponse::OUTCOME_OPENED;
    failed.Update(replay::ToAbslStatus(call->status));
    if (failed.ok() && started < taps.size()) Start(taps[started++], &stub, &queue);
  }
  result.elapsed = absl::Now() - began;
  if (!failed.ok()) return failed;
  return result;
}

}  // namespace fudai::load
