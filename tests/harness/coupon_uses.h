#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "fudai/event/v1/event.pb.h"

namespace fudai::harness {

// CouponUses follows coupons through the till as the ledger tells it, and finds the steps that the laws forbid:
// - an order pays with a coupon, lets go of it or loses it only after it has reserved it;
// - a coupon that has paid for an order is nobody else's until it goes back to its owner;
// - reversals take back no more than the coupon took off.
class CouponUses {
 public:
  // The next use of the owner's partition.
  void Add(const event::v1::CouponUsed& use);

  // One line for each step that breaks a law.
  const std::vector<std::string>& breaches() const { return breaches_; }
  // By coupon, whoever used it last.
  const std::map<std::string, std::string>& users() const { return users_; }

 private:
  enum class State { kFree, kReserved, kRedeemed };
  struct OfOrder {
    State state = State::kFree;
    int64_t reversed_fen = 0;
  };

  void Reverse(const event::v1::CouponUsed& use, OfOrder* of_order);
  void Expect(bool right, const event::v1::CouponUsed& use, const char* why);

  std::map<std::pair<std::string, std::string>, OfOrder> orders_;  // by coupon and order
  std::map<std::string, std::string> paid_for_;                    // by coupon: the order
  std::map<std::string, std::string> users_;
  std::vector<std::string> breaches_;
};

}  // namespace fudai::harness
