#include "tests/replay/campaign_client.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "common/auth/authenticator.h"
#include "common/auth/key_file.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/replay/channel.h"
#include "tests/replay/requests.h"

namespace fudai::replay {
namespace {

using campaign::v1::GetReservationRequest;
using campaign::v1::OpenBagRequest;
using campaign::v1::OpenBagResponse;
using campaign::v1::QuoteOrderRequest;
using campaign::v1::RedeemReservationRequest;
using campaign::v1::ReleaseReservationRequest;
using campaign::v1::ReportOrderRequest;
using campaign::v1::ReportOrderResponse;
using campaign::v1::ReserveCouponsRequest;
using campaign::v1::ReverseRedemptionRequest;

std::string Metadata(const grpc::ServerContext& context, const std::string& key) {
  const auto found = context.client_metadata().find(key);
  return found == context.client_metadata().end() ? "" : std::string(found->second.data(), found->second.size());
}

// A value that calls on several of the server's threads set.
class Seen {
 public:
  void operator=(std::string value) {
    const absl::MutexLock lock(&mutex_);
    value_ = std::move(value);
  }
  std::string operator()() const {
    const absl::MutexLock lock(&mutex_);
    return value_;
  }

 private:
  mutable absl::Mutex mutex_;
  std::string value_ ABSL_GUARDED_BY(mutex_);
};

class Orders final : public campaign::v1::OrderService::Service {
 public:
  grpc::Status ReportOrder(grpc::ServerContext* context, const ReportOrderRequest* request,
                           ReportOrderResponse* response) override {
    authorization = Metadata(*context, "authorization");
    if (request->order_id() == "refused") return {grpc::StatusCode::INVALID_ARGUMENT, "amount_fen is -1"};
    response->mutable_bag()->set_bag_id("bag-" + request->order_id());
    return grpc::Status::OK;
  }

  Seen authorization;
};

class Bags final : public campaign::v1::LuckyBagService::Service {
 public:
  grpc::Status OpenBag(grpc::ServerContext* context, const OpenBagRequest* request,
                       OpenBagResponse* response) override {
    authorization = Metadata(*context, "authorization");
    time_ms = Metadata(*context, "fudai-time-ms");
    response->set_bag_id(request->share_code());
    return grpc::Status::OK;
  }

  Seen authorization;
  Seen time_ms;
};

class Till final : public campaign::v1::CheckoutService::Service {
 public:
  grpc::Status QuoteOrder(grpc::ServerContext*, const QuoteOrderRequest* request,
                          campaign::v1::QuoteOrderResponse* response) override {
    response->mutable_discount()->add_coupons()->set_coupon_id("of-" + request->user_id());
    return grpc::Status::OK;
  }
  grpc::Status ReserveCoupons(grpc::ServerContext*, const ReserveCouponsRequest* request,
                              campaign::v1::ReserveCouponsResponse* response) override {
    return Answer(*request, campaign::v1::RESERVATION_STATE_RESERVED, response);
  }
  grpc::Status RedeemReservation(grpc::ServerContext*, const RedeemReservationRequest* request,
                                 campaign::v1::RedeemReservationResponse* response) override {
    return Answer(*request, campaign::v1::RESERVATION_STATE_REDEEMED, response);
  }
  grpc::Status ReleaseReservation(grpc::ServerContext*, const ReleaseReservationRequest* request,
                                  campaign::v1::ReleaseReservationResponse* response) override {
    return Answer(*request, campaign::v1::RESERVATION_STATE_RELEASED, response);
  }
  grpc::Status ReverseRedemption(grpc::ServerContext*, const ReverseRedemptionRequest* request,
                                 campaign::v1::ReverseRedemptionResponse* response) override {
    return Answer(*request, campaign::v1::RESERVATION_STATE_REVERSED, response);
  }
  grpc::Status GetReservation(grpc::ServerContext*, const GetReservationRequest* request,
                              campaign::v1::GetReservationResponse* response) override {
    return Answer(*request, campaign::v1::RESERVATION_STATE_EXPIRED, response);
  }

 private:
  template <typename Request, typename Response>
  static grpc::Status Answer(const Request& request, campaign::v1::ReservationState state, Response* response) {
    response->mutable_reservation()->set_order_id(request.order_id());
    response->mutable_reservation()->set_state(state);
    return grpc::Status::OK;
  }
};

class CampaignClientTest : public testing::Test {
 protected:
  void SetUp() override {
    grpc::ServerBuilder builder;
    builder.RegisterService(&orders_);
    builder.RegisterService(&bags_);
    builder.RegisterService(&till_);
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    server_ = builder.BuildAndStart();
    ASSERT_NE(server_, nullptr);
    auto tokens = Tokens::Create(keys_, absl::Now() + absl::Hours(1));
    ASSERT_TRUE(tokens.ok()) << tokens.status();
    tokens_ = std::make_unique<Tokens>(*std::move(tokens));
    client_ =
        std::make_unique<CampaignClient>(ConnectTo("127.0.0.1:" + std::to_string(port)), *tokens_, absl::Seconds(10));
  }

  Reply Await() {
    const auto reply = client_->Next(absl::Now() + absl::Seconds(20));
    EXPECT_TRUE(reply.has_value());
    return reply.value_or(Reply{});
  }

  auth::Identity IdentityIn(const std::string& authorization) {
    const auto authenticator = auth::Authenticator::FromKeyFile(keys_);
    EXPECT_TRUE(authenticator.ok()) << authenticator.status();
    const auto identity = authenticator->Verify(authorization, absl::Now());
    EXPECT_TRUE(identity.ok()) << identity.status();
    return identity.value_or(auth::Identity{});
  }

  const config::v1::KeyFile keys_ = auth::GenerateKeyFile();
  Orders orders_;
  Bags bags_;
  Till till_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Tokens> tokens_;
  std::unique_ptr<CampaignClient> client_;
};

TEST_F(CampaignClientTest, CallsAsTheUserAtTheVirtualTime) {
  client_->Start({.act = 7, .user_id = "alice", .time_ms = 1'709'288'100'000, .request = TapRequest("code")});
  const Reply reply = Await();
  EXPECT_EQ(reply.act, 7);
  EXPECT_TRUE(reply.status.ok()) << reply.status;
  EXPECT_EQ(std::get<OpenBagResponse>(reply.response).bag_id(), "code");
  EXPECT_EQ(bags_.time_ms(), "1709288100000");
  EXPECT_EQ(IdentityIn(bags_.authorization()), (auth::Identity{"alice", auth::Role::kAppUser}));
}

TEST_F(CampaignClientTest, ReportsOrdersAsTheOrderingSystem) {
  client_->Start({.act = 1, .request = OrderRequest({.order_id = "o1"})});
  EXPECT_EQ(std::get<ReportOrderResponse>(Await().response).bag().bag_id(), "bag-o1");
  EXPECT_EQ(IdentityIn(orders_.authorization()).role, auth::Role::kOrderingSystem);
}

TEST_F(CampaignClientTest, QuotesForTheUserWhomTheRequestNames) {
  QuoteOrderRequest quote;
  quote.set_user_id("u1");
  client_->Start({.act = 1, .request = quote});
  EXPECT_EQ(std::get<campaign::v1::QuoteOrderResponse>(Await().response).discount().coupons(0).coupon_id(), "of-u1");
}

TEST_F(CampaignClientTest, CallsEachStepOfAReservation) {
  const auto state_after = [this](auto request, auto response) {
    request.set_order_id("o1");
    client_->Start({.act = 1, .request = request});
    response = std::get<decltype(response)>(Await().response);
    EXPECT_EQ(response.reservation().order_id(), "o1");
    return response.reservation().state();
  };
  using namespace campaign::v1;  // NOLINT(google-build-using-namespace): the messages of the API.
  EXPECT_EQ(state_after(ReserveCouponsRequest(), ReserveCouponsResponse()), RESERVATION_STATE_RESERVED);
  EXPECT_EQ(state_after(RedeemReservationRequest(), RedeemReservationResponse()), RESERVATION_STATE_REDEEMED);
  EXPECT_EQ(state_after(ReleaseReservationRequest(), ReleaseReservationResponse()), RESERVATION_STATE_RELEASED);
  EXPECT_EQ(state_after(ReverseRedemptionRequest(), ReverseRedemptionResponse()), RESERVATION_STATE_REVERSED);
  EXPECT_EQ(state_after(GetReservationRequest(), GetReservationResponse()), RESERVATION_STATE_EXPIRED);
}

TEST_F(CampaignClientTest, CallsOverlapAndEachEndsOnce) {
  std::vector<int> acts;
  for (int act = 0; act < 50; ++act)
    client_->Start({.act = act, .request = OrderRequest({.order_id = std::to_string(act)})});
  for (int i = 0; i < 50; ++i) {
    const Reply reply = Await();
    EXPECT_EQ(std::get<ReportOrderResponse>(reply.response).bag().bag_id(), "bag-" + std::to_string(reply.act));
    acts.push_back(reply.act);
  }
  std::sort(acts.begin(), acts.end());
  EXPECT_EQ(std::unique(acts.begin(), acts.end()) - acts.begin(), 50);
}

TEST_F(CampaignClientTest, HandsOnTheServersError) {
  client_->Start({.act = 1, .request = OrderRequest({.order_id = "refused"})});
  const Reply reply = Await();
  EXPECT_EQ(reply.status, absl::InvalidArgumentError("amount_fen is -1"));
  EXPECT_FALSE(IsWorthRetrying(reply.status));
}

TEST_F(CampaignClientTest, AServerThatIsGoneIsWorthRetrying) {
  server_->Shutdown();
  client_->Start({.act = 1, .request = OrderRequest({.order_id = "o1"})});
  EXPECT_TRUE(IsWorthRetrying(Await().status));
}

TEST_F(CampaignClientTest, NothingEndsByTheDeadlineIfNothingRuns) {
  EXPECT_FALSE(client_->Next(absl::Now()).has_value());
}

TEST_F(CampaignClientTest, CallsThatStillRunAreCancelledAtTheEnd) {
  for (int act = 0; act < 20; ++act)
    client_->Start({.act = act, .request = OrderRequest({.order_id = std::to_string(act)})});
  client_.reset();
}

}  // namespace
}  // namespace fudai::replay
