#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/support/status.h>

#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "tests/replay/channel.h"

namespace fudai::harness {

// Caller is somebody who calls one server: a channel, a token and the moment at which the acts are said to happen.
// Cheap to copy; thread-safe.
//
//   absl::StatusOr<OpenBagResponse> opened = stack.App("u2").Call(&LuckyBagService::Stub::OpenBag, request);
class Caller {
 public:
  // `authorization` is the metadata's value; empty sends none. `now` goes with every call, for servers that run in
  // simulated time.
  Caller(std::shared_ptr<grpc::Channel> channel, std::string authorization, absl::Time now)
      : channel_(std::move(channel)), authorization_(std::move(authorization)), now_(now) {}

  // The same caller at another moment.
  Caller At(absl::Time now) const { return Caller(channel_, authorization_, now); }

  // The same caller, calling another server.
  Caller On(std::shared_ptr<grpc::Channel> channel) const { return Caller(std::move(channel), authorization_, now_); }

  // Calls once; waits for a server that is just starting.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const Request& request) const {
    Stub stub(channel_);
    grpc::ClientContext context;
    Prepare(&context);
    Response response;
    const grpc::Status status = (stub.*method)(&context, request, &response);
    if (!status.ok()) return replay::ToAbslStatus(status);
    return response;
  }

  // Repeats the call, as the API asks of callers, until its outcome is known; gives up after a minute.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> CallUntilKnown(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                          const Request& request) const {
    const absl::Time give_up = absl::Now() + absl::Minutes(1);
    absl::StatusOr<Response> response = Call(method, request);
    while (replay::IsWorthRetrying(response.status()) && absl::Now() < give_up) response = Call(method, request);
    return response;
  }

  // Sets token, moment and deadline; for calls made otherwise.
  void Prepare(grpc::ClientContext* context) const;
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  const std::string& authorization() const { return authorization_; }

 private:
  std::shared_ptr<grpc::Channel> channel_;
  std::string authorization_;
  absl::Time now_;
};

}  // namespace fudai::harness
