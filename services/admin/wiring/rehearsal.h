#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/async/blocking_pool.h"
#include "common/clock/clock.h"
#include "common/metrics/metrics.h"
#include "common/redis/client.h"
#include "common/rpc/server.h"
#include "services/admin/campaigns/campaign_publisher.h"
#include "services/admin/database/database.h"
#include "services/admin/rehearsal/import.h"
#include "services/admin/rehearsal/stage.h"
#include "services/admin/wiring/projection_thread.h"

namespace fudai::wiring {

// The rehearsal on an admin server: campaigns, statistics, ledger, budgets and audit log once more, over rows, keys and
// a clock of the rehearsal's own, and the service that runs it. Of production it holds nothing but what reads
// campaigns. People and their sessions are the same in both worlds, and are looked after in production.
//
// Its services live on the server's loops, and so it goes before the server.
class Rehearsal {
 public:
  // What it is beside; all of it outlives it.
  struct Production {
    rpc::Server* server;
    database::Database* database;
    std::string database_url;
    redis::Options redis;
    std::string token;
    const clock::Clock* clock;
    campaigns::ChangePolicy policy;
    absl::TimeZone chain_zone;
  };

  // Opens its rows, and makes the rehearsal where it is not there.
  static absl::StatusOr<std::unique_ptr<Rehearsal>> Create(const Production& production,
                                                           const metrics::Metrics& metrics);
  ~Rehearsal();

  // Has the server serve it, and runs what production runs beside its calls. Before the server serves.
  void Serve();

 private:
  struct Services;

  Rehearsal(const Production& production, std::unique_ptr<database::Database> database,
            const metrics::Metrics& metrics);
  absl::Status Begin();

  rpc::Server* server_;
  const clock::Clock* clock_;
  redis::Options redis_;
  std::string token_;
  metrics::Metrics metrics_;
  std::unique_ptr<database::Database> database_;
  campaigns::CampaignPublisher publisher_;
  ProjectionThread projection_;
  rehearsal::Stage stage_;
  rehearsal::ProductionCampaigns production_;
  // They end before the server's loops go, to which they hand their results.
  async::BlockingPool readers_;
  async::BlockingPool publishing_;
  std::vector<std::unique_ptr<Services>> services_;
};

}  // namespace fudai::wiring
