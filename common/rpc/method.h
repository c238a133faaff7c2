#pragma once

#include <google/protobuf/message.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "common/auth/identity.h"
#include "common/rpc/call_context.h"

namespace fudai::rpc {

// How a method is treated when there is more to do than can be done: each class has its own bound of calls in flight
// per loop. Health is asked most when there is much to do: its checks have none, and its watches are bounded as streams
// are, apart from them.
enum class LoadClass { kAct, kRead, kStream, kHealth };

// Who may call a method: callers whose token has one of its roles, or anyone, even without a token.
enum class Access { kRoles, kAnyone };

// The caller's end of a server stream.
class MessageWriter {
 public:
  virtual ~MessageWriter() = default;
  // Sends one message; false once the caller has gone.
  virtual async::Task<bool> Write(const google::protobuf::Message& message) = 0;
};

// One row of a server's table of methods. Serving, authorization, limits, metrics and the tests that walk every RPC all
// read it.
struct Method {
  // Fully qualified, such as "fudai.campaign.v1.LuckyBagService.OpenBag".
  std::string name;
  // Who may call it; without any it does not start, unless anyone may.
  std::vector<auth::Role> roles;
  Access access = Access::kRoles;
  LoadClass load = LoadClass::kAct;
  bool server_streaming = false;

  // Makes an empty request.
  std::function<std::unique_ptr<google::protobuf::Message>()> new_request;
  // Unary methods: runs the handler. The request outlives the task.
  std::function<async::Task<absl::StatusOr<std::unique_ptr<google::protobuf::Message>>>(
      const google::protobuf::Message*, const CallContext*)>
      unary;
  // Server-streaming methods: runs the handler.
  std::function<async::Task<absl::Status>(const google::protobuf::Message*, const CallContext*, MessageWriter*)> stream;
};

// Checks a table's rows against the descriptors that are linked in: the method exists, its request and streaming are
// the row's, and it names roles or is open to anyone. INVALID_ARGUMENT names the row.
absl::Status CheckTable(const std::vector<Method>& table);

// The names of a table's methods, behind those that `names` holds.
void AppendNames(const std::vector<Method>& table, std::vector<std::string>* names);

// PERMISSION_DENIED unless the role may call the method.
absl::Status CheckRole(const Method& method, auth::Role role);

// What a row says besides its handler.
struct Row {
  std::string name;
  std::vector<auth::Role> roles;
  LoadClass load = LoadClass::kAct;
  Access access = Access::kRoles;
};

// Makes the row of a unary method served by `service->handler(request, context)`:
//
//   Unary({"fudai.campaign.v1.LuckyBagService.OpenBag", {Role::kAppUser}}, &service, &LuckyBagService::OpenBag)
template <typename Service, typename Request, typename Response>
Method Unary(Row row, Service* service,
             async::Task<absl::StatusOr<Response>> (Service::*handler)(const Request&, const CallContext&)) {
  using MessagePtr = std::unique_ptr<google::protobuf::Message>;
  Method method{std::move(row.name), std::move(row.roles), row.access, row.load, /*server_streaming=*/false};
  method.new_request = []() -> MessagePtr { return std::make_unique<Request>(); };
  method.unary = [service, handler](const google::protobuf::Message* request,
                                    const CallContext* context) -> async::Task<absl::StatusOr<MessagePtr>> {
    return [](Service* s, decltype(handler) h, const Request* r,
              const CallContext* c) -> async::Task<absl::StatusOr<MessagePtr>> {
      absl::StatusOr<Response> response = co_await (s->*h)(*r, *c);
      if (!response.ok()) co_return response.status();
      MessagePtr message = std::make_unique<Response>(*std::move(response));
      co_return message;
    }(service, handler, static_cast<const Request*>(request), context);
  };
  return method;
}

// A typed MessageWriter.
template <typename Response>
class Writer {
 public:
  explicit Writer(MessageWriter* writer) : writer_(writer) {}
  async::Task<bool> Write(const Response& response) { return writer_->Write(response); }

 private:
  MessageWriter* writer_;
};

// Makes the row of a server-streaming method served by `service->handler(request, context, writer)`.
template <typename Service, typename Request, typename Response>
Method ServerStream(Row row, Service* service,
                    async::Task<absl::Status> (Service::*handler)(const Request&, const CallContext&,
                                                                  Writer<Response>)) {
  Method method{std::move(row.name), std::move(row.roles), row.access, row.load, /*server_streaming=*/true};
  method.new_request = []() -> std::unique_ptr<google::protobuf::Message> { return std::make_unique<Request>(); };
  method.stream = [service, handler](const google::protobuf::Message* request, const CallContext* context,
                                     MessageWriter* writer) -> async::Task<absl::Status> {
    return (service->*handler)(*static_cast<const Request*>(request), *context, Writer<Response>(writer));
  };
  return method;
}

}  // namespace fudai::rpc
