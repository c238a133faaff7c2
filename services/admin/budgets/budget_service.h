#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/async/blocking_pool.h"
#include "common/async/task.h"
#include "common/budget/books.h"
#include "common/redis/client.h"
#include "common/rpc/call_context.h"
#include "common/rpc/method.h"
#include "fudai/admin/v1/budgets.pb.h"
#include "services/admin/database/database.h"

namespace fudai::budgets {

// The RPC edge of BudgetService. Amounts come from the store itself and are as of the call; rates come from the
// projection.
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
  using BooksByPurse = std::map<std::string, budget::Books>;

  async::Task<absl::StatusOr<BooksByPurse>> ReadBooks(std::string campaign_id);
  // Waits until every event that is in the store by now has been folded; how many still wait when patience ends.
  async::Task<absl::StatusOr<int64_t>> AwaitLedger(const rpc::CallContext& context);
  async::Task<absl::StatusOr<admin::v1::GetBudgetResponse>> GetBudget(const admin::v1::GetBudgetRequest& request,
                                                                      const rpc::CallContext& context);
  async::Task<absl::StatusOr<admin::v1::BatchGetBudgetsResponse>> BatchGetBudgets(
      const admin::v1::BatchGetBudgetsRequest& request, const rpc::CallContext& context);
  async::Task<absl::StatusOr<admin::v1::VerifyConservationResponse>> VerifyConservation(
      const admin::v1::VerifyConservationRequest& request, const rpc::CallContext& context);

  database::Database* database_;
  async::BlockingPool* readers_;
  Store store_;
};

}  // namespace fudai::budgets
