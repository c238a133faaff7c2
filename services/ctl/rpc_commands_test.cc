#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/ctl/fake_servers.h"

namespace fudai::ctl {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

const grpc::Status kUnavailable(grpc::StatusCode::UNAVAILABLE, "draining");

using RpcCommandsTest = CommandTest;

TEST_F(RpcCommandsTest, CallsAsMarketer) {
  campaigns_.get.response.mutable_campaign()->set_campaign_id("summer");
  EXPECT_EQ(Fudai({"campaigns", "get", "summer"}), 0) << err();
  EXPECT_EQ(campaigns_.get.requests.at(0).campaign_id(), "summer");
  EXPECT_EQ(IdentityOf(campaigns_.caller), (auth::Identity{"fudai", auth::Role::kOwner}));
  EXPECT_EQ(campaigns_.caller.time_ms, "");
  EXPECT_EQ(out(), "campaign id        summer\nversion            0\npublished version  0\n");
}

TEST_F(RpcCommandsTest, TakesATokenAsItIs) {
  EXPECT_EQ(Fudai({"campaigns", "get", "summer", "--token", "abc"}), 0) << err();
  EXPECT_EQ(campaigns_.caller.authorization, "Bearer abc");
}

TEST_F(RpcCommandsTest, TellsServersTheSimulatedTime) {
  EXPECT_EQ(Fudai({"campaigns", "get", "summer", "--time", "2099-05-01 09:12", "--time_zone", "Asia/Shanghai"}), 0)
      << err();
  EXPECT_EQ(campaigns_.caller.time_ms, "4081281120000");
  IdentityOf(campaigns_.caller, absl::FromUnixMillis(4081281120000));
}

TEST_F(RpcCommandsTest, PrintsJsonWithTheFieldsOwnNames) {
  campaigns_.get.response.mutable_campaign()->set_campaign_id("summer");
  EXPECT_EQ(Fudai({"--json", "campaigns", "get", "summer"}), 0);
  EXPECT_THAT(out(), HasSubstr("\"campaign_id\": \"summer\""));
  EXPECT_THAT(out(), HasSubstr("\"state\": \"CAMPAIGN_STATE_UNSPECIFIED\""));
}

TEST_F(RpcCommandsTest, RepeatsAnUnavailableCallUnderOneRequestId) {
  campaigns_.pause.statuses = {kUnavailable, kUnavailable, grpc::Status::OK};
  EXPECT_EQ(Fudai({"campaigns", "pause", "summer"}), 0) << err();
  ASSERT_EQ(campaigns_.pause.requests.size(), 3u);
  const std::string request_id = campaigns_.pause.requests[0].request_id();
  EXPECT_THAT(request_id, MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
  EXPECT_EQ(campaigns_.pause.requests[2].request_id(), request_id);

  EXPECT_EQ(Fudai({"campaigns", "pause", "summer"}), 0);
  EXPECT_NE(campaigns_.pause.requests[3].request_id(), request_id);
}

TEST_F(RpcCommandsTest, SaysInOneLineWhatFailed) {
  campaigns_.get.statuses = {grpc::Status(grpc::StatusCode::NOT_FOUND, "no campaign \"sumer\"")};
  EXPECT_EQ(Fudai({"campaigns", "get", "sumer"}), 1);
  EXPECT_EQ(err(), "fudai campaigns get: no campaign \"sumer\" (NOT_FOUND)\n");
  EXPECT_EQ(out(), "");
}

TEST_F(RpcCommandsTest, SaysWhereItLookedForAServerThatIsDown) {
  std::ostringstream none;
  std::ostringstream errors;
  EXPECT_EQ(RunCommand({"campaigns", "list", "--admin_server", "unix:/nowhere.sock", "--token", "abc"},
                       {.out = none, .err = errors}),
            1);
  EXPECT_THAT(errors.str(), HasSubstr("the admin server at unix:/nowhere.sock is not available"));
}

TEST_F(RpcCommandsTest, SaysThatAnotherServerAnswers) {
  EXPECT_EQ(Fudai({"app", "cup", "summer", "--as", "u1"}), 1);
  EXPECT_THAT(err(), HasSubstr("is no campaign server"));
  EXPECT_THAT(err(), HasSubstr("--campaign_server"));
}

TEST_F(RpcCommandsTest, FillsEnumsAndMoments) {
  EXPECT_EQ(
      Fudai({"stats", "timeseries", "summer", "--metric", "openings", "--granularity", "DAY", "--from", "2026-05-01"}),
      0);
  const auto& request = stats_.timeseries.requests.at(0);
  EXPECT_EQ(request.metric(), admin::v1::METRIC_OPENINGS);
  EXPECT_EQ(request.granularity(), admin::v1::GRANULARITY_DAY);
  EXPECT_EQ(request.start_time().seconds(), 1777593600);
  EXPECT_FALSE(request.has_end_time());
}

TEST_F(RpcCommandsTest, SaysInWhichZoneMomentsAreRead) {
  EXPECT_EQ(Fudai({"stats", "timeseries", "--help"}), 0);
  EXPECT_THAT(out(), HasSubstr("in --time_zone (UTC) unless it says another"));
  EXPECT_EQ(Fudai({"campaigns", "get", "--help"}), 0);
  EXPECT_THAT(out(), testing::Not(HasSubstr("--time_zone")));
}

TEST_F(RpcCommandsTest, TakesTheZoneFromTheEnvironment) {
  campaigns_.get.response.mutable_campaign()->mutable_create_time()->set_seconds(1'777'597'920);
  setenv("FUDAI_TIME_ZONE", "Asia/Shanghai", 1);
  EXPECT_EQ(Fudai({"campaigns", "get", "summer"}), 0) << err();
  unsetenv("FUDAI_TIME_ZONE");
  EXPECT_THAT(out(), HasSubstr("2026-05-01 09:12:00+08:00"));
}

TEST_F(RpcCommandsTest, ExplainsBadValuesAndAsksNobody) {
  EXPECT_EQ(Fudai({"stats", "timeseries", "summer", "--metric", "opens", "--granularity", "day"}), 2);
  EXPECT_THAT(err(), HasSubstr("--metric: \"opens\" is none of orders, bags_issued, openings,"));
  EXPECT_EQ(Fudai({"stats", "timeseries", "summer", "--metric", "drops", "--granularity", "day", "--from", "soon"}), 2);
  EXPECT_THAT(err(), HasSubstr("--from: \"soon\" is no moment"));
  EXPECT_EQ(Fudai({"campaigns", "list", "--page_size", "many"}), 2);
  EXPECT_THAT(err(), HasSubstr("--page_size: \"many\" is no whole number"));
  EXPECT_TRUE(stats_.timeseries.requests.empty());
}

TEST_F(RpcCommandsTest, WatchesOnAfterADrain) {
  stats_.watch.response.mutable_summary()->set_openings(7);
  stats_.watch.statuses = {kUnavailable, grpc::Status::OK};
  EXPECT_EQ(Fudai({"stats", "watch", "summer", "--json"}), 0) << err();
  EXPECT_EQ(stats_.watch.requests.size(), 2u);
  const std::string both = out();
  EXPECT_EQ(std::count(both.begin(), both.end(), '\n'), 2);
  EXPECT_THAT(both, HasSubstr("\"openings\":\"7\""));
}

TEST_F(RpcCommandsTest, WatchesOnAfterItsTokenHasExpired) {
  const grpc::Status expired(grpc::StatusCode::UNAUTHENTICATED, "the token expired");
  stats_.watch.statuses = {expired, grpc::Status::OK};
  EXPECT_EQ(Fudai({"stats", "watch", "summer", "--json"}), 0) << err();
  EXPECT_EQ(stats_.watch.requests.size(), 2u);
}

TEST_F(RpcCommandsTest, ActsAsAnAppUser) {
  bags_.open.response.set_outcome(campaign::v1::OpenBagResponse::OUTCOME_OPENED);
  bags_.open.response.mutable_coupon()->set_value_fen(1250);
  EXPECT_EQ(Fudai({"app", "open-bag", "code", "--as", "u2"}), 0) << err();
  EXPECT_EQ(bags_.open.requests.at(0).share_code(), "code");
  EXPECT_EQ(IdentityOf(bags_.caller), (auth::Identity{"u2", auth::Role::kAppUser}));
  EXPECT_THAT(out(), HasSubstr("outcome    opened\n"));
  EXPECT_THAT(out(), HasSubstr("¥12.50"));

  EXPECT_EQ(Fudai({"app", "open-bag", "code"}), 2);
  EXPECT_THAT(err(), HasSubstr("--as USER"));
}

TEST_F(RpcCommandsTest, ActsAsTheOrderingSystem) {
  EXPECT_EQ(Fudai({"orders", "report", "O1", "--user", "u1", "--shop", "s3", "--items", "2", "--amount_fen", "3870",
                   "--paid_at", "2026-05-01T09:12:00+08:00"}),
            0)
      << err();
  const auto& order = orders_.report.requests.at(0);
  EXPECT_EQ(order.order_id() + order.user_id() + order.shop_id(), "O1u1s3");
  EXPECT_EQ(order.items(), 2);
  EXPECT_EQ(order.amount_fen(), 3870);
  EXPECT_EQ(order.paid_at().seconds(), 1777597920);
  EXPECT_EQ(IdentityOf(orders_.caller).role, auth::Role::kOrderingSystem);
}

TEST_F(RpcCommandsTest, HoldsCouponsForABasketFromAFile) {
  const std::string basket = Path("basket.json");
  WriteFile(basket, R"({"shop_id": "s3", "lines": [{"sku": "latte", "quantity": 2, "unit_price_fen": "1800"}]})");
  EXPECT_EQ(Fudai({"checkout", "reserve", "O1", "--user", "u1", "--coupons", "c1,c2", "--basket", basket}), 0) << err();
  const auto& request = checkout_.reserve.requests.at(0);
  EXPECT_THAT(request.coupon_ids(), testing::ElementsAre("c1", "c2"));
  EXPECT_EQ(request.basket().lines(0).unit_price_fen(), 1800);
  EXPECT_EQ(IdentityOf(checkout_.caller).role, auth::Role::kOrderingSystem);
}

TEST_F(RpcCommandsTest, HoldsCouponsForAsLongAsItIsTold) {
  const std::string basket = Path("basket.json");
  WriteFile(basket, R"({"shop_id": "s3"})");
  const auto reserve = [&](const char* hold) {
    return Fudai({"checkout", "reserve", "O1", "--user", "u1", "--coupons", "c1", "--basket", basket, "--hold", hold});
  };
  EXPECT_EQ(reserve("1m30.5s"), 0) << err();
  const google::protobuf::Duration& hold = checkout_.reserve.requests.at(0).hold();
  EXPECT_EQ(hold.seconds(), 90);
  EXPECT_EQ(hold.nanos(), 500'000'000);
  EXPECT_EQ(reserve("soon"), 2);
  EXPECT_THAT(err(), HasSubstr("--hold: \"soon\" is no duration such as 90s, 15m or 1h"));
}

TEST_F(RpcCommandsTest, SaysWhatIsNeitherTrueNorFalse) {
  EXPECT_EQ(Fudai({"orders", "report", "O1", "--shop", "s3", "--items", "2", "--amount_fen", "1", "--paid_at",
                   "2026-05-01 09:12", "--redeem", "yes"}),
            2);
  EXPECT_THAT(err(), HasSubstr("--redeem: \"yes\" is neither true nor false"));
}

}  // namespace
}  // namespace fudai::ctl
