#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "fudai/event/v1/event.pb.h"

namespace fudai::projection {

// What an event is: the ledger's column `kind` holds the number of the field in Event's body.
enum class EventKind {
  kOrderReported = event::v1::Event::kOrderReported,
  kRefundReported = event::v1::Event::kRefundReported,
  kBagOpened = event::v1::Event::kBagOpened,
  kCouponCredited = event::v1::Event::kCouponCredited,
  kConversionRecorded = event::v1::Event::kConversionRecorded,
  kCouponUsed = event::v1::Event::kCouponUsed,
  kLiabilityExpired = event::v1::Event::kLiabilityExpired,
};

// One event as the ledger keeps it: the event, and what it is looked up by. Ids that it does not have are empty.
struct LedgerRow {
  int partition = 0;
  int64_t number = 0;
  event::v1::Event event;
  EventKind kind{};
  std::string campaign_id;
  std::string user_id;  // The buyer, opener or owner.
  std::string sharer_id;
  std::string order_id;
  std::string bag_id;
  std::string coupon_id;
  int64_t cups_filled = 0;
  std::string payload;  // The serialized event, as it came.
};

// Decodes event `number` of a partition. DATA_LOSS, with its place, if it cannot be parsed or is of a kind that this
// program does not know.
absl::StatusOr<LedgerRow> DecodeEvent(int partition, int64_t number, absl::string_view payload);

}  // namespace fudai::projection
