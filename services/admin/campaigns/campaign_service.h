#pragma once

#include <vector>

#include "common/async/blocking_pool.h"
#include "common/async/task.h"
#include "common/rpc/call_context.h"
#include "common/rpc/method.h"
#include "fudai/admin/v1/campaigns.pb.h"
#include "services/admin/campaigns/campaign_publisher.h"
#include "services/admin/database/database.h"

namespace fudai::campaigns {

// The RPC edge of CampaignService: checks requests, and hands the work to the threads that may block.
class CampaignService {
 public:
  // Where work blocks: reading on any thread of `readers`, changing on the one thread of `publishing`, where the
  // publisher lives.
  struct Threads {
    async::BlockingPool* readers;
    async::BlockingPool* publishing;
  };

  // All must outlive it.
  CampaignService(database::Database* database, CampaignPublisher* publisher, Threads threads);

  // Its rows of the table of methods.
  std::vector<rpc::Method> Methods();

 private:
  template <typename Response>
  using Answer = async::Task<absl::StatusOr<Response>>;
  using Context = rpc::CallContext;

  Answer<admin::v1::CreateCampaignResponse> Create(const admin::v1::CreateCampaignRequest& request,
                                                   const Context& context);
  Answer<admin::v1::ValidateCampaignResponse> Validate(const admin::v1::ValidateCampaignRequest& request,
                                                       const Context& context);
  Answer<admin::v1::EstimateCampaignResponse> Estimate(const admin::v1::EstimateCampaignRequest& request,
                                                       const Context& context);
  Answer<admin::v1::PublishCampaignResponse> Publish(const admin::v1::PublishCampaignRequest& request,
                                                     const Context& context);
  Answer<admin::v1::PauseCampaignResponse> Pause(const admin::v1::PauseCampaignRequest& request,
                                                 const Context& context);
  Answer<admin::v1::ResumeCampaignResponse> Resume(const admin::v1::ResumeCampaignRequest& request,
                                                   const Context& context);
  Answer<admin::v1::EndCampaignResponse> End(const admin::v1::EndCampaignRequest& request, const Context& context);
  Answer<admin::v1::GetCampaignResponse> Get(const admin::v1::GetCampaignRequest& request, const Context& context);
  Answer<admin::v1::ListCampaignsResponse> List(const admin::v1::ListCampaignsRequest& request, const Context& context);

  template <typename Response>
  Answer<Response> Apply(Change change, const Context* context);

  database::Database* database_;
  CampaignPublisher* publisher_;
  Threads threads_;
};

}  // namespace fudai::campaigns
