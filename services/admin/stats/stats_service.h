#pragma once

#include <soci/soci.h>

#include <string>
#include <type_traits>
#include <vector>

#include "common/async/blocking_pool.h"
#include "common/async/task.h"
#include "common/redis/client.h"
#include "common/rpc/call_context.h"
#include "common/rpc/method.h"
#include "fudai/admin/v1/stats.pb.h"
#include "services/admin/database/database.h"
#include "services/admin/stats/stats_store.h"

namespace fudai::stats {

// The RPC edge of StatsService. Numbers come from the database; how far they are, from the store's headers, which are
// read first: so pending = 0 means that everything that had happened before the call is counted.
class StatsService {
 public:
  // The store whose headers say how far the numbers could be. The client lives on the loop that the service serves.
  struct Store {
    redis::Client* redis;
    std::string token;
  };

  // All must outlive it.
  StatsService(database::Database* database, async::BlockingPool* readers, Store store);

  // Its rows of the table of methods.
  std::vector<rpc::Method> Methods();

 private:
  using Context = rpc::CallContext;

  async::Task<absl::StatusOr<admin::v1::GetCampaignSummaryResponse>> GetSummary(
      const admin::v1::GetCampaignSummaryRequest& request, const Context& context);
  async::Task<absl::StatusOr<admin::v1::QueryTimeseriesResponse>> QueryTimeseries(
      const admin::v1::QueryTimeseriesRequest& request, const Context& context);
  async::Task<absl::StatusOr<admin::v1::QuerySparklinesResponse>> QuerySparklines(
      const admin::v1::QuerySparklinesRequest& request, const Context& context);
  async::Task<absl::StatusOr<admin::v1::QueryHoldoutResponse>> QueryHoldout(
      const admin::v1::QueryHoldoutRequest& request, const Context& context);
  // Answers a query over days of a campaign or the chain by `read`, which reads within one snapshot what the response
  // says besides time zone and freshness: a function of (session, DayRange), or of (session, DayRange, Request).
  template <typename Request, typename Response, auto read>
  async::Task<absl::StatusOr<Response>> QueryDays(const Request& request, const Context& context);
  // Answers a query about people by `read`, which names users as the caller's role may see them: a function of
  // (session, Request, Names), which says all but the freshness.
  template <typename Request, typename Response, auto read>
  async::Task<absl::StatusOr<Response>> QueryPeople(const Request& request, const Context& context);
  async::Task<absl::Status> WatchSummary(const admin::v1::WatchSummaryRequest& request, const Context& context,
                                         rpc::Writer<admin::v1::WatchSummaryResponse> writer);

  // Answers what `read` reads within one snapshot: a function of (session), which says all but how far the numbers are.
  template <typename Read>
  async::Task<std::invoke_result_t<Read, soci::session&>> ReadFresh(async::Loop* loop, Read read);
  async::Task<absl::StatusOr<admin::v1::GetCampaignSummaryResponse>> Summarize(std::string campaign_id,
                                                                               async::Loop* loop);

  database::Database* database_;
  async::BlockingPool* readers_;
  Store store_;
};

}  // namespace fudai::stats
