#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/async/blocking_pool.h"
#include "common/async/task.h"
#include "common/redis/client.h"
#include "common/rpc/call_context.h"
#include "common/rpc/method.h"
#include "fudai/admin/v1/budgets.pb.h"
#include "services/admin/database/database.h"

namespace fudai::budgets {

// The RPC edge of BudgetService. Terms come from the store itself, not from the projection: they are as of the call.
class BudgetService {
 public:
  // The store that holds the budgets. The client lives on the loop that the service serves.
  struct Store {
    redis::Client* redis;
    std::string token;
  };

  // All must outlive it.
  BudgetService(database::Database* database, async::BlockingPool* readers, Store store)
      : database_(database), readers_(readers), store_(std::move(store)) {}

  // Its rows of the table of methods.
  std::vector<rpc::Method> Methods();

 private:
  async::Task<absl::StatusOr<admin::v1::VerifyConservationResponse>> VerifyConservation(
      const admin::v1::VerifyConservationRequest& request, const rpc::CallContext& context);

  database::Database* database_;
  async::BlockingPool* readers_;
  Store store_;
};

}  // namespace fudai::budgets
