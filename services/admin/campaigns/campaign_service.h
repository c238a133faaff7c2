#pragma once

#include <vector>

#include "common/async/blocking_pool.h"
#include "common/async/task.h"
#include "common/rpc/call_context.h"
#include "common/rpc/method.h"
#include "fudai/admin/v1/campaigns.pb.h"
#include "services/admin/database/database.h"

namespace fudai::campaigns {

// The RPC edge of those methods of CampaignService that make campaigns or read them (ChangeService has the others):
// checks requests, and hands the work to the threads that may block.
class CampaignService {
 public:
  // Both must outlive it. Its work blocks on any thread of `readers`.
  CampaignService(database::Database* database, async::BlockingPool* readers)
      : database_(database), readers_(readers) {}

  // Its rows of the table of methods.
  std::vector<rpc::Method> Methods();

 private:
  template <typename Response>
  using Answer = async::Task<absl::StatusOr<Response>>;
  using Context = rpc::CallContext;

  Answer<admin::v1::CreateCampaignResponse> Create(const admin::v1::CreateCampaignRequest& request,
                                                   const Context& context);
  Answer<admin::v1::CopyCampaignResponse> Copy(const admin::v1::CopyCampaignRequest& request, const Context& context);
  Answer<admin::v1::ValidateCampaignResponse> Validate(const admin::v1::ValidateCampaignRequest& request,
                                                       const Context& context);
  Answer<admin::v1::EstimateCampaignResponse> Estimate(const admin::v1::EstimateCampaignRequest& request,
                                                       const Context& context);
  Answer<admin::v1::GetCampaignResponse> Get(const admin::v1::GetCampaignRequest& request, const Context& context);
  Answer<admin::v1::ListCampaignsResponse> List(const admin::v1::ListCampaignsRequest& request, const Context& context);
  Answer<admin::v1::ListCampaignVersionsResponse> ListVersions(const admin::v1::ListCampaignVersionsRequest& request,
                                                               const Context& context);
  Answer<admin::v1::CompareCampaignVersionsResponse> Compare(const admin::v1::CompareCampaignVersionsRequest& request,
                                                             const Context& context);

  database::Database* database_;
  async::BlockingPool* readers_;
};

}  // namespace fudai::campaigns
