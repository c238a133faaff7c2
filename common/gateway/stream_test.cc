#include "common/gateway/stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "common/gateway/gateway_fixture.h"
#include "common/gateway/gzip.h"
#include "fudai/campaign/v1/growth_coffee.pb.h"

namespace fudai::gateway {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testsupport::Wire;
using testsupport::WireRequest;

class StreamTest : public testsupport::GatewayTest {
 protected:
  // Waits until so many of the server's streams have ended.
  void AwaitEnded(int streams) {
    const absl::Time limit = absl::Now() + absl::Seconds(20);
    while (service_.ended_streams < streams && absl::Now() < limit) std::this_thread::yield();
    EXPECT_EQ(service_.ended_streams, streams);
  }
};

// The envelopes of an answer: "flags message" each.
std::vector<std::string> Envelopes(absl::string_view body) {
  std::vector<std::string> envelopes;
  while (body.size() >= kEnvelopeHead) {
    const size_t length = static_cast<uint8_t>(body[3]) * 256 + static_cast<uint8_t>(body[4]);
    envelopes.push_back(absl::StrCat(static_cast<int>(body[0]), " ", body.substr(kEnvelopeHead, length)));
    body.remove_prefix(kEnvelopeHead + length);
  }
  EXPECT_TRUE(body.empty());
  return envelopes;
}

// Reads until `text` has come.
void AwaitText(Wire* wire, const std::string& text) {
  std::string seen;
  while (!absl::StrContains(seen, text)) {
    const std::string more = wire->ReadSome();
    ASSERT_FALSE(more.empty()) << "the connection ended before it brought " << text << "; it brought " << seen;
    seen += more;
  }
}

TEST_F(StreamTest, AnswersWithEnvelopesAndAnEnd) {
  StartGateway();
  const HttpResponse answer = Exchange(WatchCupRequest(R"({"campaignId": "over"})"));
  EXPECT_EQ(answer.result_int(), 200);
  EXPECT_EQ(answer["Content-Type"], "application/connect+json");
  EXPECT_THAT(Envelopes(answer.body()), ElementsAre(R"(0 {"cup":{"campaignId":"over","drops":"1"}})", "2 {}"));
}

TEST_F(StreamTest, SpeaksBinary) {
  StartGateway();
  campaign::v1::WatchCupRequest message;
  message.set_campaign_id("over");
  WireRequest request = WatchCupRequest(message.SerializeAsString());
  request.headers[0] = "Content-Type: application/connect+proto";
  const HttpResponse answer = Exchange(request);
  EXPECT_EQ(answer["Content-Type"], "application/connect+proto");
  campaign::v1::WatchCupResponse response;
  ASSERT_TRUE(response.ParseFromString(Envelopes(answer.body()).at(0).substr(2)));
  EXPECT_EQ(response.cup().drops(), 1);
  EXPECT_EQ(Envelopes(answer.body()).at(1), "2 {}");
}

TEST_F(StreamTest, EndsWithTheErrorOfItsCall) {
  StartGateway();
  WireRequest request = WatchCupRequest("{}");
  request.headers.pop_back();
  const HttpResponse answer = Exchange(request);
  EXPECT_EQ(answer.result_int(), 200);
  EXPECT_THAT(Envelopes(answer.body()), ElementsAre(HasSubstr(R"(2 {"error":{"code":"unauthenticated",)")));
}

TEST_F(StreamTest, RefusesRequestsThatAreNotOneEnvelope) {
  StartGateway();
  const auto reply_to = [this](const std::string& body, const std::string& header = "X-None: 1") {
    WireRequest request = WatchCupRequest("");
    request.body = body;
    request.headers.push_back(header);
    const HttpResponse answer = Exchange(request);
    EXPECT_EQ(answer.result_int(), 200);
    return Envelopes(answer.body()).at(0);
  };
  const std::string good = WriteEnvelope({0, R"({"campaignId": "over"})"});
  for (const std::string& bad : {std::string(), good.substr(0, 4), good.substr(0, 9), good + "x", good + good,
                                 WriteEnvelope({kEndStreamFlag, "{}"}), WriteEnvelope({kCompressedFlag, "{}"}),
                                 WriteEnvelope({0, "{\"campaign\": 1}"})})
    EXPECT_THAT(reply_to(bad), HasSubstr(R"(2 {"error":{"code":"invalid_argument",)")) << bad;
  const std::string packed = WriteEnvelope({kCompressedFlag, Gzip(R"({"campaignId": "over"})")});
  EXPECT_THAT(reply_to(packed, "Connect-Content-Encoding: gzip"), HasSubstr(R"(0 {"cup":)"));
  EXPECT_THAT(reply_to(packed, "Connect-Content-Encoding: br"), HasSubstr(R"("code":"unimplemented")"));
}

TEST_F(StreamTest, TakesItsOwnContentTypesOnly) {
  StartGateway();
  WireRequest request = WatchCupRequest("{}");
  request.headers[0] = "Content-Type: application/json";
  const HttpResponse answer = Exchange(request);
  EXPECT_EQ(answer.result_int(), 415);
  EXPECT_EQ(answer["Accept-Post"], "application/connect+json, application/connect+proto");
}

TEST_F(StreamTest, EndsWithItsClientThoughNothingIsSent) {
  StartGateway();
  Wire wire(gateway_->url());
  wire.Send(WatchCupRequest(R"({"campaignId": "quiet"})"));
  AwaitText(&wire, R"("drops":"1"})");
  wire.Close();
  AwaitEnded(1);
}

TEST_F(StreamTest, BringsMessagesAsTheyComeAndEndsWithItsClient) {
  StartGateway();
  Wire wire(gateway_->url());
  wire.Send(WatchCupRequest(R"({"campaignId": "c"})"));
  AwaitText(&wire, R"("drops":"5"})");
  EXPECT_EQ(service_.ended_streams, 0);
  wire.Close();
  AwaitEnded(1);
}

TEST_F(StreamTest, EndsAtItsDeadline) {
  StartGateway();
  WireRequest request = WatchCupRequest(R"({"campaignId": "c"})");
  request.headers.emplace_back("Connect-Timeout-Ms: 50");
  EXPECT_THAT(Envelopes(Exchange(request).body()).back(), HasSubstr(R"("code":"deadline_exceeded")"));
}

TEST_F(StreamTest, OutlivesTheTimeOfItsPieces) {
  StartGateway({.write_time = absl::Milliseconds(100)});
  Wire wire(gateway_->url());
  wire.Send(WatchCupRequest(R"({"campaignId": "c"})"));
  AwaitText(&wire, R"("drops":"300"})");
}

TEST_F(StreamTest, OfAClientThatTakesNothingIsEnded) {
  StartGateway({.write_time = absl::Milliseconds(200)});
  Wire wire(gateway_->url());
  wire.Send(WatchCupRequest(absl::StrCat(R"({"campaignId": ")", std::string(60'000, 'c'), R"("})")));
  AwaitEnded(1);
}

TEST_F(StreamTest, ServesTheNextRequestOnItsConnection) {
  StartGateway();
  Wire wire(gateway_->url());
  wire.Send(WatchCupRequest(R"({"campaignId": "over"})").Bytes() + GetCouponRequest(R"({"couponId": "next"})").Bytes());
  EXPECT_THAT(wire.Read().body(), HasSubstr(R"("drops":"1")"));
  EXPECT_THAT(wire.Read().body(), HasSubstr("next"));
  EXPECT_THAT(wire.Exchange(GetCouponRequest(R"({"couponId": "last"})")).body(), HasSubstr("last"));
}

TEST_F(StreamTest, EndsWithUnavailableWhenTheGatewayDrains) {
  StartGateway();
  Wire idle(gateway_->url());
  EXPECT_EQ(idle.Exchange(GetCouponRequest("{}")).result_int(), 200);
  Wire wire(gateway_->url());
  wire.Send(WatchCupRequest(R"({"campaignId": "c"})"));
  AwaitText(&wire, R"("drops":"2"})");
  std::thread drain([this] { gateway_->Drain(absl::Seconds(30)); });
  AwaitText(&wire, R"({"error":{"code":"unavailable","message":"the server is ending; begin the stream anew"}})");
  EXPECT_TRUE(idle.Ends());
  idle.Close();
  wire.Close();
  drain.join();
}

}  // namespace
}  // namespace fudai::gateway
