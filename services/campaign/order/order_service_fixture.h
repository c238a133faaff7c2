// The order service on a store of its own: what the tests of orders and of holdouts stand on.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/campaign/contracts/wire_time.h"
#include "services/campaign/keys/keys.h"
#include "services/campaign/order/order_service.h"
#include "services/campaign/testing/sample_campaign.h"
#include "services/campaign/testing/store_rig.h"

namespace fudai::order {

using campaign::v1::ReportOrderRequest;
using campaign::v1::ReportOrderResponse;
using campaign::v1::ReportRefundRequest;
using campaign::v1::ReportRefundResponse;
using campaign_testing::SampleNow;
using campaign_testing::SampleSpec;
using campaign_testing::StoreRig;

// Counts up, but first gives the numbers it is told.
class TestNumbers final : public contracts::NumberGenerator {
 public:
  uint64_t BagNumber() override {
    if (told_.empty()) return ++last_;
    const uint64_t number = told_.back();
    told_.pop_back();
    return number;
  }
  uint64_t Seed() override { return 42; }
  void Tell(uint64_t number) { told_.push_back(number); }

 private:
  uint64_t last_ = 0;
  std::vector<uint64_t> told_;
};

class OrderServiceTest : public testing::Test {
 protected:
  OrderServiceTest() {
    for (int i = 0; i < StoreRig::kClients; ++i) {
      services_.emplace_back(OrderStore(rig_.access(i)), OrderParts{&rig_.codec(), &rig_.campaigns(), &numbers_});
    }
  }

  static ReportOrderRequest Order(const std::string& order_id, const std::string& user_id, int64_t amount_fen) {
    ReportOrderRequest request;
    request.set_order_id(order_id);
    request.set_user_id(user_id);
    request.set_shop_id("shop1");
    request.set_items(1);
    request.set_amount_fen(amount_fen);
    *request.mutable_paid_at() = contracts::ToTimestamp(absl::ToUnixMillis(SampleNow()));
    return request;
  }
  static ReportRefundRequest Refund(const std::string& refund_id, const std::string& order_id, int64_t amount_fen) {
    ReportRefundRequest request;
    request.set_refund_id(refund_id);
    request.set_order_id(order_id);
    request.set_user_id("buyer");
    request.set_amount_fen(amount_fen);
    *request.mutable_refunded_at() = contracts::ToTimestamp(absl::ToUnixMillis(SampleNow()));
    return request;
  }
  absl::StatusOr<ReportOrderResponse> Report(const ReportOrderRequest& request) {
    const rpc::CallContext context = rig_.CallBy("pos", SampleNow());
    return rig_.Run(services_[0].ReportOrder(request, context));
  }
  absl::StatusOr<ReportRefundResponse> Report(const ReportRefundRequest& request) {
    const rpc::CallContext context = rig_.CallBy("pos", SampleNow());
    return rig_.Run(services_[0].ReportRefund(request, context));
  }
  // A call whose deadline passes while Redis answers it for the first time.
  rpc::CallContext CallThatRunsLate() {
    rpc::CallContext context = rig_.CallBy("pos", SampleNow());
    context.deadline = absl::Now() + absl::Milliseconds(50);
    rig_.StallUntil(context.deadline);
    return context;
  }
  void Touch(const std::string& user_id, absl::Time at) {
    event::v1::Event half;
    half.mutable_conversion_recorded()->set_sharer_id("sharer");
    half.mutable_conversion_recorded()->set_bag_id("bag1");
    half.mutable_conversion_recorded()->set_campaign_id("spring");
    rig_.Command({"HSET", keys::User(partition::OfUser(user_id), user_id), "t", half.SerializeAsString(), "a",
                  absl::StrCat(absl::ToUnixMillis(at))});
  }
  std::vector<event::v1::Event> BuyersEvents() { return rig_.Events(partition::OfUser("buyer")); }

  StoreRig rig_;
  TestNumbers numbers_;
  std::vector<OrderService> services_;
};

}  // namespace fudai::order
