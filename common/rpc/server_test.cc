#include "common/rpc/server.h"

#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "common/rpc/testing/server_fixture.h"
#include "common/testing/temporary_folder.h"

namespace fudai::rpc {
namespace {

using campaign::v1::GetCouponResponse;
using campaign::v1::GetCupRequest;
using campaign::v1::GetCupResponse;
using ::testing::HasSubstr;
using testsupport::ServerTest;

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

class StalledCallsTest : public ServerTest {
 protected:
  // Starts calls that send no message.
  std::unique_ptr<HeadersOnly> Stall(int calls) {
    auto stalled = std::make_unique<HeadersOnly>(channel_);
    for (int i = 0; i < calls; ++i) Authorize(stalled->AddContext());
    stalled->Start();
    return stalled;
  }
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
  grpc::ClientContext owner;
  Authorize(&owner, auth::Role::kOwner);
  const grpc::Status denied = GetCoupon(&owner, "c1", &response);
  EXPECT_EQ(denied.error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_THAT(denied.error_message(), HasSubstr("may be called by app_user; this token's role is owner"));
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

TEST_F(ServerTest, RefusesACallWithTooMuchMetadataAndNoOtherOnItsConnection) {
  Start({});
  grpc::ClientContext watching;
  Authorize(&watching);
  const auto cups = cups_->WatchCup(&watching, {});
  campaign::v1::WatchCupResponse cup;
  for (const int bytes : {9000, 200'000}) {
    ASSERT_TRUE(cups->Read(&cup));
    grpc::ClientContext context;
    Authorize(&context);
    context.AddMetadata("note", std::string(bytes, 'x'));
    GetCouponResponse response;
    const grpc::Status refused = GetCoupon(&context, "c1", &response);
    EXPECT_EQ(refused.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    EXPECT_THAT(refused.error_message(), HasSubstr("it may take 8192"));
  }
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(cups->Read(&cup)) << "the stream beside them has ended";
  watching.TryCancel();
}

TEST_F(ServerTest, RefusesWhatIsBeyondItsBound) {
  Start({.max_in_flight = 0});
  grpc::ClientContext context;
  Authorize(&context);
  GetCouponResponse response;
  EXPECT_EQ(GetCoupon(&context, "c1", &response).error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
}

TEST_F(StalledCallsTest, CallsWithoutAMessageKeepNobodyOut) {
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

TEST_F(StalledCallsTest, ACallWhoseMessageIsLateIsEnded) {
  Start({.message_patience = absl::Milliseconds(1)});
  const grpc::Status ended = Stall(1)->FinishNext();
  EXPECT_EQ(ended.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_EQ(ended.error_message(), "the call's message did not come within 1ms");
}

TEST_F(StalledCallsTest, OfTooManyCallsWithoutAMessageTheOldestIsEnded) {
  Start({.message_patience = absl::Hours(1), .max_waiting = 4});
  const std::unique_ptr<HeadersOnly> stalled = Stall(20);
  for (int i = 0; i < 20 - 2 * 4; ++i) {
    const grpc::Status ended = stalled->FinishNext();
    EXPECT_EQ(ended.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    EXPECT_THAT(ended.error_message(), HasSubstr("more than 4 calls wait for their message"));
  }
}

TEST_F(ServerTest, EndsWhenItIsToldToAsSoonAsItServes) {
  const auto server = Server::Create({.listen = "127.0.0.1:0", .loops = 2}, &*authenticator_, &clock_, &metrics_);
  ASSERT_TRUE(server.ok()) << server.status();
  EXPECT_EQ((*server)->Serve({Table(), Table()}, [&server] { (*server)->Shutdown(); }), absl::OkStatus());
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
