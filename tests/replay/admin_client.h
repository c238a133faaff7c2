#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "fudai/admin/v1/campaigns.grpc.pb.h"
#include "fudai/admin/v1/ledger.grpc.pb.h"
#include "fudai/admin/v1/stats.grpc.pb.h"
#include "grpcpp/grpcpp.h"
#include "tests/replay/counts.h"
#include "tests/replay/ledger_recount.h"
#include "tests/replay/progress.h"

namespace fudai::replay {

// What the admin server's statistics say of the whole chain.
struct ChainStats {
  Counts counts;  // all but duplicate_orders, of which the statistics know nothing
  int64_t coupons_credited = 0;
  int64_t pending_events = 0;  // events that the numbers do not hold yet
};

ChainStats FromSummary(const admin::v1::GetCampaignSummaryResponse& response);

// AdminClient asks the admin server what a replay is compared with. Calls block; a call whose outcome is unknown is
// repeated until `patience` has passed since it began. Borrows the clock.
class AdminClient {
 public:
  AdminClient(const std::shared_ptr<grpc::Channel>& channel, std::string authorization, const clock::Clock& clock,
              absl::Duration patience);

  // The campaign as it stands at `now`, which servers in simulated time take for the time of the call.
  absl::StatusOr<admin::v1::Campaign> GetCampaign(const std::string& campaign_id, absl::Time now);

  // Waits until the statistics hold every event, every coupon is credited, and the numbers stand still; shows the
  // events that wait. What there is after `patience` is returned as it is.
  absl::StatusOr<ChainStats> CatchUp(Progress& progress);

  // Recounts the whole ledger.
  absl::StatusOr<LedgerRecount> RecountLedger();

 private:
  absl::Status Repeatedly(const std::function<absl::Status(grpc::ClientContext&)>& call);

  const std::unique_ptr<admin::v1::CampaignService::Stub> campaigns_;
  const std::unique_ptr<admin::v1::StatsService::Stub> stats_;
  const std::unique_ptr<admin::v1::LedgerService::Stub> ledger_;
  const std::string authorization_;
  const clock::Clock& clock_;
  const absl::Duration patience_;
};

}  // namespace fudai::replay
