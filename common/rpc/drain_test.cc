#include <google/protobuf/wrappers.pb.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "common/rpc/testing/server_fixture.h"

namespace fudai::rpc {
namespace {

using campaign::v1::GetCouponResponse;
using testsupport::ServerTest;

// grpc.health.v1.HealthCheckResponse.ServingStatus.
enum Health { kServing = 1, kNotServing = 2 };

const std::string kCheck = "/grpc.health.v1.Health/Check";
const std::string kWatch = "/grpc.health.v1.Health/Watch";
const std::string kReflect = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";

// A call of one of gRPC's own services, without a token. The messages of grpc.health.v1, a text and an enum in their
// field 1, have the wire form of these.
class ForeignCall {
 public:
  ForeignCall(const std::shared_ptr<grpc::Channel>& channel, const std::string& path, const std::string& text)
      : stub_(channel) {
    call_ = stub_.PrepareCall(&context_, path, &queue_);
    call_->StartCall(nullptr);
    Done();
    google::protobuf::StringValue request;
    request.set_value(text);
    call_->Write(request, nullptr);
    Done();
  }
  ~ForeignCall() {
    context_.TryCancel();
    if (!finished_) Finish();
  }

  // Waits for the next answer; none once the call has ended.
  std::optional<int> Read() {
    google::protobuf::Int32Value response;
    call_->Read(&response, nullptr);
    if (!Done()) return std::nullopt;
    return response.value();
  }
  // Waits for the call to end.
  grpc::Status Finish() {
    finished_ = true;
    grpc::Status status;
    call_->Finish(&status, nullptr);
    Done();
    return status;
  }

 private:
  bool Done() {
    void* tag = nullptr;
    bool ok = false;
    return queue_.Next(&tag, &ok) && ok;
  }

  grpc::TemplatedGenericStub<google::protobuf::StringValue, google::protobuf::Int32Value> stub_;
  grpc::CompletionQueue queue_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientAsyncReaderWriter<google::protobuf::StringValue, google::protobuf::Int32Value>> call_;
  bool finished_ = false;
};

class DrainTest : public ServerTest {
 protected:
  DrainTest() { grpc::reflection::InitProtoReflectionServerBuilderPlugin(); }

  std::optional<int> Check(const std::string& service) { return ForeignCall(channel_, kCheck, service).Read(); }
};

TEST_F(DrainTest, FinishesCallsInFlightWhenItDrains) {
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

TEST_F(DrainTest, HealthIsThatOfTheServerForEachServiceInTheTable) {
  Start({});
  for (const char* service : {"", "fudai.campaign.v1.CouponService", "fudai.campaign.v1.GrowthCoffeeService"}) {
    ForeignCall watch(channel_, kWatch, service);
    EXPECT_EQ(watch.Read(), kServing) << service;
    server_->SetServing(false);
    EXPECT_EQ(watch.Read(), kNotServing) << service;
    EXPECT_EQ(Check(service), kNotServing) << service;
    server_->SetServing(true);
    EXPECT_EQ(watch.Read(), kServing) << service;
    EXPECT_EQ(Check(service), kServing) << service;
  }
  ForeignCall unknown(channel_, kCheck, "fudai.campaign.v1.OrderService");
  EXPECT_EQ(unknown.Read(), std::nullopt);
  EXPECT_EQ(unknown.Finish().error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_F(DrainTest, HealthIsAnsweredHoweverMuchThereIsToDo) {
  Start({.max_in_flight = 0, .max_streams = 0});
  EXPECT_EQ(Check(""), kServing);
  EXPECT_EQ(ForeignCall(channel_, kWatch, "").Finish().error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
}

// Were they waited for, the drain would take an hour.
TEST_F(DrainTest, IsNotHeldUpByStreamsOfGrpcsOwnServices) {
  Start({.drain = absl::Hours(1)});
  ForeignCall watch(channel_, kWatch, "");
  EXPECT_EQ(watch.Read(), kServing);
  ForeignCall reflection(channel_, kReflect, "host");
  EXPECT_NE(reflection.Read(), std::nullopt);
  Stop();
  while (watch.Read()) {
  }
  EXPECT_EQ(reflection.Read(), std::nullopt);
}

TEST_F(DrainTest, EndsWatchesOfTheHealthOnlyOnceItsOwnCallsHaveEnded) {
  Start({.drain = absl::Hours(1)});
  ForeignCall watch(channel_, kWatch, "");
  EXPECT_EQ(watch.Read(), kServing);
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

}  // namespace
}  // namespace fudai::rpc
