// What a gateway takes of one client, and of all together.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <list>

#include "absl/strings/match.h"
#include "common/gateway/gateway_fixture.h"
#include "common/gateway/http_metrics.h"

namespace fudai::gateway {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using testsupport::Wire;
using testsupport::WireRequest;

class BoundsTest : public testsupport::GatewayTest {};

TEST_F(BoundsTest, RefusesLargeBodies) {
  StartGateway({.max_body_bytes = 1024});
  const HttpResponse answer = Exchange(GetCouponRequest(std::string(1025, ' ')));
  EXPECT_EQ(answer.result_int(), 413);
  EXPECT_THAT(answer.body(), HasSubstr("the request's body should be at most 1024 bytes"));
  EXPECT_EQ(Exchange(GetCouponRequest(std::string(1022, ' ') + "{}")).result_int(), 200);
}

TEST_F(BoundsTest, RefusesLargeBodiesInChunks) {
  StartGateway({.max_body_bytes = 1024});
  Wire wire(gateway_->url());
  wire.Send(absl::StrCat("POST /fudai.campaign.v1.CouponService/GetCoupon HTTP/1.1\r\nHost: fudai\r\n", kJson,
                         "\r\nTransfer-Encoding: chunked\r\n\r\n800\r\n", std::string(2048, ' ')));
  EXPECT_EQ(wire.Read().result_int(), 413);
}

TEST_F(BoundsTest, RefusesLargeHeads) {
  StartGateway();
  WireRequest request = GetCouponRequest("{}");
  request.headers.push_back(absl::StrCat("X-Long: ", std::string(20'000, 'x')));
  const HttpResponse answer = Exchange(request);
  EXPECT_EQ(answer.result_int(), 431);
  EXPECT_THAT(answer.body(), HasSubstr("the request's headers should be at most 16384 bytes together"));
  request.headers.back() = absl::StrCat("X-Long: ", std::string(12'000, 'x'));
  EXPECT_EQ(Exchange(request).result_int(), 200);
}

TEST_F(BoundsTest, RefusesWhatIsNoHttp) {
  StartGateway();
  for (const char* bytes : {"hello\r\n\r\n", "POST / HTTP/9.9\r\n\r\n",
                            "POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                            "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
                            "POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"}) {
    Wire wire(gateway_->url());
    wire.Send(bytes);
    EXPECT_EQ(wire.Read().result_int(), 400) << bytes;
    EXPECT_TRUE(wire.Ends()) << bytes;
  }
}

TEST_F(BoundsTest, EndsConnectionsWhoseRequestIsLate) {
  StartGateway({.request_time = absl::Milliseconds(150)});
  Wire silent(gateway_->url());
  Wire half_head(gateway_->url());
  half_head.Send("POST /fudai.campaign.v1.CouponService/GetCoupon HTTP/1.1\r\nHost: f");
  Wire half_body(gateway_->url());
  const std::string request = GetCouponRequest("{}").Bytes();
  half_body.Send(request.substr(0, request.size() - 1));
  Wire half_second(gateway_->url());
  half_second.Send(request + request.substr(0, 10));
  EXPECT_EQ(half_second.Read().result_int(), 200);
  EXPECT_TRUE(half_second.Ends());
  EXPECT_TRUE(silent.Ends());
  EXPECT_TRUE(half_head.Ends());
  EXPECT_TRUE(half_body.Ends());
}

TEST_F(BoundsTest, EndsConnectionsThatAreIdle) {
  StartGateway({.idle_time = absl::Milliseconds(150)});
  Wire wire(gateway_->url());
  EXPECT_EQ(wire.Exchange(GetCouponRequest("{}")).result_int(), 200);
  EXPECT_TRUE(wire.Ends());
}

TEST_F(BoundsTest, TurnsAwayMoreConnectionsThanItTakes) {
  StartGateway({.max_connections = 2});
  std::list<Wire> wires;
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(wires.emplace_back(gateway_->url()).Exchange(GetCouponRequest("{}")).result_int(), 200);
  Wire third(gateway_->url());
  const HttpResponse answer = third.Read();
  EXPECT_EQ(answer.result_int(), 503);
  EXPECT_THAT(answer.body(), HasSubstr(R"("code":"unavailable")"));
  EXPECT_TRUE(third.Ends());
  third.Close();
  wires.clear();
  const absl::Time limit = absl::Now() + absl::Seconds(20);
  unsigned status = 503;  // Until the gateway has seen the others go.
  while (status == 503 && absl::Now() < limit) status = Exchange(GetCouponRequest("{}")).result_int();
  EXPECT_EQ(status, 200);
}

TEST_F(BoundsTest, EndsCallsAtTheirDeadline) {
  StartGateway();
  WireRequest request = GetCouponRequest(R"({"couponId": "slow"})");
  EXPECT_EQ(Exchange(request).result_int(), 200);
  request.headers.emplace_back("Connect-Timeout-Ms: 5");
  EXPECT_EQ(Exchange(request).result_int(), 504);
}

TEST_F(BoundsTest, EndsCallsAtItsOwnDeadline) {
  StartGateway({.call_time = absl::Milliseconds(5)});
  WireRequest request = GetCouponRequest(R"({"couponId": "slow"})");
  EXPECT_EQ(Exchange(request).result_int(), 504);
  request.headers.emplace_back("Connect-Timeout-Ms: 60000");
  EXPECT_EQ(Exchange(request).result_int(), 504);
}

TEST_F(BoundsTest, ClosesWhereTheClientWantsIt) {
  StartGateway();
  Wire wire(gateway_->url());
  WireRequest request = GetCouponRequest("{}");
  request.headers.emplace_back("Connection: close");
  EXPECT_EQ(wire.Exchange(request)["Connection"], "close");
  EXPECT_TRUE(wire.Ends());
}

TEST_F(BoundsTest, TellsClientsThatWaitToGoOn) {
  StartGateway();
  Wire wire(gateway_->url());
  WireRequest request = GetCouponRequest(R"({"couponId": "c"})");
  request.headers.emplace_back("Expect: 100-continue");
  const std::string bytes = request.Bytes();
  wire.Send(bytes.substr(0, bytes.size() - request.body.size()));
  EXPECT_THAT(wire.ReadSome(), StartsWith("HTTP/1.1 100 Continue\r\n\r\n"));
  wire.Send(request.body);
  EXPECT_EQ(wire.Read().result_int(), 200);
}

TEST_F(BoundsTest, FinishesCallsWhenItDrains) {
  StartGateway();
  Wire wire(gateway_->url());
  wire.Send(GetCouponRequest(R"({"couponId": "slow"})"));
  service_.waiting.WaitForNotification();
  gateway_->Drain(absl::Seconds(30));
  EXPECT_EQ(wire.Read().result_int(), 200);
}

TEST_F(BoundsTest, CountsItsConnectionsAndAnswers) {
  StartGateway();
  Wire wire(gateway_->url());
  EXPECT_EQ(wire.Exchange(GetCouponRequest(R"({"couponId": "none"})")).result_int(), 404);
  HttpMetrics metrics(&metrics_);
  EXPECT_EQ(metrics.connections().Value(), 1);
  EXPECT_EQ(metrics_.Counter({.name = "fudai_http_answers_total", .help = "", .labels = {{"status", "4xx"}}}).Value(),
            1);
}

TEST_F(BoundsTest, AreChecked) {
  const auto refusal = [this](Options options) {
    options.listen = "127.0.0.1:0";
    return std::string(Gateway::Start(options, {}, &metrics_).status().message());
  };
  EXPECT_EQ(refusal({.max_connections = 0}), "--http_max_connections is 0; it should be 1 to 100000");
  EXPECT_EQ(refusal({.idle_time = absl::Hours(2)}), "--http_idle_time is 2h; it should be 1ms to 1h");
  EXPECT_THAT(refusal({.allowed_origins = {"https://coffee.example/"}}), StartsWith("--http_origins names"));
}

TEST_F(BoundsTest, AnAddressIsChecked) {
  StartGateway();
  const std::string taken = gateway_->url().substr(gateway_->url().rfind('/') + 1);
  EXPECT_TRUE(absl::IsUnavailable(Gateway::Start({.listen = taken}, {}, &metrics_).status()));
  for (const char* bad : {"8080", "127.0.0.1:", "127.0.0.1:65536", ":8080", "127.0.0.1:x"})
    EXPECT_TRUE(absl::IsInvalidArgument(Gateway::Start({.listen = bad}, {}, &metrics_).status())) << bad;
  EXPECT_EQ(Gateway::Start({}, {}, &metrics_).value(), nullptr);
}

}  // namespace
}  // namespace fudai::gateway
