#pragma once

#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"
#include "common/auth/authenticator.h"
#include "common/auth/key_file.h"
#include "common/auth/token_minter.h"
#include "common/clock/manual_clock.h"
#include "common/rpc/server.h"
#include "fudai/campaign/v1/coupons.grpc.pb.h"
#include "fudai/campaign/v1/growth_coffee.grpc.pb.h"

namespace fudai::testsupport {

// Answers with what it was told of the call; the coupons "secret", "none" and "slow" are special. Its cups stream until
// the call ends; that of the campaign "over" ends after its first message, and that of "quiet" sends no other.
class EchoService {
 public:
  async::Task<absl::StatusOr<campaign::v1::GetCouponResponse>> GetCoupon(const campaign::v1::GetCouponRequest& request,
                                                                         const rpc::CallContext& context) {
    if (request.coupon_id() == "secret") co_return absl::InternalError("the password is hunter2");
    if (request.coupon_id() == "none") co_return absl::NotFoundError("no coupon \"none\"");
    if (request.coupon_id() == "slow") {
      if (!waiting.HasBeenNotified()) waiting.Notify();
      co_await context.loop->Sleep(absl::Milliseconds(30));
    }
    campaign::v1::GetCouponResponse response;
    response.mutable_coupon()->set_coupon_id(request.coupon_id());
    response.mutable_coupon()->set_display_name(context.identity.subject);
    response.mutable_coupon()->set_value_fen(absl::ToUnixMillis(context.now));
    co_return response;
  }

  async::Task<absl::StatusOr<campaign::v1::ListCouponsResponse>> ListCoupons(const campaign::v1::ListCouponsRequest&,
                                                                             const rpc::CallContext& context) {
    EXPECT_EQ(context.token, nullptr);
    EXPECT_EQ(context.identity.subject, "");
    campaign::v1::ListCouponsResponse response;
    response.set_next_page_token("open to anyone");
    co_return response;
  }

  async::Task<absl::Status> WatchCup(const campaign::v1::WatchCupRequest& request, const rpc::CallContext& context,
                                     rpc::Writer<campaign::v1::WatchCupResponse> writer) {
    campaign::v1::WatchCupResponse response;
    for (int i = 1; !context.ended(); ++i) {
      response.mutable_cup()->set_campaign_id(request.campaign_id());
      response.mutable_cup()->set_drops(i);
      const bool sent = co_await writer.Write(response);
      if (!sent) break;
      if (request.campaign_id() == "over") co_return absl::OkStatus();
      while (request.campaign_id() == "quiet" && !context.ended()) co_await context.loop->Sleep(absl::Milliseconds(1));
      co_await context.loop->Sleep(absl::Milliseconds(1));
    }
    ++ended_streams;
    co_return absl::UnavailableError("the server drains");
  }

  absl::Notification waiting;
  std::atomic<int> ended_streams = 0;
};

// A server with two loops that serves an EchoService, and its clients.
class ServerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    keys_ = auth::GenerateKeyFile();
    authenticator_.emplace(*auth::Authenticator::FromKeyFile(keys_));
  }
  void TearDown() override { Stop(); }

  void Start(rpc::ServerOptions options) {
    options.listen = "127.0.0.1:0";
    options.loops = 2;
    auto server = rpc::Server::Create(options, Reader(), &clock_, &metrics_);
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    if (rehearsal_time_.has_value()) server_->Hold(MakeRehearsal());
    std::vector<std::vector<rpc::Method>> tables(server_->loops(), Table());
    absl::Notification serving;
    thread_ = std::thread([this, tables, &serving] {
      EXPECT_EQ(server_->Serve(tables, [&serving] { serving.Notify(); }), absl::OkStatus());
    });
    serving.WaitForNotification();
    channel_ = grpc::CreateChannel(server_->address(), grpc::InsecureChannelCredentials());
    coupons_ = campaign::v1::CouponService::NewStub(channel_);
    cups_ = campaign::v1::GrowthCoffeeService::NewStub(channel_);
  }
  // A rehearsal in which coupons can be got, and nothing else, at rehearsal_time_.
  rpc::Rehearsal MakeRehearsal() {
    rpc::Rehearsal rehearsal{.tables = {}, .clocks = {}, .metrics = &rehearsal_metrics_};
    for (int i = 0; i < server_->loops(); ++i) {
      rehearsal.tables.push_back({Table()[0]});
      rehearsal.clocks.emplace_back([this] { return TellRehearsalTime(this); });
    }
    return rehearsal;
  }
  static async::Task<absl::StatusOr<absl::Time>> TellRehearsalTime(ServerTest* test) {
    co_return *test->rehearsal_time_;
  }
  void Stop() {
    if (!thread_.joinable()) return;
    server_->Shutdown();
    thread_.join();
  }
  virtual const auth::TokenReader* Reader() { return &*authenticator_; }
  // Anyone may list coupons.
  std::vector<rpc::Method> Table() {
    std::vector<rpc::Method> table;
    table.push_back(rpc::Unary({"fudai.campaign.v1.CouponService.GetCoupon", {auth::Role::kAppUser}}, &service_,
                               &EchoService::GetCoupon));
    table.push_back(
        rpc::Unary({"fudai.campaign.v1.CouponService.ListCoupons", {}, rpc::LoadClass::kRead, rpc::Access::kAnyone},
                   &service_, &EchoService::ListCoupons));
    table.push_back(rpc::ServerStream(
        {"fudai.campaign.v1.GrowthCoffeeService.WatchCup", {auth::Role::kAppUser}, rpc::LoadClass::kStream}, &service_,
        &EchoService::WatchCup));
    return table;
  }
  void Authorize(grpc::ClientContext* context, auth::Role role = auth::Role::kAppUser,
                 absl::string_view subject = "user-1") {
    const auto minter = auth::TokenMinter::Create(keys_, role);
    ASSERT_TRUE(minter.ok()) << minter.status();
    context->AddMetadata("authorization",
                         auth::BearerAuthorization(*minter->Mint(std::string(subject), absl::Now() + absl::Hours(1))));
  }
  grpc::Status GetCoupon(grpc::ClientContext* context, const std::string& id,
                         campaign::v1::GetCouponResponse* response) {
    campaign::v1::GetCouponRequest request;
    request.set_coupon_id(id);
    return coupons_->GetCoupon(context, request, response);
  }

  config::v1::KeyFile keys_;
  std::optional<auth::Authenticator> authenticator_;
  clock::ManualClock clock_{absl::Now()};
  metrics::Metrics metrics_;
  metrics::Metrics rehearsal_metrics_{metrics_, {{"world", "rehearsal"}}};
  // Set before Start, it gives the server a rehearsal.
  std::optional<absl::Time> rehearsal_time_;
  EchoService service_;
  std::unique_ptr<rpc::Server> server_;
  std::thread thread_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<campaign::v1::CouponService::Stub> coupons_;
  std::unique_ptr<campaign::v1::GrowthCoffeeService::Stub> cups_;
};

}  // namespace fudai::testsupport
