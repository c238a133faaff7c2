#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "fudai/campaign/v1/checkout.pb.h"
#include "fudai/campaign/v1/lucky_bag.pb.h"
#include "fudai/campaign/v1/orders.pb.h"

namespace fudai::replay {

using CampaignRequest =
    std::variant<campaign::v1::ReportOrderRequest, campaign::v1::ReportRefundRequest, campaign::v1::GetBagRequest,
                 campaign::v1::OpenBagRequest, campaign::v1::GetReservationRequest, campaign::v1::QuoteOrderRequest,
                 campaign::v1::ReserveCouponsRequest, campaign::v1::RedeemReservationRequest,
                 campaign::v1::ReleaseReservationRequest, campaign::v1::ReverseRedemptionRequest>;
using CampaignResponse =
    std::variant<std::monostate, campaign::v1::ReportOrderResponse, campaign::v1::ReportRefundResponse,
                 campaign::v1::GetBagResponse, campaign::v1::OpenBagResponse, campaign::v1::GetReservationResponse,
                 campaign::v1::QuoteOrderResponse, campaign::v1::ReserveCouponsResponse,
                 campaign::v1::RedeemReservationResponse, campaign::v1::ReleaseReservationResponse,
                 campaign::v1::ReverseRedemptionResponse>;

// One call to the campaign server.
struct Call {
  int act = 0;          // told again in the reply
  std::string user_id;  // the caller; empty: the ordering system
  int64_t time_ms = 0;  // virtual time of the call, milliseconds since the epoch
  CampaignRequest request;
};

struct Reply {
  int act = 0;
  absl::Status status;
  CampaignResponse response;  // of the request's kind if the status is OK
};

// CampaignApi makes calls that overlap. The replay's one thread uses it; gRPC behind it, or a fake in tests.
class CampaignApi {
 public:
  virtual ~CampaignApi() = default;

  // Begins a call.
  virtual void Start(const Call& call) = 0;

  // The next call to end; nothing if none has by `deadline` (of the machine's clock).
  virtual std::optional<Reply> Next(absl::Time deadline) = 0;
};

}  // namespace fudai::replay
