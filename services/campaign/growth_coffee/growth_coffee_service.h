#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "common/rpc/call_context.h"
#include "common/rpc/method.h"
#include "fudai/campaign/v1/growth_coffee.pb.h"
#include "services/campaign/campaigns/campaigns.h"
#include "services/campaign/growth_coffee/growth_coffee_store.h"

namespace fudai::growth_coffee {

// fudai.campaign.v1.GrowthCoffeeService; see growth_coffee.proto. One per loop; the campaigns outlive it.
class GrowthCoffeeService {
 public:
  GrowthCoffeeService(GrowthCoffeeStore store, campaigns::Campaigns* campaigns)
      : store_(std::move(store)), campaigns_(campaigns) {}

  async::Task<absl::StatusOr<campaign::v1::GetCupResponse>> GetCup(const campaign::v1::GetCupRequest& request,
                                                                   const rpc::CallContext& context);
  async::Task<absl::StatusOr<campaign::v1::ListHelpersResponse>> ListHelpers(
      const campaign::v1::ListHelpersRequest& request, const rpc::CallContext& context);
  async::Task<absl::Status> WatchCup(const campaign::v1::WatchCupRequest& request, const rpc::CallContext& context,
                                     rpc::Writer<campaign::v1::WatchCupResponse> writer);

 private:
  async::Task<absl::StatusOr<campaign::v1::Cup>> ReadCup(std::string campaign_id, std::string sharer_id);

  GrowthCoffeeStore store_;
  campaigns::Campaigns* campaigns_;
};

// The service's rows of the table of methods.
std::vector<rpc::Method> Rows(GrowthCoffeeService* service);

}  // namespace fudai::growth_coffee
