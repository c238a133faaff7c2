#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "common/testing/temporary_folder.h"
#include "fudai/admin/v1/people.grpc.pb.h"
#include "services/ctl/fake_servers.h"
#include "services/ctl/run.h"

namespace fudai::ctl {
namespace {

using testing::HasSubstr;

class FakePeople : public admin::v1::PeopleService::Service {
 public:
  Caller caller;
  Calls<admin::v1::SignInRequest, admin::v1::SignInResponse> sign_in;
  Calls<admin::v1::SignOutRequest, admin::v1::SignOutResponse> sign_out;
  Calls<admin::v1::GetMeRequest, admin::v1::GetMeResponse> get_me;
  Calls<admin::v1::ChangePasswordRequest, admin::v1::ChangePasswordResponse> change_password;
  Calls<admin::v1::CreatePersonRequest, admin::v1::CreatePersonResponse> create;
  Calls<admin::v1::UpdatePersonRequest, admin::v1::UpdatePersonResponse> update;
  Calls<admin::v1::ListPeopleRequest, admin::v1::ListPeopleResponse> list;

 private:
  grpc::Status SignIn(grpc::ServerContext* context, const admin::v1::SignInRequest* request,
                      admin::v1::SignInResponse* response) override {
    caller.Note(*context);
    return sign_in.Take(*request, response);
  }
  grpc::Status SignOut(grpc::ServerContext* context, const admin::v1::SignOutRequest* request,
                       admin::v1::SignOutResponse* response) override {
    caller.Note(*context);
    return sign_out.Take(*request, response);
  }
  grpc::Status GetMe(grpc::ServerContext* context, const admin::v1::GetMeRequest* request,
                     admin::v1::GetMeResponse* response) override {
    caller.Note(*context);
    return get_me.Take(*request, response);
  }
  grpc::Status ChangePassword(grpc::ServerContext*, const admin::v1::ChangePasswordRequest* request,
                              admin::v1::ChangePasswordResponse* response) override {
    return change_password.Take(*request, response);
  }
  grpc::Status CreatePerson(grpc::ServerContext*, const admin::v1::CreatePersonRequest* request,
                            admin::v1::CreatePersonResponse* response) override {
    return create.Take(*request, response);
  }
  grpc::Status UpdatePerson(grpc::ServerContext*, const admin::v1::UpdatePersonRequest* request,
                            admin::v1::UpdatePersonResponse* response) override {
    return update.Take(*request, response);
  }
  grpc::Status ListPeople(grpc::ServerContext*, const admin::v1::ListPeopleRequest* request,
                          admin::v1::ListPeopleResponse* response) override {
    return list.Take(*request, response);
  }
};

class PeopleCommandsTest : public testing::Test {
 protected:
  PeopleCommandsTest() {
    people_.sign_in.response.set_session_token("fds_secret");
    people_.sign_in.response.mutable_expire_time()->set_seconds(1'772'360'400);
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address_, grpc::InsecureServerCredentials());
    builder.RegisterService(&people_);
    server_ = builder.BuildAndStart();
  }

  // Runs `fudai` with these words and this input, but no token and no keys.
  int Fudai(std::vector<std::string> words, const std::string& input = "") {
    out_.str("");
    err_.str("");
    std::istringstream in(input);
    words.push_back("--session=" + session_);
    words.push_back("--admin_server=" + address_);
    return RunCommand(words, {.out = out_, .err = err_, .in = in});
  }
  bool IsSignedIn() const {
    struct stat file {};
    return stat(session_.c_str(), &file) == 0;
  }

  testsupport::TemporaryFolder folder_;
  const std::string address_ = "unix:" + folder_.File("admin.sock");
  const std::string session_ = folder_.File("state/fudai/session");
  FakePeople people_;
  std::unique_ptr<grpc::Server> server_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(PeopleCommandsTest, SigningInNeedsNoTokenAndServesTheCommandsAfterIt) {
  EXPECT_EQ(Fudai({"sign-in", "mei"}, "correct horse\n"), 0) << err_.str();
  EXPECT_EQ(out_.str(), "signed in as mei until 2026-03-01 10:20:00Z\n");
  EXPECT_EQ(people_.caller.authorization, "");
  EXPECT_EQ(people_.sign_in.requests[0].name(), "mei");
  EXPECT_EQ(people_.sign_in.requests[0].password(), "correct horse");
  struct stat file {};
  ASSERT_EQ(stat(session_.c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 0777, 0600u);

  EXPECT_EQ(Fudai({"whoami"}), 0) << err_.str();
  EXPECT_EQ(people_.caller.authorization, "Bearer fds_secret");
  EXPECT_EQ(Fudai({"sign-out"}), 0) << err_.str();
  EXPECT_EQ(people_.caller.authorization, "Bearer fds_secret");
  EXPECT_FALSE(IsSignedIn());
  EXPECT_EQ(Fudai({"whoami"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("you are not signed in; sign in with 'fudai sign-in NAME'"));
}

TEST_F(PeopleCommandsTest, AWrongPasswordIsToldAsItIsAndKeepsNothing) {
  people_.sign_in.statuses = {{grpc::StatusCode::UNAUTHENTICATED, "the name or the password is wrong"}};
  EXPECT_EQ(Fudai({"sign-in", "mei"}, "wrong\n"), 1);
  EXPECT_EQ(err_.str(), "fudai sign-in: the name or the password is wrong\n");
  EXPECT_FALSE(IsSignedIn());
  EXPECT_EQ(Fudai({"sign-in", "mei"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("no password was given"));
}

TEST_F(PeopleCommandsTest, ASessionThatHasEndedCanBeSignedOut) {
  ASSERT_EQ(Fudai({"sign-in", "mei"}, "correct horse\n"), 0);
  people_.sign_out.statuses = {{grpc::StatusCode::UNAUTHENTICATED, "the session has ended"}};
  EXPECT_EQ(Fudai({"sign-out"}), 0) << err_.str();
  EXPECT_FALSE(IsSignedIn());
}

TEST_F(PeopleCommandsTest, TheTokenGoesToNoOtherServer) {
  ASSERT_EQ(Fudai({"sign-in", "mei"}, "correct horse\n"), 0);
  std::istringstream in;
  std::ostringstream err;
  EXPECT_EQ(RunCommand({"whoami", "--session=" + session_, "--admin_server=unix:/elsewhere"},
                       {.out = out_, .err = err, .in = in}),
            2);
  EXPECT_THAT(err.str(), HasSubstr("you are signed in at the admin server " + address_));
}

TEST_F(PeopleCommandsTest, AsksForThePasswordsThatItSends) {
  ASSERT_EQ(Fudai({"sign-in", "mei"}, "correct horse\n"), 0);
  EXPECT_EQ(Fudai({"people", "create", "ann", "--role", "approver"}, "another password\n"), 0) << err_.str();
  EXPECT_EQ(people_.create.requests[0].name(), "ann");
  EXPECT_EQ(people_.create.requests[0].role(), admin::v1::ROLE_APPROVER);
  EXPECT_EQ(people_.create.requests[0].password(), "another password");
  EXPECT_EQ(Fudai({"change-password"}, "correct horse\nanother password\n"), 0) << err_.str();
  EXPECT_EQ(people_.change_password.requests[0].current_password(), "correct horse");
  EXPECT_EQ(people_.change_password.requests[0].new_password(), "another password");
}

TEST_F(PeopleCommandsTest, AsksForNoPasswordBeforeSomebodyIsSignedIn) {
  for (const std::vector<std::string>& words : {std::vector<std::string>{"people", "create", "ann", "--role", "owner"},
                                                {"people", "reset-password", "ann"},
                                                {"change-password"}}) {
    EXPECT_EQ(Fudai(words), 2) << words[0];
    EXPECT_THAT(err_.str(), HasSubstr("you are not signed in")) << words[0];
  }
}

TEST_F(PeopleCommandsTest, AnUpdateSaysOnlyWhatIsGiven) {
  ASSERT_EQ(Fudai({"sign-in", "mei"}, "correct horse\n"), 0);
  EXPECT_EQ(Fudai({"people", "update", "ann", "--disabled", "false", "--etag", "3"}), 0) << err_.str();
  const admin::v1::UpdatePersonRequest& request = people_.update.requests[0];
  EXPECT_TRUE(request.has_disabled());
  EXPECT_FALSE(request.has_role());
  EXPECT_FALSE(request.has_display_name());
  EXPECT_EQ(request.etag(), "3");
}

TEST_F(PeopleCommandsTest, AnUpdateWithoutAnEtagIsOfThePersonAsTheyAre) {
  ASSERT_EQ(Fudai({"sign-in", "mei"}, "correct horse\n"), 0);
  EXPECT_EQ(Fudai({"people", "update", "a\"n\\n", "--disabled", "true"}), 1);
  EXPECT_EQ(err_.str(), "fudai people update: there is no person \"a\"n\\n\"\n");
  EXPECT_EQ(people_.list.requests.at(0).filter(), "name = \"a\\\"n\\\\n\"");
  EXPECT_TRUE(people_.update.requests.empty());
  people_.list.response.add_people()->set_etag("7");
  EXPECT_EQ(Fudai({"people", "update", "ann", "--disabled", "true"}), 0) << err_.str();
  EXPECT_EQ(people_.update.requests.at(0).etag(), "7");
}

}  // namespace
}  // namespace fudai::ctl
