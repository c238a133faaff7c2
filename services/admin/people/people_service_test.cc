#include "services/admin/people/people_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "services/admin/people/people_fixture.h"

namespace fudai::people {
namespace {

using admin::v1::AuditEntry;
using admin::v1::CreatePersonRequest;
using admin::v1::CreatePersonResponse;
using admin::v1::UpdatePersonRequest;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class PeopleServiceTest : public PeopleTest {
 protected:
  std::vector<std::string> Names(const std::string& filter, const std::string& order_by = "") {
    admin::v1::ListPeopleRequest request;
    request.set_filter(filter);
    request.set_order_by(order_by);
    request.set_page_size(2);
    std::vector<std::string> names;
    do {
      const auto page = caller_->Call<admin::v1::ListPeopleResponse>("ListPeople", request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) return names;
      for (const auto& person : page->people()) names.push_back(person.name());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return names;
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, PeopleServiceTest, testsupport::BothDatabases(), testsupport::DatabaseName);

UpdatePersonRequest UpdateOf(const std::string& name, const std::string& etag) {
  UpdatePersonRequest request;
  request.set_name(name);
  request.set_etag(etag);
  return request;
}

TEST_P(PeopleServiceTest, CreatesAPersonOnce) {
  const auto created = Create("mei");
  ASSERT_TRUE(created.ok()) << created.status();
  const auto repeated = Create("mei");
  ASSERT_TRUE(repeated.ok()) << repeated.status();
  EXPECT_EQ(repeated->SerializeAsString(), created->SerializeAsString());
  EXPECT_EQ(Entries().size(), 1u);
  for (const auto& other :
       {Create("mei", admin::v1::ROLE_OWNER), Create("mei", admin::v1::ROLE_EDITOR, "not the same")})
    EXPECT_EQ(other.status().code(), absl::StatusCode::kAlreadyExists) << other.status();
}

TEST_P(PeopleServiceTest, SaysWhichFieldIsWrong) {
  const std::vector<std::pair<std::function<void(CreatePersonRequest&)>, std::string>> cases = {
      {[](auto& r) { r.set_name(""); }, "name is \"\"; it should be 1 to 64 printable ASCII characters"},
      {[](auto& r) { r.set_name("m ei"); }, "name is \"m ei\""},
      {[](auto& r) { r.set_display_name(std::string(101, 'x')); }, "display_name has 101 characters"},
      {[](auto& r) { r.set_display_name("M\nei"); }, "no control characters"},
      {[](auto& r) { r.clear_role(); }, "role is 0; it should be one of VIEWER, EDITOR, APPROVER, OWNER"},
      {[](auto& r) { r.set_role(static_cast<admin::v1::Role>(9)); }, "role is 9"},
      {[](auto& r) { r.set_password("123456789"); }, "password has 9 characters; it should have 10 to 128"},
      {[](auto& r) { r.set_password(std::string(129, 'x')); }, "password has 129 characters"},
      {[](auto& r) { r.set_password("Mei-Long-Name"); }, "password is the person's name"},
  };
  for (const auto& [spoil, message] : cases) {
    CreatePersonRequest request;
    request.set_name("mei-long-name");
    request.set_display_name("梅");
    request.set_role(admin::v1::ROLE_VIEWER);
    request.set_password("密码密码密码密码密码");
    spoil(request);
    const auto response = caller_->Call<CreatePersonResponse>("CreatePerson", request);
    EXPECT_EQ(response.status().code(), absl::StatusCode::kInvalidArgument) << message;
    EXPECT_THAT(std::string(response.status().message()), HasSubstr(message));
  }
  EXPECT_TRUE(Entries().empty());
}

TEST_P(PeopleServiceTest, AnEditOfAnOlderStateIsCaught) {
  const auto created = Create("mei");
  ASSERT_TRUE(created.ok());
  UpdatePersonRequest rename = UpdateOf("mei", created->etag());
  rename.set_display_name("Mei");
  ASSERT_TRUE(Update(rename).ok());
  EXPECT_TRUE(Update(rename).ok()) << "a repeat changes nothing";
  UpdatePersonRequest late = UpdateOf("mei", created->etag());
  late.set_role(admin::v1::ROLE_OWNER);
  const absl::Status status = Update(late).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(status.message(), "person \"mei\" has changed since: etag is \"1\", and should be \"2\"; read them again");
  EXPECT_EQ(Update(UpdateOf("nobody", "1")).status().code(), absl::StatusCode::kNotFound);
}

TEST_P(PeopleServiceTest, AnEditSaysWhichStateItIsOf) {
  ASSERT_TRUE(Create("mei").ok());
  UpdatePersonRequest blind = UpdateOf("mei", "");
  blind.set_disabled(true);
  EXPECT_EQ(Update(blind).status(),
            absl::InvalidArgumentError("etag is empty; it should be the etag of the person who was seen"));
  EXPECT_TRUE(SignIn("mei").ok());
}

TEST_P(PeopleServiceTest, SessionsEndWhenWhatTheyMayDoChanges) {
  ASSERT_TRUE(Create("mei").ok());
  ASSERT_TRUE(Create("ann").ok());
  const std::string other = *SignIn("ann");
  std::string token = *SignIn("mei");
  UpdatePersonRequest rename = UpdateOf("mei", EtagOf("mei"));
  rename.set_display_name("Mei");
  ASSERT_TRUE(Update(rename).ok());
  EXPECT_TRUE(IsLive(token));

  UpdatePersonRequest demote = UpdateOf("mei", EtagOf("mei"));
  demote.set_role(admin::v1::ROLE_VIEWER);
  ASSERT_TRUE(Update(demote).ok());
  EXPECT_FALSE(IsLive(token));
  token = *SignIn("mei");
  ASSERT_TRUE(As(token).ok());
  EXPECT_EQ(token_.identity.role, auth::Role::kViewer);

  AsRoot();
  UpdatePersonRequest disable = UpdateOf("mei", EtagOf("mei"));
  disable.set_disabled(true);
  ASSERT_TRUE(Update(disable).ok());
  EXPECT_FALSE(IsLive(token));
  disable.set_disabled(false);
  disable.set_etag(EtagOf("mei"));
  ASSERT_TRUE(Update(disable).ok());
  EXPECT_FALSE(IsLive(token));
  token = *SignIn("mei");
  ASSERT_TRUE(ResetPassword("mei", "another password").ok());
  EXPECT_FALSE(IsLive(token));
  EXPECT_TRUE(IsLive(other));
  SessionTable restarted(&others_);
  ASSERT_TRUE(Directory(database_.get(), &restarted).LoadSessions().ok());
  EXPECT_FALSE(restarted.Read(token).ok());
  EXPECT_TRUE(restarted.Read(other).ok());
}

TEST_P(PeopleServiceTest, EveryChangeIsInTheAuditLogWithoutSecrets) {
  ASSERT_TRUE(Create("mei").ok());
  const std::string token = *SignIn("mei");
  ASSERT_TRUE(As(token).ok());
  ASSERT_TRUE(ChangePassword(kPassword, "another password").ok());
  ASSERT_TRUE(caller_->Call<admin::v1::SignOutResponse>("SignOut", admin::v1::SignOutRequest()).ok());
  AsRoot();
  UpdatePersonRequest demote = UpdateOf("mei", EtagOf("mei"));
  demote.set_role(admin::v1::ROLE_VIEWER);
  ASSERT_TRUE(Update(demote).ok());
  ASSERT_TRUE(ResetPassword("mei", "third password").ok());

  std::vector<std::string> said;
  for (const AuditEntry& entry : Entries()) {
    said.push_back(entry.actor() + " " + entry.action());
    EXPECT_EQ(entry.subject(), "person/mei");
    for (const std::string& secret : {std::string("password"), std::string(kPassword), std::string("argon2"), token})
      EXPECT_FALSE(absl::StrContains(entry.before() + entry.after(), secret)) << entry.DebugString();
  }
  EXPECT_THAT(said, ElementsAre("root CreatePerson", "mei SignIn", "mei ChangePassword", "mei SignOut",
                                "root UpdatePerson", "root ResetPassword"));
  const AuditEntry demoted = Entries()[4];
  EXPECT_THAT(demoted.before(), HasSubstr("ROLE_EDITOR"));
  EXPECT_THAT(demoted.after(), HasSubstr("ROLE_VIEWER"));
}

TEST_P(PeopleServiceTest, ListsPeople) {
  ASSERT_TRUE(Create("mei", admin::v1::ROLE_OWNER).ok());
  caller_->context().now += absl::Seconds(1);
  ASSERT_TRUE(Create("ann").ok());
  caller_->context().now += absl::Seconds(1);
  ASSERT_TRUE(Create("bob").ok());
  EXPECT_THAT(Names(""), ElementsAre("ann", "bob", "mei"));
  EXPECT_THAT(Names("", "create_time desc"), ElementsAre("bob", "ann", "mei"));
  EXPECT_THAT(Names("role = EDITOR AND disabled = false", "name desc"), ElementsAre("bob", "ann"));
}

}  // namespace
}  // namespace fudai::people
