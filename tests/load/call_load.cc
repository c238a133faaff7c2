#include "tests/load/call_load.h"

#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/impl/codegen/proto_utils.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>

#include "absl/time/clock.h"
#include "tests/replay/channel.h"

namespace fudai::load {
namespace {

using google::protobuf::MessageLite;
using Stub = grpc::TemplatedGenericStub<MessageLite, MessageLite>;

constexpr std::chrono::seconds kCallLimit(30);
// How long a call is repeated whose outcome stays unknown: a disk may stall for seconds.
constexpr absl::Duration kPatience = absl::Minutes(1);

// One attempt under way.
struct Attempt {
  size_t number = 0;
  absl::Time began;  // the first attempt
  Ask ask;
  grpc::ClientContext context;
  std::unique_ptr<google::protobuf::Message> answer;
  grpc::Status status;
  std::unique_ptr<grpc::ClientAsyncResponseReader<MessageLite>> reader;
};

// A load's way to its server.
struct Line {
  const Calls& calls;
  Stub stub;
  grpc::CompletionQueue queue;
};

void Start(size_t number, absl::Time began, Line* line) {
  auto attempt = std::make_unique<Attempt>();
  attempt->number = number;
  attempt->began = began;
  attempt->ask = line->calls.ask(number);
  attempt->answer.reset(line->calls.answer->New());
  attempt->context.AddMetadata("authorization", *attempt->ask.authorization);
  attempt->context.set_deadline(std::chrono::system_clock::now() + kCallLimit);
  attempt->reader =
      line->stub.PrepareUnaryCall(&attempt->context, line->calls.path, *attempt->ask.request, &line->queue);
  Attempt* tag = attempt.release();
  tag->reader->StartCall();
  tag->reader->Finish(tag->answer.get(), &tag->status, tag);
}

std::unique_ptr<Attempt> AwaitNext(grpc::CompletionQueue* queue) {
  void* tag = nullptr;
  bool ok = false;
  queue->Next(&tag, &ok);
  return std::unique_ptr<Attempt>(static_cast<Attempt*>(tag));
}

}  // namespace

absl::StatusOr<LoadResult> RunCalls(const std::shared_ptr<grpc::Channel>& channel, const Calls& calls) {
  Line line{calls, Stub(channel), {}};
  LoadResult result;
  result.latencies.reserve(calls.count);
  absl::Status failed;
  const absl::Time began = absl::Now();
  size_t started = std::min(calls.count, static_cast<size_t>(calls.in_flight));
  for (size_t i = 0; i < started; ++i) Start(i, began, &line);
  while (result.latencies.size() < started) {
    const std::unique_ptr<Attempt> attempt = AwaitNext(&line.queue);
    const absl::Status status = replay::ToAbslStatus(attempt->status);
    if (replay::IsWorthRetrying(status) && absl::Now() - attempt->began < kPatience) {
      Start(attempt->number, attempt->began, &line);
      continue;
    }
    const absl::Time now = absl::Now();
    result.latencies.push_back(now - attempt->began);
    failed.Update(status);
    if (status.ok()) calls.answered(attempt->number, *attempt->answer);
    if (failed.ok() && started < calls.count) Start(started++, now, &line);
  }
  result.elapsed = absl::Now() - began;
  if (!failed.ok()) return failed;
  return result;
}

}  // namespace fudai::load
