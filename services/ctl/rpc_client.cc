#include "services/ctl/rpc_client.h"

#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include "absl/strings/str_cat.h"

namespace fudai::ctl {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

constexpr char kServiceConfig[] = R"({"methodConfig": [{"name": [{}], "retryPolicy": {
  "maxAttempts": 4, "initialBackoff": "0.1s", "maxBackoff": "0.5s", "backoffMultiplier": 2,
  "retryableStatusCodes": ["UNAVAILABLE", "CANCELLED"]}}]})";

std::shared_ptr<grpc::Channel> Connect(const std::string& target) {
  grpc::ChannelArguments arguments;
  arguments.SetServiceConfigJSON(kServiceConfig);
  return grpc::CreateCustomChannel(target, grpc::InsecureChannelCredentials(), arguments);
}

// Waits for the one operation under way. False if it failed: the stream is over.
bool Wait(grpc::CompletionQueue& queue) {
  void* tag = nullptr;
  bool ok = false;
  return queue.Next(&tag, &ok) && ok;
}

void Prepare(const CallOptions& options, grpc::ClientContext* context) {
  for (const auto& [key, value] : options.metadata) context->AddMetadata(key, value);
  if (options.timeout.has_value()) context->set_deadline(absl::ToChronoTime(absl::Now() + *options.timeout));
}

}  // namespace

RpcClient::RpcClient(const std::string& target) : channel_(Connect(target)), stub_(channel_) {}

grpc::Status RpcClient::Call(const MethodDescriptor& method, const CallOptions& options, const Message& request,
                             Message* response, absl::FunctionRef<bool()> on_response) {
  grpc::ClientContext context;
  Prepare(options, &context);
  grpc::CompletionQueue queue;
  auto call = stub_.PrepareCall(&context, absl::StrCat("/", method.service()->full_name(), "/", method.name()), &queue);
  call->StartCall(nullptr);
  if (Wait(queue)) {
    call->WriteLast(request, grpc::WriteOptions(), nullptr);
    if (Wait(queue)) {
      while (call->Read(response, nullptr), Wait(queue)) {
        if (!on_response()) context.TryCancel();
      }
    }
  }
  grpc::Status status;
  call->Finish(&status, nullptr);
  Wait(queue);
  return status;
}

bool RpcClient::WaitForConnection(absl::Duration timeout) {
  return channel_->WaitForConnected(absl::ToChronoTime(absl::Now() + timeout));
}

}  // namespace fudai::ctl
