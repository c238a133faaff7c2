#include "common/rpc/server.h"

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>

#include "absl/synchronization/notification.h"
#include "common/auth/key_file.h"
#include "common/auth/token_minter.h"
#include "common/clock/manual_clock.h"
#include "common/testing/temporary_folder.h"
#include "fudai/campaign/v1/coupons.grpc.pb.h"
#include "fudai/campaign/v1/growth_coffee.grpc.pb.h"

namespace fudai::rpc {
namespace {

using campaign::v1::CouponService;
using campaign::v1::GetCouponRequest;
using campaign::v1::GetCouponResponse;
using campaign::v1::GetCupRequest;
using campaign::v1::GetCupResponse;
using campaign::v1::GrowthCoffeeService;
using campaign::v1::WatchCupRequest;
using campaign::v1::WatchCupResponse;
using ::testing::HasSubstr;

// Answers with what it was told of the call.
class EchoService {
 public:
  async::Task<absl::StatusOr<GetCouponResponse>> GetCoupon(const GetCouponRequest& request,
                                                           const CallContext& context) {
    if (request.coupon_id() == "secret") co_return absl::InternalError("the password is hunter2");
    if (request.coupon_id() == "none") co_return absl::NotFoundError("no coupon \"none\"");
    if (request.coupon_id() == "slow") {
      waiting.Notify();
      co_await context.loop->Sleep(absl::Milliseconds(30));
    }
    GetCouponResponse response;
    response.mutable_coupon()->set_coupon_id(request.coupon_id());
    response.mutable_coupon()->set_display_name(context.identity.subject);
    response.mutable_coupon()->set_value_fen(absl::ToUnixMillis(context.now));
    co_return response;
  }

  async::Task<absl::Status> WatchCup(const WatchCupRequest& request, const CallContext& context,
                                     Writer<WatchCupResponse> writer) {
    WatchCupResponse response;
    for (int i = 1; !context.ended(); ++i) {
      response.mutable_cup()->set_campaign_id(request.campaign_id());
      response.mutable_cup()->set_drops(i);
      const bool sent = co_await writer.Write(response);
      if (!sent) break;
      co_await context.loop->Sleep(absl::Milliseconds(1));
    }
    ++ended_streams;
    co_return absl::UnavailableError("the server drains");
  }

  absl::Notification waiting;
  std::atomic<int> ended_streams = 0;
};

// Calls of GetCoupon that have sent their headers and no message, until they are finished or the object goes.
class HeadersOnly {
 public:
  explicit HeadersOnly(const std::shared_ptr<grpc::Channel>& channel) : stub_(channel) {}
  ~HeadersOnly() {
    for (auto& call : calls_) call->context.TryCancel();
    while (finished_ < calls_.size()) FinishNext();
  }

  grpc::ClientContext* AddContext() { return &calls_.emplace_back(std::make_unique<Call>())->context; }
  void Start() {
    for (auto& call : calls_) {
      call->stream = stub_.PrepareCall(&call->context, "/fudai.campaign.v1.CouponService/GetCoupon", &queue_);
      call->stream->StartCall(nullptr);
    }
    for (size_t i = 0; i < calls_.size(); ++i) Next();
    for (auto& call : calls_) call->stream->Finish(&call->status, call.get());
  }
  // Waits for one of the calls to end.
  grpc::Status FinishNext() {
    ++finished_;
    return static_cast<Call*>(Next())->status;
  }

 private:
  struct Call {
    grpc::ClientContext context;
    std::unique_ptr<grpc::GenericClientAsyncReaderWriter> stream;
    grpc::Status status;
  };
  void* Next() {
    void* tag = nullptr;
    bool ok = false;
    queue_.Next(&tag, &ok);
    return tag;
  }

  grpc::GenericStub stub_;
  grpc::CompletionQueue queue_;
  std::vector<std::unique_ptr<Call>> calls_;
  size_t finished_ = 0;
};

class ServerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    keys_ = auth::GenerateKeyFile();
    authenticator_.emplace(*auth::Authenticator::FromKeyFile(keys_));
  }
  void TearDown() override { Stop(); }

  void Start(ServerOptions options) {
    options.listen = "127.0.0.1:0";
    options.loops = 2;
    auto server = Server::Create(options, &*authenticator_, &clock_, &metrics_);
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    std::vector<std::vector<Method>> tables(server_->loops(), Table());
    thread_ = std::thread([this, tables] { EXPECT_EQ(server_->Serve(tables), absl::OkStatus()); });
    channel_ = grpc::CreateChannel(server_->address(), grpc::InsecureChannelCredentials());
    coupons_ = CouponService::NewStub(channel_);
    cups_ = GrowthCoffeeService::NewStub(channel_);
  }
  void Stop() {
    if (!thread_.joinable()) return;
    server_->Shutdown();
    thread_.join();
  }
  std::vector<Method> Table() {
    std::vector<Method> table;
    table.push_back(Unary({"fudai.campaign.v1.CouponService.GetCoupon", {auth::Role::kAppUser}}, &service_,
                          &EchoService::GetCoupon));
    table.push_back(
        ServerStream({"fudai.campaign.v1.GrowthCoffeeService.WatchCup", {auth::Role::kAppUser}, LoadClass::kStream},
                     &service_, &EchoService::WatchCup));
    return table;
  }
  void Authorize(grpc::ClientContext* context, auth::Role role = auth::Role::kAppUser) {
    const auto minter = auth::TokenMinter::Create(keys_, role);
    ASSERT_TRUE(minter.ok()) << minter.status();
    context->AddMetadata("authorization",
                         auth::BearerAuthorization(*minter->Mint("user-1", absl::Now() + absl::Hours(1))));
  }
  // Starts calls that send no message.
  std::unique_ptr<HeadersOnly> Stall(int calls) {
    auto stalled = std::make_unique<HeadersOnly>(channel_);
    for (int i = 0; i < calls; ++i) Authorize(stalled->AddContext());
    stalled->Start();
    return stalled;
  }
  grpc::Status GetCoupon(grpc::ClientContext* context, const std::string& id, GetCouponResponse* response) {
    GetCouponRequest request;
    request.set_coupon_id(id);
    return coupons_->GetCoupon(context, request, response);
  }

  config::v1::KeyFile keys_;
  std::optional<auth::Authenticator> authenticator_;
  clock::ManualClock clock_{absl::Now()};
  metrics::Metrics metrics_;
  EchoService service_;
  std::unique_ptr<Server> server_;
  std::thread thread_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<CouponService::Stub> coupons_;
  std::unique_ptr<GrowthCoffeeService::Stub> cups_;
};

TEST_F(ServerTest, AnswersWithTheCallersIdentityFromTheToken) {
  Start({});
  for (int i = 0; i < 500; ++i) {
    grpc::ClientContext context;
    Authorize(&context);
    GetCouponResponse response;
    const grpc::Status status = GetCoupon(&context, "c1", &response);
    ASSERT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(response.coupon().coupon_id(), "c1");
    EXPECT_EQ(response.coupon().display_name(), "user-1");
  }
}

TEST_F(ServerTest, RefusesACallWithoutATokenOrWithAnotherRole) {
  Start({});
  grpc::ClientContext nobody;
  GetCouponResponse response;
  EXPECT_EQ(GetCoupon(&nobody, "c1", &response).error_code(), grpc::StatusCode::UNAUTHENTICATED);
  grpc::ClientContext marketer;
  Authorize(&marketer, auth::Role::kMarketer);
  const grpc::Status denied = GetCoupon(&marketer, "c1", &response);
  EXPECT_EQ(denied.error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_THAT(denied.error_message(), HasSubstr("may be called by app_user; this token's role is marketer"));
}

TEST_F(ServerTest, PassesErrorsOnAndKeepsInternalOnesToItself) {
  Start({});
  GetCouponResponse response;
  grpc::ClientContext none;
  Authorize(&none);
  const grpc::Status missing = GetCoupon(&none, "none", &response);
  EXPECT_EQ(missing.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(missing.error_message(), "no coupon \"none\"");
  grpc::ClientContext secret;
  Authorize(&secret);
  const grpc::Status internal = GetCoupon(&secret, "secret", &response);
  EXPECT_EQ(internal.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_THAT(internal.error_message(), ::testing::MatchesRegex("internal error, reference [0-9a-f]+-[0-9]+"));
}

TEST_F(ServerTest, KnowsOnlyTheTablesMethods) {
  Start({});
  grpc::ClientContext context;
  Authorize(&context);
  GetCupResponse response;
  EXPECT_EQ(cups_->GetCup(&context, GetCupRequest(), &response).error_code(), grpc::StatusCode::UNIMPLEMENTED);
}

TEST_F(ServerTest, TakesTimeFromMetadataOnlyWhenItIsSimulated) {
  for (const bool simulated : {true, false}) {
    Start({.simulated_time = simulated});
    grpc::ClientContext context;
    Authorize(&context);
    context.AddMetadata("fudai-time-ms", "1234567890123");
    GetCouponResponse response;
    ASSERT_TRUE(GetCoupon(&context, "c1", &response).ok());
    EXPECT_EQ(response.coupon().value_fen() == 1234567890123, simulated);
    Stop();
  }
}

TEST_F(ServerTest, RefusesASimulatedTimeThatIsNone) {
  Start({.simulated_time = true});
  for (const char* odd : {"-5", "0", "9223372036854775807", "noon", "4102444800000"}) {
    grpc::ClientContext context;
    Authorize(&context);
    context.AddMetadata("fudai-time-ms", odd);
    GetCouponResponse response;
    const grpc::Status status = GetCoupon(&context, "c1", &response);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT) << odd;
    EXPECT_THAT(status.error_message(), HasSubstr(odd));
  }
}

TEST_F(ServerTest, DoesNotTakeAUnixSocketFromAServerThatLives) {
  testsupport::TemporaryFolder folder;
  const std::string listen = "unix:" + folder.path() + "/server.sock";
  const auto first = Server::Create({.listen = listen}, &*authenticator_, &clock_, &metrics_);
  ASSERT_TRUE(first.ok()) << first.status();
  const auto second = Server::Create({.listen = listen}, &*authenticator_, &clock_, &metrics_);
  EXPECT_THAT(second.status().ToString(), HasSubstr("in use"));
  EXPECT_TRUE(std::filesystem::exists(folder.path() + "/server.sock"));
}

TEST_F(ServerTest, FinishesCallsInFlightWhenItDrains) {
  Start({});
  std::thread caller([this] {
    grpc::ClientContext context;
    Authorize(&context);
    GetCouponResponse response;
    const grpc::Status status = GetCoupon(&context, "slow", &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
  });
  service_.waiting.WaitForNotification();
  Stop();
  caller.join();
}

TEST_F(ServerTest, StreamsUntilTheClientGoesOrTheServerDrains) {
  Start({});
  WatchCupRequest request;
  request.set_campaign_id("spring");
  WatchCupResponse response;
  grpc::ClientContext leaving;
  Authorize(&leaving);
  auto first = cups_->WatchCup(&leaving, request);
  ASSERT_TRUE(first->Read(&response));
  EXPECT_EQ(response.cup().drops(), 1);
  ASSERT_TRUE(first->Read(&response));
  EXPECT_EQ(response.cup().drops(), 2);
  leaving.TryCancel();
  EXPECT_EQ(first->Finish().error_code(), grpc::StatusCode::CANCELLED);

  grpc::ClientContext staying;
  Authorize(&staying);
  auto second = cups_->WatchCup(&staying, request);
  ASSERT_TRUE(second->Read(&response));
  Stop();
  while (second->Read(&response)) {
  }
  EXPECT_EQ(second->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(service_.ended_streams, 2);
}

TEST_F(ServerTest, AStreamEndsWithItsCallersToken) {
  Start({});
  grpc::ClientContext context;
  Authorize(&context);
  auto stream = cups_->WatchCup(&context, WatchCupRequest());
  WatchCupResponse response;
  ASSERT_TRUE(stream->Read(&response));
  clock_.Advance(absl::Hours(1));
  while (stream->Read(&response)) {
  }
  const grpc::Status ended = stream->Finish();
  EXPECT_EQ(ended.error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_THAT(ended.error_message(), ::testing::MatchesRegex("the token expired at .*: get a new one, and begin .*"));
}

TEST_F(ServerTest, RefusesWhatIsBeyondItsBound) {
  Start({.max_in_flight = 0});
  grpc::ClientContext context;
  Authorize(&context);
  GetCouponResponse response;
  EXPECT_EQ(GetCoupon(&context, "c1", &response).error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
}

TEST_F(ServerTest, CallsWithoutAMessageKeepNobodyOut) {
  Start({.max_in_flight = 1, .message_patience = absl::Hours(1)});
  const std::unique_ptr<HeadersOnly> stalled = Stall(32);
  for (int i = 0; i < 20; ++i) {
    grpc::ClientContext context;
    Authorize(&context);
    GetCouponResponse response;
    const grpc::Status status = GetCoupon(&context, "c1", &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
  }
}

TEST_F(ServerTest, ACallWhoseMessageIsLateIsEnded) {
  Start({.message_patience = absl::Milliseconds(1)});
  const grpc::Status ended = Stall(1)->FinishNext();
  EXPECT_EQ(ended.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_EQ(ended.error_message(), "the call's message did not come within 1ms");
}

TEST_F(ServerTest, OfTooManyCallsWithoutAMessageTheOldestIsEnded) {
  Start({.message_patience = absl::Hours(1), .max_waiting = 4});
  const std::unique_ptr<HeadersOnly> stalled = Stall(20);
  for (int i = 0; i < 20 - 2 * 4; ++i) {
    const grpc::Status ended = stalled->FinishNext();
    EXPECT_EQ(ended.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    EXPECT_THAT(ended.error_message(), HasSubstr("more than 4 calls wait for their message"));
  }
}

TEST_F(ServerTest, APortInUseIsAClearError) {
  Start({});
  const auto second = Server::Create({.listen = server_->address()}, &*authenticator_, &clock_, &metrics_);
  ASSERT_FALSE(second.ok());
  EXPECT_THAT(std::string(second.status().message()), HasSubstr("cannot listen on " + server_->address()));
}

TEST_F(ServerTest, ATableThatIsWrongIsRefusedWithItsRow) {
  std::vector<Method> table = Table();
  EXPECT_EQ(CheckTable(table), absl::OkStatus());
  table[0].roles.clear();
  EXPECT_THAT(CheckTable(table).ToString(), HasSubstr("CouponService.GetCoupon names no role"));
  table = Table();
  table[0].name = "fudai.campaign.v1.CouponService.Missing";
  EXPECT_THAT(CheckTable(table).ToString(), HasSubstr("is no method of any service"));
  table[0].name = "fudai.campaign.v1.CouponService.ListCoupons";
  EXPECT_THAT(CheckTable(table).ToString(), HasSubstr("takes another request"));
}

}  // namespace
}  // namespace fudai::rpc
