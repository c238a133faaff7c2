#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "common/rpc/call_context.h"
#include "common/rpc/method.h"
#include "fudai/campaign/v1/coupons.pb.h"
#include "services/campaign/coupon/coupon_store.h"

namespace fudai::coupon {

// fudai.campaign.v1.CouponService; see coupons.proto. One per loop; the store outlives it.
class CouponService {
 public:
  explicit CouponService(CouponStore* store) : store_(store) {}

  async::Task<absl::StatusOr<campaign::v1::ListCouponsResponse>> ListCoupons(
      const campaign::v1::ListCouponsRequest& request, const rpc::CallContext& context);
  async::Task<absl::StatusOr<campaign::v1::GetCouponResponse>> GetCoupon(const campaign::v1::GetCouponRequest& request,
                                                                         const rpc::CallContext& context);

 private:
  CouponStore* store_;
};

// The service's rows of the table of methods.
std::vector<rpc::Method> Rows(CouponService* service);

}  // namespace fudai::coupon
