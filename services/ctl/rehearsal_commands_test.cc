#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/strip.h"
#include "fudai/admin/v1/rehearsal.grpc.pb.h"
#include "services/ctl/fake_servers.h"

namespace fudai::ctl {
namespace {

using admin::v1::AdvanceClockRequest;
using admin::v1::AdvanceClockResponse;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using world::World;

// The rehearsal of an admin server.
class FakeRehearsal : public admin::v1::RehearsalService::Service {
 public:
  Caller caller;
  Calls<AdvanceClockRequest, AdvanceClockResponse> advance;

 private:
  grpc::Status GetRehearsal(grpc::ServerContext*, const admin::v1::GetRehearsalRequest*,
                            admin::v1::GetRehearsalResponse* response) override {
    response->mutable_now()->set_seconds(1000000);
    return grpc::Status::OK;
  }
  grpc::Status AdvanceClock(grpc::ServerContext* context, const AdvanceClockRequest* request,
                            AdvanceClockResponse* response) override {
    caller.Note(*context);
    return advance.Take(*request, response);
  }
};

class RehearsalCommandsTest : public CommandTest {
 protected:
  RehearsalCommandsTest() {
    int port = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&rehearsal_);
    admin_ = builder.BuildAndStart();
    address_ = "127.0.0.1:" + std::to_string(port);
  }

  int Run(std::vector<std::string> words) {
    out_.str("");
    err_.str("");
    words.insert(words.end(), {"--admin_server=" + address_, "--keys=" + keys_path_});
    return RunCommand(words, {.out = out_, .err = err_});
  }
  World WorldOf(absl::string_view authorization) const {
    absl::ConsumePrefix(&authorization, "Bearer ");
    const auto token = auth::Authenticator::FromKeyFile(key_file_)->Read(authorization);
    EXPECT_TRUE(token.ok()) << token.status();
    return token.ok() ? token->world : World::kProduction;
  }

  FakeRehearsal rehearsal_;
  std::unique_ptr<grpc::Server> admin_;
  std::string address_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(RehearsalCommandsTest, MovesTheClockToAMomentOrByADuration) {
  EXPECT_EQ(Run({"rehearsal", "advance", "--to", "2031-05-13", "--time_zone", "Asia/Shanghai"}), 0) << err_.str();
  EXPECT_EQ(rehearsal_.advance.requests.at(0).to().seconds(), 1936368000);
  EXPECT_EQ(Run({"rehearsal", "advance", "--by", "1h30m"}), 0) << err_.str();
  EXPECT_EQ(rehearsal_.advance.requests.at(1).to().seconds(), 1000000 + 5400);
  EXPECT_EQ(WorldOf(rehearsal_.caller.authorization), World::kRehearsal);
  EXPECT_THAT(err_.str(), HasSubstr("REHEARSAL"));
}

TEST_F(RehearsalCommandsTest, SaysWhatIsWrongWithAStep) {
  EXPECT_EQ(Run({"rehearsal", "advance"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("Say either --to MOMENT or --by DURATION"));
  EXPECT_EQ(Run({"rehearsal", "advance", "--by", "1h", "--to", "2031-05-13"}), 2);
  EXPECT_EQ(Run({"rehearsal", "advance", "--by", "-1h"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("--by: \"-1h\" is no positive duration"));
}

TEST_F(RehearsalCommandsTest, MarksEveryCommandThatActsInTheRehearsal) {
  EXPECT_EQ(Fudai({"campaigns", "get", "summer"}), 0);
  EXPECT_EQ(WorldOf(campaigns_.caller.authorization), World::kProduction);
  EXPECT_EQ(err(), "");
  EXPECT_EQ(Fudai({"--rehearsal", "campaigns", "get", "summer"}), 0);
  EXPECT_EQ(WorldOf(campaigns_.caller.authorization), World::kRehearsal);
  EXPECT_EQ(campaigns_.caller.world, "rehearsal");
  EXPECT_EQ(err(), "REHEARSAL: what follows is not production's\n");

  EXPECT_EQ(Fudai({"--rehearsal", "campaigns", "get", "summer", "--json"}), 0);
  EXPECT_THAT(out(), StartsWith("{\"world\":\"rehearsal\""));
  EXPECT_EQ(Fudai({"campaigns", "get", "summer", "--json"}), 0);
  EXPECT_THAT(out(), Not(HasSubstr("\"world\"")));

  EXPECT_EQ(Fudai({"--rehearsal", "token", "mint", "--role", "app_user", "--subject", "u1"}), 0);
  const std::string minted = out();
  EXPECT_EQ(WorldOf(absl::StripSuffix(minted, "\n")), World::kRehearsal);
}

TEST_F(CommandTest, MarksWhatATokenOfTheRehearsalDoes) {
  for (const bool rehearsal : {true, false}) {
    std::vector<std::string> mint = {"token", "mint", "--role", "owner", "--subject", "mei"};
    if (rehearsal) mint.insert(mint.begin(), "--rehearsal");
    ASSERT_EQ(Fudai(mint), 0) << err();
    const std::string token(absl::StripSuffix(out(), "\n"));
    EXPECT_EQ(Fudai({"campaigns", "get", "summer", "--token", token}), 0) << err();
    EXPECT_EQ(campaigns_.caller.world, rehearsal ? "rehearsal" : "");
    EXPECT_EQ(err(), rehearsal ? "REHEARSAL: what follows is not production's\n" : "");
  }
}

}  // namespace
}  // namespace fudai::ctl
