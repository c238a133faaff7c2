#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "common/rpc/call_context.h"
#include "common/rpc/method.h"
#include "fudai/campaign/v1/checkout.pb.h"
#include "services/campaign/campaigns/campaigns.h"
#include "services/campaign/checkout/checkout_store.h"
#include "services/campaign/checkout/preparation.h"
#include "services/campaign/contracts/order_owners.h"
#include "services/campaign/contracts/wallet.h"

namespace fudai::checkout {

// What the service works with; all of it outlives the service.
struct CheckoutParts {
  campaigns::Campaigns* campaigns = nullptr;
  contracts::WalletReader* wallets = nullptr;
  contracts::OrderOwners* owners = nullptr;
};

// fudai.campaign.v1.CheckoutService; see checkout.proto. One per loop.
class CheckoutService {
 public:
  CheckoutService(CheckoutStore store, CheckoutParts parts) : store_(std::move(store)), parts_(parts) {}

  async::Task<absl::StatusOr<campaign::v1::QuoteOrderResponse>> QuoteOrder(
      const campaign::v1::QuoteOrderRequest& request, const rpc::CallContext& context);
  async::Task<absl::StatusOr<campaign::v1::ReserveCouponsResponse>> ReserveCoupons(
      const campaign::v1::ReserveCouponsRequest& request, const rpc::CallContext& context);
  async::Task<absl::StatusOr<campaign::v1::RedeemReservationResponse>> RedeemReservation(
      const campaign::v1::RedeemReservationRequest& request, const rpc::CallContext& context);
  async::Task<absl::StatusOr<campaign::v1::ReleaseReservationResponse>> ReleaseReservation(
      const campaign::v1::ReleaseReservationRequest& request, const rpc::CallContext& context);
  async::Task<absl::StatusOr<campaign::v1::ReverseRedemptionResponse>> ReverseRedemption(
      const campaign::v1::ReverseRedemptionRequest& request, const rpc::CallContext& context);
  async::Task<absl::StatusOr<campaign::v1::GetReservationResponse>> GetReservation(
      const campaign::v1::GetReservationRequest& request, const rpc::CallContext& context);

 private:
  async::Task<absl::StatusOr<Purse>> ReadPurse(std::string user_id);
  // Makes the order its user's; ALREADY_EXISTS where it is another's.
  async::Task<absl::Status> ClaimOrder(ReservationAddress address);
  // The reservation that a repeat of the request has made; `otherwise` if there is none.
  async::Task<absl::StatusOr<campaign::v1::ReserveCouponsResponse>> FindRepeated(
      campaign::v1::ReserveCouponsRequest request, int64_t now_ms, absl::Status otherwise);

  CheckoutStore store_;
  CheckoutParts parts_;
};

// The service's rows of the table of methods.
std::vector<rpc::Method> Rows(CheckoutService* service);

}  // namespace fudai::checkout
