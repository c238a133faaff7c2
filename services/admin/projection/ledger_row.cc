#include "services/admin/projection/ledger_row.h"

#include "absl/strings/str_cat.h"

namespace fudai::projection {
namespace {

using event::v1::Event;

void Index(const event::v1::OrderReported& order, LedgerRow* row) {
  row->campaign_id = order.campaign_id();
  row->user_id = order.user_id();
  row->order_id = order.order_id();
  row->bag_id = order.bag_id();
}

void Index(const event::v1::RefundReported& refund, LedgerRow* row) {
  row->user_id = refund.user_id();
  row->order_id = refund.order_id();
}

void Index(const event::v1::BagOpened& open, LedgerRow* row) {
  row->campaign_id = open.campaign_id();
  row->user_id = open.opener_id();
  row->sharer_id = open.sharer_id();
  row->bag_id = open.bag_id();
  row->coupon_id = absl::StrCat(open.bag_id(), "-", open.index());
  row->cups_filled = open.cups_filled();
}

void Index(const event::v1::CouponCredited& credit, LedgerRow* row) {
  row->campaign_id = credit.campaign_id();
  row->user_id = credit.user_id();
  row->sharer_id = credit.sharer_id();
  row->bag_id = credit.bag_id();
  row->coupon_id = credit.coupon_id();
}

void Index(const event::v1::ConversionRecorded& conversion, LedgerRow* row) {
  row->campaign_id = conversion.campaign_id();
  row->user_id = conversion.user_id();
  row->sharer_id = conversion.sharer_id();
  row->order_id = conversion.order_id();
  row->bag_id = conversion.bag_id();
}

// Every coupon's id begins with its bag's: "{bag_id}-…".
void Index(const event::v1::CouponUsed& use, LedgerRow* row) {
  row->campaign_id = use.campaign_id();
  row->user_id = use.user_id();
  row->order_id = use.order_id();
  row->bag_id = use.coupon_id().substr(0, use.coupon_id().find('-'));
  row->coupon_id = use.coupon_id();
}

void Index(const event::v1::LiabilityExpired& expired, LedgerRow* row) { row->campaign_id = expired.campaign_id(); }

// False if the event is of no kind that is known.
bool Index(LedgerRow* row) {
  row->kind = static_cast<EventKind>(row->event.body_case());
  switch (row->event.body_case()) {
    case Event::kOrderReported:
      return Index(row->event.order_reported(), row), true;
    case Event::kRefundReported:
      return Index(row->event.refund_reported(), row), true;
    case Event::kBagOpened:
      return Index(row->event.bag_opened(), row), true;
    case Event::kCouponCredited:
      return Index(row->event.coupon_credited(), row), true;
    case Event::kConversionRecorded:
      return Index(row->event.conversion_recorded(), row), true;
    case Event::kCouponUsed:
      return Index(row->event.coupon_used(), row), true;
    case Event::kLiabilityExpired:
      return Index(row->event.liability_expired(), row), true;
    case Event::BODY_NOT_SET:
      return false;
  }
  return false;
}

}  // namespace

absl::StatusOr<LedgerRow> DecodeEvent(int partition, int64_t number, absl::string_view payload) {
  LedgerRow row;
  row.partition = partition;
  row.number = number;
  row.payload = std::string(payload);
  if (!row.event.ParseFromString(row.payload)) {
    return absl::DataLossError(
        absl::StrCat("event ", number, " of partition ", partition, " cannot be parsed (", payload.size(), " bytes)"));
  }
  if (!Index(&row)) {
    return absl::DataLossError(absl::StrCat("event ", number, " of partition ", partition,
                                            " is of a kind that this program does not know; use the newer program"));
  }
  return row;
}

}  // namespace fudai::projection
