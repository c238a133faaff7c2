#pragma once

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/client_callback.h>

#include <boost/asio/io_context.hpp>
#include <string>

#include "absl/status/status.h"
#include "common/async/task.h"
#include "common/gateway/http.h"
#include "common/gateway/operation.h"

namespace fudai::gateway {

// Calls over a gRPC channel, awaited on the gateway's thread: gRPC completes them on threads of its own, and what waits
// is resumed on the io_context. Messages are bytes, as they are on the wire.

// What the calls of a gateway have in common.
struct Caller {
  asio::io_context* io;
  grpc::GenericStub* stub;
};

struct UnaryReply {
  absl::Status status;
  std::string message;
};

// Makes a unary call of the method at `path`, which outlives it, as does the context. TryCancel on the context ends it.
async::Task<UnaryReply> CallUnary(Caller caller, grpc::ClientContext* context, const std::string* path,
                                  std::string request);

// One call of a server-streaming method. Messages are asked for one by one, so that the server does not run ahead of
// whom they go to.
//
//   StreamCall call(caller, &context, &path, request);
//   while (co_await call.Read(&message)) …
//   const absl::Status end = co_await call.Finish();
class StreamCall final : private grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  // Begins the call. The context and the path outlive it.
  StreamCall(Caller caller, grpc::ClientContext* context, const std::string* path, const std::string& request);

  // Reads the next message; false at the end of the stream.
  async::Task<bool> Read(std::string* message);
  // How the stream has ended. Once, after a Read that was false or TryCancel; the object may go then, and no earlier.
  async::Task<absl::Status> Finish();

 private:
  void OnReadDone(bool ok) override;
  void OnDone(const grpc::Status& status) override;

  asio::io_context* io_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer message_;
  Operation<bool>* reading_ = nullptr;
  Operation<absl::Status> finished_;
};

}  // namespace fudai::gateway
