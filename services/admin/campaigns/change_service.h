#pragma once

#include <vector>

#include "common/async/blocking_pool.h"
#include "common/async/task.h"
#include "common/rpc/call_context.h"
#include "common/rpc/method.h"
#include "fudai/admin/v1/campaigns.pb.h"
#include "services/admin/campaigns/campaign_publisher.h"

namespace fudai::campaigns {

// The RPC edge of those methods of CampaignService that change a campaign which is there: checks requests, and hands
// the work to the one thread that changes campaigns, where the publisher lives.
class ChangeService {
 public:
  // Both must outlive it.
  ChangeService(CampaignPublisher* publisher, async::BlockingPool* publishing)
      : publisher_(publisher), publishing_(publishing) {}

  // Its rows of the table of methods.
  std::vector<rpc::Method> Methods();

 private:
  template <typename Response>
  using Answer = async::Task<absl::StatusOr<Response>>;
  using Context = rpc::CallContext;

  Answer<admin::v1::UpdateCampaignResponse> Update(const admin::v1::UpdateCampaignRequest& request,
                                                   const Context& context);
  Answer<admin::v1::SubmitCampaignResponse> Submit(const admin::v1::SubmitCampaignRequest& request,
                                                   const Context& context);
  Answer<admin::v1::ApproveCampaignResponse> Approve(const admin::v1::ApproveCampaignRequest& request,
                                                     const Context& context);
  Answer<admin::v1::RejectCampaignResponse> Reject(const admin::v1::RejectCampaignRequest& request,
                                                   const Context& context);
  Answer<admin::v1::PublishCampaignResponse> Publish(const admin::v1::PublishCampaignRequest& request,
                                                     const Context& context);
  Answer<admin::v1::PauseCampaignResponse> Pause(const admin::v1::PauseCampaignRequest& request,
                                                 const Context& context);
  Answer<admin::v1::ResumeCampaignResponse> Resume(const admin::v1::ResumeCampaignRequest& request,
                                                   const Context& context);
  Answer<admin::v1::EndCampaignResponse> End(const admin::v1::EndCampaignRequest& request, const Context& context);
  Answer<admin::v1::ArchiveCampaignResponse> Archive(const admin::v1::ArchiveCampaignRequest& request,
                                                     const Context& context);
  Answer<admin::v1::DeleteCampaignResponse> Delete(const admin::v1::DeleteCampaignRequest& request,
                                                   const Context& context);

  template <typename Response>
  Answer<Response> Apply(Change change, const Context* context);

  CampaignPublisher* publisher_;
  async::BlockingPool* publishing_;
};

}  // namespace fudai::campaigns
