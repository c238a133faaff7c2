#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/async/blocking_pool.h"
#include "common/async/task.h"
#include "common/redis/client.h"
#include "common/rpc/call_context.h"
#include "common/rpc/method.h"
#include "fudai/admin/v1/rehearsal.pb.h"
#include "services/admin/database/database.h"
#include "services/admin/rehearsal/import.h"
#include "services/admin/rehearsal/stage.h"

namespace fudai::rehearsal {

// The RPC edge of RehearsalService, which the rehearsal's table of methods has and production's has not.
class RehearsalService {
 public:
  // What it works with; all of it outlives it.
  struct World {
    database::Database* database;  // The rehearsal's.
    const ProductionCampaigns* production;
    Stage* stage;
    async::BlockingPool* readers;
    async::BlockingPool* publishing;  // The thread where the stage lives.
    redis::Client* redis;             // The rehearsal's, on the loop that the service serves.
    std::string token;
  };

  explicit RehearsalService(World world) : world_(std::move(world)) {}

  // Its rows of the table of methods.
  std::vector<rpc::Method> Methods();

 private:
  template <typename Response>
  using Answer = async::Task<absl::StatusOr<Response>>;
  using Context = rpc::CallContext;

  Answer<admin::v1::GetRehearsalResponse> Get(const admin::v1::GetRehearsalRequest& request, const Context& context);
  Answer<admin::v1::AdvanceClockResponse> Advance(const admin::v1::AdvanceClockRequest& request,
                                                  const Context& context);
  Answer<admin::v1::WipeRehearsalResponse> Wipe(const admin::v1::WipeRehearsalRequest& request, const Context& context);
  Answer<admin::v1::ImportCampaignResponse> Import(const admin::v1::ImportCampaignRequest& request,
                                                   const Context& context);

  async::Task<absl::StatusOr<int64_t>> CountEvents();
  // Adds the move's entry to the audit log, before it is made: a crash in between leaves an entry whose move the repeat
  // makes, and never a move without its entry.
  async::Task<absl::Status> NoteAdvance(const Context* context, absl::Time to);

  World world_;
};

}  // namespace fudai::rehearsal
