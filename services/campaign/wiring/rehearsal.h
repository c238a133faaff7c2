#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "common/clock/clock.h"
#include "common/metrics/metrics.h"
#include "common/redis/client.h"
#include "common/rpc/server.h"
#include "common/sharecode/share_codec.h"
#include "fudai/config/v1/keys.pb.h"
#include "services/campaign/wiring/loop_services.h"

namespace fudai::wiring {

// The rehearsal on all loops of a campaign server: the same services as production's, over a client that stays under
// the rehearsal's prefix, with its store's token, its share codes and its clock. The admin server makes the rehearsal
// and wipes it; until it is there, calls are told UNAVAILABLE.
//
// Its services live on the server's loops, and so it goes before the server.
class Rehearsal {
 public:
  // Production's store, the keys of both, and the real time.
  struct Production {
    redis::Options redis;
    std::string token;
    const config::v1::KeyFile* keys;
    const clock::Clock* clock;  // Outlives it.
  };

  // The metrics outlive it.
  static absl::StatusOr<std::unique_ptr<Rehearsal>> Create(rpc::Server* server, const Production& production,
                                                           const metrics::Metrics& metrics);

  // Has the server serve it, and runs what production runs beside its calls. Before the server serves.
  void Serve();

 private:
  Rehearsal(rpc::Server* server, sharecode::ShareCodec codec, const clock::Clock* clock,
            const metrics::Metrics& metrics);
  async::Task<void> Follow(std::function<bool()> ended);
  async::Task<absl::Status> Pass();

  rpc::Server* server_;
  sharecode::ShareCodec codec_;
  const clock::Clock* clock_;
  metrics::Metrics metrics_;
  std::vector<std::unique_ptr<LoopServices>> services_;
};

}  // namespace fudai::wiring
