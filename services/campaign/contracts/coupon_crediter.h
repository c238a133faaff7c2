#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "fudai/event/v1/event.pb.h"
#include "fudai/store/v1/records.pb.h"

namespace fudai::contracts {

// A coupon on its way from a bag to its opener's wallet. All of it follows from the BagOpened event, so that the
// request that opened the bag and the relay, which finishes what a dead server began, credit the very same.
struct CouponCredit {
  std::string coupon_id;
  std::string owner_id;
  std::string bag_id;
  std::string sharer_id;
  store::v1::WalletEntry entry;
  int64_t bag_given_at_ms = 0;
  // The owner's, should this be their first touch.
  int generation = 0;
};

// The credit that a BagOpened event asks for.
CouponCredit CreditFromEvent(const event::v1::Event& opened);

// What became of a credit; the same for every repeat.
struct Credited {
  // The bag brought its opener: they had never ordered nor opened a bag before.
  bool first_touch = false;
};

// Puts coupons into wallets.
class CouponCrediter {
 public:
  virtual ~CouponCrediter() = default;

  // Credits a coupon once, however often it is called. UNAVAILABLE: unknown, repeat it.
  virtual async::Task<absl::StatusOr<Credited>> Credit(CouponCredit credit) = 0;
};

}  // namespace fudai::contracts
