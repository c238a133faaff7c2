#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "common/rpc/call_context.h"
#include "common/rpc/method.h"
#include "common/sharecode/share_codec.h"
#include "fudai/campaign/v1/orders.pb.h"
#include "services/campaign/campaigns/campaigns.h"
#include "services/campaign/contracts/number_generator.h"
#include "services/campaign/order/order_store.h"

namespace fudai::order {

// What the service works with; all of it outlives the service.
struct OrderParts {
  const sharecode::ShareCodec* codec = nullptr;
  campaigns::Campaigns* campaigns = nullptr;
  contracts::NumberGenerator* numbers = nullptr;
};

// fudai.campaign.v1.OrderService; see orders.proto. One per loop.
class OrderService {
 public:
  OrderService(OrderStore store, OrderParts parts) : store_(std::move(store)), parts_(parts) {}

  async::Task<absl::StatusOr<campaign::v1::ReportOrderResponse>> ReportOrder(
      const campaign::v1::ReportOrderRequest& request, const rpc::CallContext& context);
  async::Task<absl::StatusOr<campaign::v1::ReportRefundResponse>> ReportRefund(
      const campaign::v1::ReportRefundRequest& request, const rpc::CallContext& context);

 private:
  // ALREADY_EXISTS if the order id belongs to another user.
  async::Task<absl::Status> ClaimOrderId(OrderAddress address);
  // The call outlives the task.
  async::Task<absl::StatusOr<OrderAnswer>> Record(campaign::v1::ReportOrderRequest request,
                                                  const rpc::CallContext* call);
  async::Task<absl::StatusOr<RefundAnswer>> Record(campaign::v1::ReportRefundRequest request,
                                                   const rpc::CallContext* call);
  campaign::v1::ReportOrderResponse ToResponse(const OrderAddress& address, const OrderAnswer& answer) const;

  OrderStore store_;
  OrderParts parts_;
};

// The service's rows of the table of methods.
std::vector<rpc::Method> Rows(OrderService* service);

}  // namespace fudai::order
