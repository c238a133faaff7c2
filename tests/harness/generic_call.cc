#include "tests/harness/generic_call.h"

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>

#include <memory>

namespace fudai::harness {
namespace {

std::string BytesOf(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return bytes;
}

// Waits for the one operation that is under way.
bool Done(grpc::CompletionQueue* queue) {
  void* tag = nullptr;
  bool ok = false;
  return queue->Next(&tag, &ok) && ok;
}

}  // namespace

GenericReply CallByName(const Caller& caller, const std::string& path, const std::string& request_bytes) {
  grpc::GenericStub stub(caller.channel());
  grpc::CompletionQueue queue;
  grpc::ClientContext context;
  caller.Prepare(&context);
  const std::unique_ptr<grpc::GenericClientAsyncReaderWriter> call = stub.PrepareCall(&context, path, &queue);
  call->StartCall(nullptr);
  bool going = Done(&queue);
  const grpc::Slice slice(request_bytes);
  if (going) {
    call->WriteLast(grpc::ByteBuffer(&slice, 1), grpc::WriteOptions(), nullptr);
    going = Done(&queue);
  }
  GenericReply reply;
  while (going) {
    grpc::ByteBuffer message;
    call->Read(&message, nullptr);
    going = Done(&queue);
    if (going) reply.messages.push_back(BytesOf(message));
  }
  grpc::Status status;
  call->Finish(&status, nullptr);
  Done(&queue);
  reply.status = replay::ToAbslStatus(status);
  return reply;
}

}  // namespace fudai::harness
