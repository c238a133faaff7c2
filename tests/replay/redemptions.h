#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "fudai/campaign/v1/checkout.pb.h"
#include "tests/replay/input.h"

namespace fudai::replay {

// Redemptions knows which orders were paid with coupons, and what their refunds take back of the discount: a full
// refund all that is left of it, a part the same share, rounded down. It counts what this replay has taken back,
// whatever an earlier one did, so that a repeated refund asks for the same again. Not thread-safe.
class Redemptions {
 public:
  // The same order again changes nothing.
  void Add(const Order& order, int64_t discount_fen);

  // What the refund asks for; nothing if its order was paid without coupons, or if there is nothing to take back.
  std::optional<campaign::v1::ReverseRedemptionRequest> ReversalFor(const Refund& refund) const;

  // Notes what a reversal took back. Returns what had been taken back of that order before.
  int64_t Reverse(const std::string& order_id, int64_t fen);

 private:
  struct Redemption {
    int64_t amount_fen = 0;  // of the order
    int64_t discount_fen = 0;
    int64_t reversed_fen = 0;
  };

  absl::flat_hash_map<std::string, Redemption> redemptions_;  // by order id
};

}  // namespace fudai::replay
