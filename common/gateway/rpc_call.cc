#include "common/gateway/rpc_call.h"

#include <boost/asio/post.hpp>
#include <utility>
#include <vector>

namespace fudai::gateway {
namespace {

absl::Status ToStatus(const grpc::Status& status) {
  return {static_cast<absl::StatusCode>(status.error_code()), status.error_message()};
}

grpc::ByteBuffer ToBuffer(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return {&slice, 1};
}

std::string ToBytes(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  if (!buffer.Dump(&slices).ok()) return "";
  std::string bytes;
  for (const grpc::Slice& slice : slices) bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return bytes;
}

}  // namespace

async::Task<UnaryReply> CallUnary(Caller caller, grpc::ClientContext* context, const std::string* path,
                                  std::string request) {
  const grpc::ByteBuffer sent = ToBuffer(request);
  grpc::ByteBuffer received;
  Operation<absl::Status> answered;
  caller.stub->UnaryCall(context, *path, {}, &sent, &received, [io = caller.io, &answered](const grpc::Status& status) {
    asio::post(*io, [&answered, end = ToStatus(status)] { answered.Complete(end); });
  });
  const absl::Status status = co_await answered;
  co_return UnaryReply{status, ToBytes(received)};
}

StreamCall::StreamCall(Caller caller, grpc::ClientContext* context, const std::string* path, const std::string& request)
    : io_(caller.io), request_(ToBuffer(request)) {
  caller.stub->PrepareBidiStreamingCall(context, *path, {}, this);
  AddHold();  // Reads begin outside of reactions; Finish lets go.
  StartWriteLast(&request_, grpc::WriteOptions());
  StartCall();
}

async::Task<bool> StreamCall::Read(std::string* message) {
  Operation<bool> read;
  reading_ = &read;
  StartRead(&message_);
  const bool ok = co_await read;
  if (ok) *message = ToBytes(message_);
  co_return ok;
}

async::Task<absl::Status> StreamCall::Finish() {
  RemoveHold();
  co_return co_await finished_;
}

void StreamCall::OnReadDone(bool ok) {
  asio::post(*io_, [read = reading_, ok] { read->Complete(ok); });
}

void StreamCall::OnDone(const grpc::Status& status) {
  asio::post(*io_, [this, end = ToStatus(status)] { finished_.Complete(end); });
}

}  // namespace fudai::gateway
