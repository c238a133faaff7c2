// People against the real server: sessions over all loops, their end, and the audit log that tells of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "common/auth/token_minter.h"
#include "fudai/admin/v1/campaigns.grpc.pb.h"
#include "fudai/admin/v1/people.grpc.pb.h"
#include "fudai/admin/v1/stats.grpc.pb.h"
#include "tests/harness/stack.h"

namespace fudai::e2e {
namespace {

using admin::v1::PeopleService;
using auth::Role;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class PeopleTest : public ::testing::Test {
 protected:
  harness::Caller Owner() { return stack_.AdminCaller(Role::kOwner); }

  void Create(const std::string& name, admin::v1::Role role) {
    admin::v1::CreatePersonRequest request;
    request.set_name(name);
    request.set_role(role);
    request.set_password("correct horse");
    const auto created = Owner().CallUntilKnown(&PeopleService::Stub::CreatePerson, request);
    ASSERT_TRUE(created.ok()) << created.status();
  }

  harness::Caller SignIn(const std::string& name) {
    admin::v1::SignInRequest request;
    request.set_name(name);
    request.set_password("correct horse");
    const auto signed_in = stack_.WithoutToken(Owner()).Call(&PeopleService::Stub::SignIn, request);
    EXPECT_TRUE(signed_in.ok()) << signed_in.status();
    const std::string token = signed_in.ok() ? signed_in->session_token() : "";
    return harness::Caller(Owner().channel(), auth::BearerAuthorization(token), harness::Noon());
  }

  void SetRole(const std::string& name, admin::v1::Role role) {
    admin::v1::ListPeopleRequest named;
    named.set_filter("name = " + name);
    const auto seen = Owner().Call(&PeopleService::Stub::ListPeople, named);
    ASSERT_TRUE(seen.ok() && seen->people_size() == 1) << seen.status();
    admin::v1::UpdatePersonRequest request;
    request.set_name(name);
    request.set_role(role);
    request.set_etag(seen->people(0).etag());
    const auto updated = Owner().Call(&PeopleService::Stub::UpdatePerson, request);
    ASSERT_TRUE(updated.ok()) << updated.status();
  }

  static absl::Status GetMe(const harness::Caller& caller) {
    return caller.CallUntilKnown(&PeopleService::Stub::GetMe, admin::v1::GetMeRequest()).status();
  }

  harness::Stack stack_;
};

TEST_F(PeopleTest, ASessionEndsWithItsPersonsRoleOpenStreamsIncluded) {
  Create("mei", admin::v1::ROLE_VIEWER);
  const harness::Caller mei = SignIn("mei");
  const auto refused = mei.Call(&admin::v1::CampaignService::Stub::PublishCampaign, {});
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kPermissionDenied) << refused.status();
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr("editor, approver, owner; this token's role is viewer"));

  admin::v1::StatsService::Stub stub(mei.channel());
  grpc::ClientContext context;
  mei.Prepare(&context);
  const auto summaries = stub.WatchSummary(&context, admin::v1::WatchSummaryRequest());
  admin::v1::WatchSummaryResponse seen;
  ASSERT_TRUE(summaries->Read(&seen));
  SetRole("mei", admin::v1::ROLE_EDITOR);
  while (summaries->Read(&seen)) {
  }
  const grpc::Status ended = summaries->Finish();
  EXPECT_EQ(ended.error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_THAT(ended.error_message(), HasSubstr("the session has ended: sign in again"));
  EXPECT_EQ(GetMe(mei).code(), absl::StatusCode::kUnauthenticated);
  EXPECT_TRUE(GetMe(SignIn("mei")).ok());
}

TEST_F(PeopleTest, SessionsOutliveTheServerAndTheLogHoldsWhatWasDone) {
  Create("mei", admin::v1::ROLE_OWNER);
  const harness::Caller mei = SignIn("mei");
  const harness::Ending noted = stack_.Fudai({"audit", "verify"});
  ASSERT_EQ(noted.exit_status, 0) << noted.error;
  EXPECT_THAT(noted.output, StartsWith("2 entries hold\nhead 2:"));
  stack_.admin().Kill();
  stack_.admin().Start();
  EXPECT_TRUE(GetMe(mei).ok());
  Create("ann", admin::v1::ROLE_VIEWER);
  const std::string head = noted.output.substr(noted.output.find("2:"), 66);
  const harness::Ending verified = stack_.Fudai({"audit", "verify", "--head", head});
  EXPECT_EQ(verified.exit_status, 0) << verified.error;
  EXPECT_THAT(verified.output, StartsWith("3 entries hold, and the noted head is one of them"));
  const harness::Ending listed = stack_.Fudai({"audit", "list", "--filter", "actor=mei AND action=SignIn"});
  EXPECT_THAT(listed.output, HasSubstr("person/mei"));
}

}  // namespace
}  // namespace fudai::e2e
