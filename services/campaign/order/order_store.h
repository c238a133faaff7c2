#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "fudai/campaign/v1/orders.pb.h"
#include "fudai/store/v1/records.pb.h"
#include "services/campaign/contracts/order_owners.h"
#include "services/campaign/contracts/reservation.h"
#include "services/campaign/contracts/store_access.h"
#include "services/campaign/order/order_rules.h"

namespace fudai::order {

// What report_order.lua answers.
enum class OrderOutcome : int64_t {
  kRecorded = 1,
  kRepeated = 2,
  // The same order id was reported with other contents.
  kConflict = 3,
  // Campaigns were published since the candidates were chosen.
  kStale = 4,
  // The new bag's number is in use.
  kIdTaken = 5,
  // It was to redeem a reservation that there is not, or that no longer holds its coupons.
  kNotReserved = 6,
  // It was to redeem a coupon for a first order, and the buyer has ordered before.
  kNotFirstOrder = 7,
};

struct OrderInput {
  campaign::v1::ReportOrderRequest request;
  int64_t now_ms = 0;
  int64_t epoch = 0;
  std::vector<Candidate> candidates;
  uint64_t bag_number = 0;
  uint64_t seed = 0;
};

struct OrderAnswer {
  OrderOutcome outcome = OrderOutcome::kConflict;
  // With kRecorded and kRepeated.
  store::v1::OrderRecord record;
  std::optional<campaign::v1::Conversion> conversion;
  // With kConflict.
  std::string first_contents;
  // With kNotReserved.
  contracts::ReservationState reservation = contracts::ReservationState::kNone;
};

// What report_refund.lua answers.
enum class RefundOutcome : int64_t {
  kRecorded = 1,
  kRepeated = 2,
  // The same refund was reported with other contents.
  kConflict = 3,
  // The order was reported since it was read.
  kChanged = 4,
  // The order's refunds add up to more than an amount may be.
  kTooMuch = 5,
  // The order is another's, and the refund had not been reported before it became so.
  kAnothers = 6,
};

// What a refund changed.
enum class RefundResult : uint8_t { kOrderUnknown = 0, kRecorded = 1, kBagClosed = 2 };

struct RefundInput {
  campaign::v1::ReportRefundRequest request;
  int64_t now_ms = 0;
  // As ReadOrder found it.
  std::optional<store::v1::OrderRecord> order;
  // As ReadOwner found it.
  std::optional<std::string> owner;
};

struct RefundAnswer {
  RefundOutcome outcome = RefundOutcome::kConflict;
  // With kRecorded and kRepeated.
  RefundResult result = RefundResult::kOrderUnknown;
  int64_t remaining_fen = 0;
  int opened = 0;
  // With kConflict.
  std::string first_contents;
};

// Whose order it is.
struct OrderAddress {
  std::string order_id;
  // Empty for a guest.
  std::string user_id;

  // The partition that the order lives in.
  int partition() const;
};

// Orders in their buyers' partitions. Errors: UNAVAILABLE; DATA_LOSS for a record that cannot be read.
class OrderStore final : public contracts::OrderOwners {
 public:
  explicit OrderStore(contracts::StoreAccess access) : access_(std::move(access)) {}

  async::Task<absl::StatusOr<std::string>> ClaimOrderId(std::string order_id, std::string user_id) override;
  // The user that the order id belongs to, empty for a guest's; nothing while it belongs to nobody.
  async::Task<absl::StatusOr<std::optional<std::string>>> ReadOwner(std::string order_id);
  async::Task<absl::StatusOr<OrderAnswer>> ReportOrder(OrderInput input);
  // Nothing while the order has not been reported.
  async::Task<absl::StatusOr<std::optional<store::v1::OrderRecord>>> ReadOrder(OrderAddress address);
  async::Task<absl::StatusOr<RefundAnswer>> ReportRefund(RefundInput input);

 private:
  contracts::StoreAccess access_;
};

}  // namespace fudai::order
