#include "tests/replay/redemptions.h"

#include <algorithm>

#include "absl/numeric/int128.h"

namespace fudai::replay {

void Redemptions::Add(const Order& order, int64_t discount_fen) {
  redemptions_.try_emplace(order.order_id, Redemption{.amount_fen = order.amount_fen, .discount_fen = discount_fen});
}

std::optional<campaign::v1::ReverseRedemptionRequest> Redemptions::ReversalFor(const Refund& refund) const {
  const auto found = redemptions_.find(refund.order_id);
  if (found == redemptions_.end()) return std::nullopt;
  const Redemption& paid = found->second;
  const int64_t left = paid.discount_fen - paid.reversed_fen;
  campaign::v1::ReverseRedemptionRequest request;
  request.set_order_id(refund.order_id);
  request.set_user_id(refund.user_id);
  request.set_reversal_id(refund.refund_id);
  if (refund.amount_fen >= paid.amount_fen) return left > 0 ? std::make_optional(request) : std::nullopt;
  const absl::int128 share = absl::int128(paid.discount_fen) * refund.amount_fen / paid.amount_fen;
  request.set_discount_fen(std::min(static_cast<int64_t>(share), left));
  return request.discount_fen() > 0 ? std::make_optional(request) : std::nullopt;
}

int64_t Redemptions::Reverse(const std::string& order_id, int64_t fen) {
  int64_t& reversed_fen = redemptions_[order_id].reversed_fen;
  reversed_fen += fen;
  return reversed_fen - fen;
}

}  // namespace fudai::replay
