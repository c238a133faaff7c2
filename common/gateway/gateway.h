#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/gateway/options.h"
#include "common/gateway/static_files.h"
#include "common/metrics/metrics.h"

namespace fudai::gateway {

// What a gateway stands in front of.
struct Backend {
  // Where calls go: a server's own channel, within its process. So they pass what every call passes there: tokens,
  // roles, worlds, limits, metrics.
  std::shared_ptr<grpc::Channel> channel;
  // The methods that may be called, fully qualified: "fudai.campaign.v1.LuckyBagService.OpenBag".
  std::vector<std::string> methods;
  // The page that is served beside them; null for none. Outlives the gateway.
  const StaticFiles* files = nullptr;
};

// A gateway lets browsers, mini-programs and curl call gRPC services: it speaks the Connect protocol
// (https://connectrpc.com/docs/protocol) over HTTP/1.1, unary calls and server streams, JSON and binary. It knows
// messages by their descriptors alone, so that no method has code of its own here.
//
//   POST /fudai.campaign.v1.LuckyBagService/OpenBag       {"shareCode": "…"}   →   {"outcome": "OUTCOME_OPENED", …}
//
// It serves any number of connections on one thread, which it owns, as long as it lives.
class Gateway {
 public:
  // Listens and serves; null where the options name no address. INVALID_ARGUMENT for options or a method that make no
  // sense, UNAVAILABLE where it cannot listen. The metrics outlive it.
  static absl::StatusOr<std::unique_ptr<Gateway>> Start(Options options, Backend backend, metrics::Metrics* metrics);
  // Ends every connection and call.
  ~Gateway();

  // Where it is found, with the real port: "http://127.0.0.1:8080".
  const std::string& url() const;

  // Takes no more requests: connections between requests end, streams end with UNAVAILABLE, other calls are finished.
  // Returns once all have, or after `limit`. Before the server's own shutdown, which would break off what is under way.
  void Drain(absl::Duration limit);

 private:
  class Impl;
  explicit Gateway(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace fudai::gateway
