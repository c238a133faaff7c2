#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "common/rpc/call_context.h"
#include "common/rpc/method.h"
#include "common/sharecode/share_codec.h"
#include "fudai/campaign/v1/lucky_bag.pb.h"
#include "services/campaign/campaigns/campaigns.h"
#include "services/campaign/contracts/budget_lender.h"
#include "services/campaign/contracts/coupon_crediter.h"
#include "services/campaign/lucky_bag/lucky_bag_store.h"

namespace fudai::lucky_bag {

// What the service works with; all of it outlives the service.
struct LuckyBagParts {
  const sharecode::ShareCodec* codec = nullptr;
  campaigns::Campaigns* campaigns = nullptr;
  contracts::CouponCrediter* crediter = nullptr;
  contracts::BudgetLender* lender = nullptr;
};

// fudai.campaign.v1.LuckyBagService; see lucky_bag.proto. One per loop.
class LuckyBagService {
 public:
  LuckyBagService(LuckyBagStore store, LuckyBagParts parts) : store_(std::move(store)), parts_(parts) {}

  async::Task<absl::StatusOr<campaign::v1::GetBagResponse>> GetBag(const campaign::v1::GetBagRequest& request,
                                                                   const rpc::CallContext& context);
  async::Task<absl::StatusOr<campaign::v1::OpenBagResponse>> OpenBag(const campaign::v1::OpenBagRequest& request,
                                                                     const rpc::CallContext& context);
  async::Task<absl::StatusOr<campaign::v1::ListBagOpeningsResponse>> ListBagOpenings(
      const campaign::v1::ListBagOpeningsRequest& request, const rpc::CallContext& context);

 private:
  // A bag of which the caller holds the code.
  struct FoundBag {
    sharecode::BagAddress address;
    StoredBag bag;
    campaigns::CompiledVersionPtr version;
    bool caller_is_new = false;
  };
  enum class Purpose { kShow, kOpen };

  async::Task<absl::StatusOr<FoundBag>> Find(std::string share_code, std::string caller_id, Purpose purpose);
  // The call outlives the task.
  async::Task<absl::StatusOr<ClaimAnswer>> TakeCoupon(FoundBag found, const rpc::CallContext* call);
  async::Task<absl::StatusOr<campaign::v1::OpenBagResponse>> Credit(FoundBag found, ClaimAnswer answer, Opener opener,
                                                                    absl::Time now);

  LuckyBagStore store_;
  LuckyBagParts parts_;
};

// The service's rows of the table of methods.
std::vector<rpc::Method> Rows(LuckyBagService* service);

}  // namespace fudai::lucky_bag
