#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/gateway/gateway_fixture.h"
#include "common/gateway/gzip.h"
#include "fudai/campaign/v1/coupons.pb.h"

namespace fudai::gateway {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testsupport::Wire;
using testsupport::WireRequest;

class UnaryTest : public testsupport::GatewayTest {
 protected:
  void SetUp() override {
    GatewayTest::SetUp();
    StartGateway();
  }
};

TEST_F(UnaryTest, AnswersJsonWithJson) {
  const HttpResponse answer = Exchange(GetCouponRequest(R"({"couponId": "c-1"})"));
  EXPECT_EQ(answer.result_int(), 200);
  EXPECT_EQ(answer["Content-Type"], "application/json");
  EXPECT_EQ(answer["Cache-Control"], "no-store");
  EXPECT_EQ(answer["X-Content-Type-Options"], "nosniff");
  EXPECT_THAT(answer.body(), AllOf(HasSubstr(R"("couponId":"c-1")"), HasSubstr(R"("displayName":"user-1")")));
}

TEST_F(UnaryTest, TakesFieldsByTheirOwnNamesToo) {
  EXPECT_THAT(Exchange(GetCouponRequest(R"({"coupon_id": "c-1"})")).body(), HasSubstr(R"("couponId":"c-1")"));
}

TEST_F(UnaryTest, AnswersBinaryWithBinary) {
  campaign::v1::GetCouponRequest request;
  request.set_coupon_id("c-2");
  const HttpResponse answer =
      Exchange({.body = request.SerializeAsString(), .headers = {"Content-Type: application/proto", Token()}});
  EXPECT_EQ(answer.result_int(), 200);
  EXPECT_EQ(answer["Content-Type"], "application/proto");
  campaign::v1::GetCouponResponse response;
  ASSERT_TRUE(response.ParseFromString(answer.body()));
  EXPECT_EQ(response.coupon().coupon_id(), "c-2");
}

TEST_F(UnaryTest, AnswersErrorsAsJsonUnderTheirStatus) {
  const HttpResponse none = Exchange(GetCouponRequest(R"({"couponId": "none"})"));
  EXPECT_EQ(none.result_int(), 404);
  EXPECT_EQ(none["Content-Type"], "application/json");
  EXPECT_EQ(none.body(), R"({"code":"not_found","message":"no coupon \"none\""})");
  const HttpResponse nobody = Exchange({.body = "{}"});
  EXPECT_EQ(nobody.result_int(), 401);
  EXPECT_THAT(nobody.body(), HasSubstr(R"("code":"unauthenticated")"));
  const HttpResponse secret = Exchange(GetCouponRequest(R"({"couponId": "secret"})"));
  EXPECT_EQ(secret.result_int(), 500);
  EXPECT_THAT(secret.body(), AllOf(HasSubstr(R"("code":"internal")"), Not(HasSubstr("hunter2"))));
}

TEST_F(UnaryTest, NamesTheFieldThatIsWrong) {
  EXPECT_EQ(Exchange(GetCouponRequest(R"({"couponId": 7})")).body(),
            R"({"code":"invalid_argument","message":"couponId: 7 should be text, in quotes"})");
  EXPECT_THAT(Exchange(GetCouponRequest(R"({"couponIdd": "7"})")).body(),
              HasSubstr(R"(couponIdd: no such field; did you mean \"coupon_id\"?)"));
  for (const char* body : {"", "{", "[]", "7", "{\"couponId\": \"\xff\"}"}) {
    const HttpResponse answer = Exchange(GetCouponRequest(body));
    EXPECT_EQ(answer.result_int(), 400) << body;
    EXPECT_THAT(answer.body(), HasSubstr(R"("code":"invalid_argument")")) << body;
  }
}

TEST_F(UnaryTest, RefusesAFieldThatIsThereTwice) {
  const HttpResponse twice = Exchange(GetCouponRequest(R"({"couponId": "secret", "couponId": "none"})"));
  EXPECT_EQ(twice.result_int(), 400);
  EXPECT_EQ(twice.body(), R"({"code":"invalid_argument","message":"couponId: is in line 1 and again in line 1; )"
                          R"(keep one of them"})");
  EXPECT_EQ(Exchange(GetCouponRequest(R"({"couponId": "none", "coupon_id": "none"})")).body(),
            R"({"code":"invalid_argument","message":"coupon_id: is there as couponId too; keep one of them"})");
}

TEST_F(UnaryTest, QuotesLittleOfWhatIsLong) {
  const std::string long_name(500'000, 'x');
  const HttpResponse answer = Exchange(GetCouponRequest(absl::StrCat(R"({")", long_name, R"(": 1})")));
  EXPECT_EQ(answer.result_int(), 400);
  EXPECT_LT(answer.body().size(), 700);
}

TEST_F(UnaryTest, RefusesDeepJson) {
  const HttpResponse answer = Exchange(GetCouponRequest(std::string(100'000, '[')));
  EXPECT_EQ(answer.result_int(), 400);
}

TEST_F(UnaryTest, RefusesBytesThatAreNoMessage) {
  const HttpResponse answer =
      Exchange({.body = "\xff\xff\xff", .headers = {"Content-Type: application/proto", Token()}});
  EXPECT_EQ(answer.result_int(), 400);
  EXPECT_THAT(answer.body(), HasSubstr("the request is not a fudai.campaign.v1.GetCouponRequest"));
}

TEST_F(UnaryTest, KnowsOnlyItsMethods) {
  WireRequest request = GetCouponRequest("{}");
  for (const char* target : {"/fudai.campaign.v1.CouponService/ListCouponz", "/grpc.health.v1.Health/Check",
                             "/fudai.campaign.v1.LuckyBagService/OpenBag", "/", "*"}) {
    request.target = target;
    const HttpResponse answer = Exchange(request);
    EXPECT_EQ(answer.result_int(), 404) << target;
    EXPECT_THAT(answer.body(), HasSubstr(R"("code":"unimplemented")")) << target;
  }
}

TEST_F(UnaryTest, TakesPostOnly) {
  for (const char* verb : {"GET", "PUT", "DELETE", "OPTIONS"}) {
    const HttpResponse answer = Exchange({.body = "", .headers = {}, .verb = verb});
    EXPECT_EQ(answer.result_int(), 405) << verb;
    EXPECT_EQ(answer["Allow"], "POST") << verb;
  }
}

TEST_F(UnaryTest, RefusesOtherContentTypes) {
  for (const char* type :
       {"text/plain", "application/connect+json", "application/grpc", "application/json; charset=gbk"}) {
    const HttpResponse answer = Exchange({.headers = {absl::StrCat("Content-Type: ", type), Token()}});
    EXPECT_EQ(answer.result_int(), 415) << type;
    EXPECT_EQ(answer["Accept-Post"], "application/json, application/proto");
  }
  EXPECT_EQ(Exchange({.headers = {"Content-Type: Application/JSON; charset=UTF-8", Token()}}).result_int(), 200);
}

TEST_F(UnaryTest, HeedsTheProtocolsHeaders) {
  const auto with = [this](const char* header) { return Exchange({.headers = {kJson, Token(), header}}); };
  EXPECT_EQ(with("Connect-Protocol-Version: 1").result_int(), 200);
  EXPECT_THAT(with("Connect-Protocol-Version: 2").body(), HasSubstr("it should be \\\"1\\\""));
  EXPECT_EQ(with("Connect-Timeout-Ms: 5000").result_int(), 200);
  for (const char* bad : {"Connect-Timeout-Ms: 12345678901", "Connect-Timeout-Ms: -1", "Connect-Timeout-Ms: 1s"})
    EXPECT_THAT(with(bad).body(), HasSubstr("a number of milliseconds of at most 10 digits")) << bad;
}

TEST_F(UnaryTest, RefusesHeadersThatNoCallCanCarry) {
  const HttpResponse answer = Exchange({.headers = {kJson, "Fudai-World: \xe7\x89\x88"}});
  EXPECT_EQ(answer.result_int(), 400);
  EXPECT_THAT(answer.body(), HasSubstr("the header fudai-world should be printable ASCII"));
  EXPECT_EQ(Exchange({.headers = {kJson, Token(), "Fudai-Trace-Bin: AAAA", "Cookie: \xe7"}}).result_int(), 200);
}

TEST_F(UnaryTest, TakesGzipAndGivesIt) {
  const std::string body = absl::StrCat(R"({"couponId": ")", std::string(2000, 'c'), R"("})");
  const HttpResponse answer = Exchange(
      {.body = Gzip(body), .headers = {kJson, Token(), "Content-Encoding: gzip", "Accept-Encoding: br, gzip"}});
  EXPECT_EQ(answer.result_int(), 200);
  EXPECT_EQ(answer["Content-Encoding"], "gzip");
  EXPECT_LT(answer.body().size(), 1000);
  EXPECT_THAT(Gunzip(answer.body(), 1 << 20).value(), HasSubstr(std::string(2000, 'c')));
  EXPECT_EQ(Exchange({.body = body, .headers = {kJson, Token()}})["Content-Encoding"], "");
  EXPECT_EQ(Exchange({.body = R"({"couponId": "c"})",
                      .headers = {kJson, Token(), "Accept-Encoding: gzip"}})["Content-Encoding"],
            "");
}

TEST_F(UnaryTest, RefusesWhatIsNoGzipOrTooMuchOfIt) {
  const auto packed = [this](const std::string& body, const char* encoding) {
    return Exchange({.body = body, .headers = {kJson, Token(), absl::StrCat("Content-Encoding: ", encoding)}});
  };
  EXPECT_EQ(packed("{}", "gzip").result_int(), 400);
  EXPECT_EQ(packed(Gzip("{}") + "x", "gzip").result_int(), 400);
  EXPECT_EQ(packed(Gzip(std::string(2 << 20, ' ')), "gzip").result_int(), 429);
  EXPECT_EQ(packed("{}", "br").result_int(), 501);
}

TEST_F(UnaryTest, AnswersPipelinedRequestsInTheirOrder) {
  Wire wire(gateway_->url());
  wire.Send(GetCouponRequest(R"({"couponId": "slow"})").Bytes() +
            GetCouponRequest(R"({"couponId": "second"})").Bytes() +
            GetCouponRequest(R"({"couponId": "third"})").Bytes());
  for (const char* id : {"slow", "second", "third"}) EXPECT_THAT(wire.Read().body(), HasSubstr(id));
}

TEST_F(UnaryTest, MarksWhatComesOutOfTheRehearsal) {
  TearDown();
  rehearsal_time_ = absl::FromUnixSeconds(2'000'000'000);
  StartGateway();
  const std::string other = Token(world::World::kRehearsal);
  const HttpResponse there = Exchange({.headers = {kJson, other, "Fudai-World: rehearsal"}});
  EXPECT_EQ(there["Fudai-World"], "rehearsal");
  EXPECT_THAT(there.body(), HasSubstr(R"("valueFen":"2000000000000")"));
  const HttpResponse here = Exchange({.headers = {kJson, Token()}});
  EXPECT_EQ(here.count("Fudai-World"), 0);
  EXPECT_EQ(Exchange({.headers = {kJson, Token(), "Fudai-World: rehearsal"}}).result_int(), 401);
}

}  // namespace
}  // namespace fudai::gateway
