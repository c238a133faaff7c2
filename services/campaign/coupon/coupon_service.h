#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/async/task.h"
#include "common/rpc/call_context.h"
#include "common/rpc/method.h"
#include "fudai/campaign/v1/coupons.pb.h"
#include "services/campaign/campaigns/campaigns.h"
#include "services/campaign/coupon/coupon_store.h"

namespace fudai::coupon {

// fudai.campaign.v1.CouponService; see coupons.proto. One per loop; the store and the campaigns outlive it.
class CouponService {
 public:
  CouponService(CouponStore* store, campaigns::Campaigns* campaigns) : store_(store), campaigns_(campaigns) {}

  async::Task<absl::StatusOr<campaign::v1::ListCouponsResponse>> ListCoupons(
      const campaign::v1::ListCouponsRequest& request, const rpc::CallContext& context);
  async::Task<absl::StatusOr<campaign::v1::GetCouponResponse>> GetCoupon(const campaign::v1::GetCouponRequest& request,
                                                                         const rpc::CallContext& context);

 private:
  // Reads the catalogue, once, if some of the coupons are of a version that is not known.
  async::Task<absl::Status> Learn(std::vector<OwnedCoupon> coupons);
  // The coupon as its owner sees it, with its terms, as far as its version is known.
  campaign::v1::Coupon Show(const OwnedCoupon& coupon, absl::Time now) const;

  CouponStore* store_;
  campaigns::Campaigns* campaigns_;
};

// The service's rows of the table of methods.
std::vector<rpc::Method> Rows(CouponService* service);

}  // namespace fudai::coupon
