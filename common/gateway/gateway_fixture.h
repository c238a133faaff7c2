#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/auth/token_minter.h"
#include "common/gateway/connect_envelope.h"
#include "common/gateway/gateway.h"
#include "common/gateway/testing/wire.h"
#include "common/rpc/testing/server_fixture.h"

namespace fudai::testsupport {

// A gateway in front of a server that serves an EchoService.
class GatewayTest : public ServerTest {
 protected:
  void TearDown() override {
    gateway_.reset();
    ServerTest::TearDown();
  }

  void StartGateway(gateway::Options options = {}, rpc::ServerOptions server = {}) {
    Start(std::move(server));
    options.listen = "127.0.0.1:0";
    auto gateway = gateway::Gateway::Start(
        options, {server_->InProcessChannel(), server_->MethodNames(Table()), files_}, &metrics_);
    ASSERT_TRUE(gateway.ok()) << gateway.status();
    gateway_ = *std::move(gateway);
  }

  std::string Token(world::World world = world::World::kProduction) {
    const auto minter = auth::TokenMinter::Create(keys_, auth::Role::kAppUser, world);
    EXPECT_TRUE(minter.ok()) << minter.status();
    return absl::StrCat("Authorization: ",
                        auth::BearerAuthorization(*minter->Mint("user-1", absl::Now() + absl::Hours(1))));
  }
  WireRequest GetCouponRequest(const std::string& body) { return {.body = body, .headers = {kJson, Token()}}; }
  // A stream of the campaign's cups; `message` is the request within its envelope.
  WireRequest WatchCupRequest(const std::string& message) {
    return {.target = "/fudai.campaign.v1.GrowthCoffeeService/WatchCup",
            .body = gateway::WriteEnvelope({0, message}),
            .headers = {"Content-Type: application/connect+json", Token()}};
  }
  gateway::HttpResponse Exchange(const WireRequest& request) { return Wire(gateway_->url()).Exchange(request); }

  static constexpr char kJson[] = "Content-Type: application/json";
  const gateway::StaticFiles* files_ = nullptr;
  std::unique_ptr<gateway::Gateway> gateway_;
};

}  // namespace fudai::testsupport
