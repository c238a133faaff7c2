#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "fudai/campaign/v1/checkout.pb.h"
#include "tests/replay/behaviour.h"
#include "tests/replay/campaign_api.h"
#include "tests/replay/input.h"

namespace fudai::replay {

// Checkout is one order's way past the till, one call after another, each following from the answers so far. It ends
// with the report of the order.
//
//   look → quote → reserve ┬→ (redeem →) report, paid with the coupons
//                          └→ release, at once or after the deadline → report without them
//
// An order that has a reservation already is a repeat: it goes on from where that reservation is, and reserves nothing
// anew. One whose quote takes nothing off, or whose coupons cannot be reserved, is reported without. Borrows the order.
class Checkout {
 public:
  // An order that no basket can be made of (see BasketOf) is reported plainly.
  Checkout(const Order& order, Payment payment);

  // The next call, by the ordering system.
  CampaignRequest request() const;
  // When it is made, in virtual time.
  int64_t time_ms() const;

  // The answer to that call: what the quote takes off, or the reservation as it is now.
  void Take(const campaign::v1::Discount& quoted);
  void Take(const campaign::v1::Reservation& reservation);
  // A refusal of that call. False if the order cannot go on after it.
  bool TakeRefusal(const absl::Status& refusal);

  const Order& order() const { return order_; }
  // Whether the next call is the report of an order that its reservation pays for.
  bool pays() const { return step_ == Step::kReport && pays_; }
  const campaign::v1::Reservation& reservation() const { return reservation_; }

 private:
  enum class Step { kLook, kQuote, kReserve, kRedeem, kRelease, kReport };

  campaign::v1::ReserveCouponsRequest ReserveRequest() const;

  const Order& order_;
  const Payment payment_;
  Step step_;
  bool pays_ = false;
  std::vector<std::string> quoted_;
  campaign::v1::Reservation reservation_;
};

}  // namespace fudai::replay
