#pragma once

#include <grpcpp/impl/rpc_service_method.h>
#include <grpcpp/impl/service_type.h>
#include <grpcpp/support/method_handler.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace fudai::rpc {

// A service that exists by name only. Calls are served generically, so gRPC knows none of our services; reflection
// lists those that are registered. This registers the name with one method that nobody calls; its answer is
// UNIMPLEMENTED.
class ListedService final : public grpc::Service {
 public:
  explicit ListedService(const std::string& full_name) : method_(absl::StrCat("/", full_name, "/-")) {
    AddMethod(new grpc::internal::RpcServiceMethod(method_.c_str(), grpc::internal::RpcMethod::NORMAL_RPC,
                                                   new grpc::internal::UnknownMethodHandler("")));
  }

 private:
  std::string method_;
};

}  // namespace fudai::rpc
