#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/support/status.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/time/time.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace fudai::ctl {

// What goes with a call beside its request.
struct CallOptions {
  std::vector<std::pair<std::string, std::string>> metadata;
  std::optional<absl::Duration> timeout;
};

// A client of one server that calls any RPC by its descriptor, so that a command needs no code of its own. What the
// server answers with UNAVAILABLE, or a draining one with CANCELLED, before anything else is tried four times within a
// second: every RPC of the API can be repeated.
class RpcClient {
 public:
  // `target` is a gRPC target: "127.0.0.1:50051" or "unix:/run/fudai.sock".
  explicit RpcClient(const std::string& target);

  // Calls `method` and hands each message of its answer to `on_response`, in order, until the answer ends or
  // `on_response` returns false (CANCELLED). A unary answer is one message. `response` is room for one message of the
  // method's output type.
  grpc::Status Call(const google::protobuf::MethodDescriptor& method, const CallOptions& options,
                    const google::protobuf::Message& request, google::protobuf::Message* response,
                    absl::FunctionRef<bool()> on_response);

  // Waits until the server can be reached; false after `timeout`.
  bool WaitForConnection(absl::Duration timeout);

 private:
  std::shared_ptr<grpc::Channel> channel_;
  grpc::TemplatedGenericStub<google::protobuf::Message, google::protobuf::Message> stub_;
};

}  // namespace fudai::ctl
