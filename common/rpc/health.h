#pragma once

#include <google/protobuf/wrappers.pb.h>

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/async/task.h"
#include "common/rpc/call_context.h"
#include "common/rpc/method.h"

namespace fudai::rpc {

// What grpc.health.v1 answers for a server and each of its services: all serve, or none.
class Health {
 public:
  // grpc.health.v1.HealthCheckResponse.ServingStatus.
  enum Answer { kServing = 1, kNotServing = 2, kServiceUnknown = 3 };

  // Before anybody asks.
  void Add(std::string service) { services_.insert(std::move(service)); }
  // From any thread.
  void Set(bool serving) { serving_ = serving; }
  // Of a service, or of the server for "".
  Answer Of(absl::string_view service) const;

 private:
  std::atomic<bool> serving_ = false;
  absl::flat_hash_set<std::string> services_;
};

// grpc.health.v1.Health on one loop, so that it costs the other calls no thread. Its messages, a text and an enum in
// their field 1, have the wire form of protobuf's wrappers. Watches outlive the drain of all else.
class HealthService {
 public:
  using Request = google::protobuf::StringValue;
  using Response = google::protobuf::Int32Value;

  // `ended` tells when watches end. The health must outlive it.
  HealthService(const Health* health, std::function<bool()> ended) : health_(health), ended_(std::move(ended)) {}

  // NOT_FOUND for a service that the server does not have.
  async::Task<absl::StatusOr<Response>> Check(const Request& request, const CallContext& context);
  // Says what is, and what changes, within a tenth of a second.
  async::Task<absl::Status> Watch(const Request& request, const CallContext& context, Writer<Response> writer);

  std::vector<Method> Methods();
  // How many watch now.
  int watches() const { return watches_; }

 private:
  const Health* health_;
  std::function<bool()> ended_;
  int watches_ = 0;
};

}  // namespace fudai::rpc
