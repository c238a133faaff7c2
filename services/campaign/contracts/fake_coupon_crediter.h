#pragma once

#include <map>
#include <string>
#include <utility>

#include "services/campaign/contracts/coupon_crediter.h"

namespace fudai::contracts {

// FakeCouponCrediter keeps in memory what was credited, and fails as told.
class FakeCouponCrediter final : public CouponCrediter {
 public:
  async::Task<absl::StatusOr<Credited>> Credit(CouponCredit credit) override {
    if (!failure_.ok()) co_return failure_;
    const Credited credited{.first_touch = first_touch_};
    credits_[credit.coupon_id] = std::move(credit);
    co_return credited;
  }

  void FailWith(absl::Status failure) { failure_ = std::move(failure); }
  void SetFirstTouch(bool first_touch) { first_touch_ = first_touch; }

  // By coupon id.
  const std::map<std::string, CouponCredit>& credits() const { return credits_; }

 private:
  absl::Status failure_;
  bool first_touch_ = false;
  std::map<std::string, CouponCredit> credits_;
};

}  // namespace fudai::contracts
