#include "services/ctl/session.h"

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/ctl/credentials.h"
#include "services/ctl/json.h"
#include "services/ctl/rpc_error.h"
#include "services/ctl/usage_error.h"

namespace fudai::ctl {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

std::unique_ptr<Message> NewResponse(const MethodDescriptor& method) {
  return std::unique_ptr<Message>(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(method.output_type())->New());
}

}  // namespace

absl::StatusOr<RpcClient*> Session::ClientOf(const Target& target) {
  const std::string& address = settings_.*target.address;
  if (address.empty()) {
    return UsageError(
        absl::StrCat("where is the ", target.server, "? Say so with ", target.flag, " HOST:PORT or ", target.env));
  }
  std::unique_ptr<RpcClient>& client = clients_[address];
  if (client == nullptr) client = std::make_unique<RpcClient>(address);
  return client.get();
}

absl::StatusOr<CallOptions> Session::OptionsFor(const Target& target) {
  ASSIGN_OR_RETURN(const std::string authorization, Authorization(settings_, target.role));
  return OptionsWith(authorization);
}

CallOptions Session::OptionsWith(absl::string_view authorization) const {
  CallOptions options;
  if (!authorization.empty()) options.metadata.emplace_back("authorization", std::string(authorization));
  if (settings_.world == world::World::kRehearsal)
    options.metadata.emplace_back(world::kWorldMetadata, std::string(world::WorldName(settings_.world)));
  if (settings_.simulated_time.has_value()) {
    options.metadata.emplace_back("fudai-time-ms", absl::StrCat(absl::ToUnixMillis(*settings_.simulated_time)));
  }
  return options;
}

absl::StatusOr<std::string> Session::CallerOf(absl::string_view method) {
  const Target& target = TargetOf(*FindMethod(method).service());
  // A missing address is said before a missing token.
  RETURN_IF_ERROR(ClientOf(target).status());
  return Authorization(settings_, target.role);
}

absl::Status Session::CheckCaller(absl::string_view method) { return CallerOf(method).status(); }

absl::Status Session::Call(absl::string_view method, const Message& request, Message* response) {
  ASSIGN_OR_RETURN(const std::string authorization, CallerOf(method));
  return CallAs(authorization, method, request, response);
}

absl::Status Session::CallAs(absl::string_view authorization, absl::string_view method, const Message& request,
                             Message* response) {
  const MethodDescriptor& descriptor = FindMethod(method);
  const Target& target = TargetOf(*descriptor.service());
  ASSIGN_OR_RETURN(RpcClient * client, ClientOf(target));
  CallOptions options = OptionsWith(authorization);
  options.timeout = settings_.timeout;
  const grpc::Status status = client->Call(descriptor, options, request, response, [] { return true; });
  // Who has no token to give cannot give a better one.
  if (authorization.empty() && status.error_code() == grpc::StatusCode::UNAUTHENTICATED)
    return absl::UnauthenticatedError(status.error_message());
  return status.ok() ? absl::OkStatus() : RpcError(status, target, settings_);
}

absl::StatusOr<std::unique_ptr<Message>> Session::Call(absl::string_view method, const Message& request) {
  std::unique_ptr<Message> response = NewResponse(FindMethod(method));
  RETURN_IF_ERROR(Call(method, request, response.get()));
  return response;
}

absl::Status Session::Stream(absl::string_view method, const Message& request,
                             absl::FunctionRef<absl::Status(const Message&)> on_message) {
  const MethodDescriptor& descriptor = FindMethod(method);
  const Target& target = TargetOf(*descriptor.service());
  ASSIGN_OR_RETURN(RpcClient * client, ClientOf(target));
  ASSIGN_OR_RETURN(CallOptions options, OptionsFor(target));
  if (!client->WaitForConnection(settings_.timeout)) {
    return RpcError(grpc::Status(grpc::StatusCode::UNAVAILABLE, "cannot connect"), target, settings_);
  }
  const std::unique_ptr<Message> response = NewResponse(descriptor);
  absl::Status consumed;
  const grpc::Status status = client->Call(descriptor, options, request, response.get(), [&] {
    if (consumed.ok()) consumed = on_message(*response);
    return consumed.ok();
  });
  if (!consumed.ok()) return consumed;
  return status.ok() ? absl::OkStatus() : RpcError(status, target, settings_);
}

absl::Status Session::StreamOn(absl::string_view method, const Message& request,
                               absl::FunctionRef<absl::Status(const Message&)> on_message) {
  while (true) {
    bool answered = false;
    absl::Status status = Stream(method, request, [&](const Message& message) {
      answered = true;
      return on_message(message);
    });
    const bool may_go_on = absl::IsUnavailable(status) || absl::IsUnauthenticated(status);
    if (!answered || !may_go_on) return status;
  }
}

absl::Status Session::Print(const Message& message, const std::vector<std::string>& columns) {
  return Print(message, text::MessageStyle{.zone = settings_.zone, .columns = columns});
}

absl::Status Session::PrintIn(absl::TimeZone zone, const Message& message) {
  return Print(message, text::MessageStyle{.zone = zone});
}

std::string Session::LineOf(absl::string_view command) const {
  return absl::StrCat("fudai ", settings_.world == world::World::kRehearsal ? "--rehearsal " : "", command);
}

absl::Status Session::Print(const Message& message, const text::MessageStyle& style) {
  out() << (settings_.json ? ToPrettyJson(message, settings_.world) : text::MessageText(message, style));
  out().flush();
  return out() ? absl::OkStatus() : absl::DataLossError("cannot write the result");
}

}  // namespace fudai::ctl
