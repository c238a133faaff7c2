#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/replay/behaviour.h"
#include "tests/replay/input.h"

namespace fudai::replay {

// One thing that the replay may do: a call, or for the reports of orders and refunds the calls that belong to them.
struct Act {
  enum class Kind { kReportOrder, kReportRefund, kLookAtBag, kTapBag };

  Kind kind = Kind::kReportOrder;
  int64_t time_ms = 0;  // virtual time, milliseconds since the epoch
  int chain = 0;        // acts of one chain happen one after another
  int needs =
      -1;  // the act that must have succeeded: an order that earned a bag, a tap that brought a coupon; -1: none
  int subject = 0;                    // index of the order, for a refund of the refund
  Payment payment = Payment::kPlain;  // of an order
};

// Plan is all that a replay may do, fixed before it begins: every order and refund of the input, and every visit and
// purchase that could follow if each order earned a bag and each tap brought a coupon. What does not come about is
// skipped. So neither the order in which replies arrive nor how calls overlap can change what is attempted.
struct Plan {
  std::vector<Order> orders;  // the input's, then those that openers place
  std::vector<Refund> refunds;
  std::vector<std::string> chains;  // who acts: a user id, or "guest order <order id>"
  std::vector<Act> acts;            // by time; an act stands behind the one it needs
};

// Plans the replay of `input`. Openers who buy share their bags too, up to `max_generations` purchases away from the
// input's orders.
Plan MakePlan(const Input& input, const Behaviour& behaviour, int max_generations);

}  // namespace fudai::replay
