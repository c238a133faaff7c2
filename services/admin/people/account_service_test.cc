#include "services/admin/people/account_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/admin/people/people_fixture.h"

namespace fudai::people {
namespace {

using admin::v1::GetMeRequest;
using admin::v1::GetMeResponse;
using admin::v1::SignOutRequest;
using admin::v1::SignOutResponse;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

class AccountServiceTest : public PeopleTest {};
INSTANTIATE_TEST_SUITE_P(Databases, AccountServiceTest, testsupport::BothDatabases(), testsupport::DatabaseName);

TEST_P(AccountServiceTest, ASessionCarriesItsPersonsNameAndRole) {
  ASSERT_TRUE(Create("mei", admin::v1::ROLE_APPROVER).ok());
  const auto token = SignIn("mei");
  ASSERT_TRUE(token.ok()) << token.status();
  EXPECT_THAT(*token, MatchesRegex("fds_[-_0-9A-Za-z]{43}"));
  ASSERT_TRUE(As(*token).ok());
  EXPECT_EQ(token_.identity, (auth::Identity{"mei", auth::Role::kApprover}));
  EXPECT_EQ(token_.expires_at, clock_.Now() + absl::Hours(12));
  const auto me = caller_->Call<GetMeResponse>("GetMe", GetMeRequest());
  ASSERT_TRUE(me.ok()) << me.status();
  EXPECT_EQ(me->name(), "mei");
  EXPECT_EQ(me->role(), admin::v1::ROLE_APPROVER);
  EXPECT_EQ(me->person().name(), "mei");
  clock_.Advance(absl::Hours(12));
  EXPECT_FALSE(IsLive(*token));
}

TEST_P(AccountServiceTest, ATokenFromTheKeyFileHasNoPersonAndNoSession) {
  const auto me = caller_->Call<GetMeResponse>("GetMe", GetMeRequest());
  ASSERT_TRUE(me.ok()) << me.status();
  EXPECT_EQ(me->name(), "root");
  EXPECT_FALSE(me->has_person());
  for (const absl::Status& status : {caller_->Call<SignOutResponse>("SignOut", SignOutRequest()).status(),
                                     ChangePassword(kPassword, "another password")}) {
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr("the token of \"root\" is no session's"));
  }
}

TEST_P(AccountServiceTest, WhyASignInFailsIsNotTold) {
  ASSERT_TRUE(Create("mei").ok());
  ASSERT_TRUE(Create("gone").ok());
  admin::v1::UpdatePersonRequest disable;
  disable.set_name("gone");
  disable.set_disabled(true);
  disable.set_etag(EtagOf("gone"));
  ASSERT_TRUE(Update(disable).ok());
  std::set<std::string> answers;
  answers.insert(SignIn("mei", "correct hors").status().ToString());
  answers.insert(SignIn("mei", "").status().ToString());
  answers.insert(SignIn("nobody").status().ToString());
  answers.insert(SignIn("gone").status().ToString());
  EXPECT_EQ(answers, std::set<std::string>{"UNAUTHENTICATED: the name or the password is wrong"});
  EXPECT_EQ(SignIn("m\nei").status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_P(AccountServiceTest, GuessingMustWaitLongerAndLonger) {
  ASSERT_TRUE(Create("mei").ok());
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(absl::IsUnauthenticated(SignIn("mei", "wrong password").status()));
  for (const int seconds : {1, 2, 4}) {
    const absl::Status status = SignIn("mei").status();
    EXPECT_EQ(status.message(), absl::StrCat("too many failed sign-ins as \"mei\"; try again in ", seconds, " s"));
    EXPECT_TRUE(absl::IsResourceExhausted(status));
    clock_.Advance(absl::Seconds(seconds));
    EXPECT_TRUE(absl::IsUnauthenticated(SignIn("mei", "wrong password").status()));
  }
  EXPECT_TRUE(absl::IsResourceExhausted(SignIn("mei").status()));
  ASSERT_TRUE(ResetPassword("mei", "another password").ok());
  EXPECT_TRUE(SignIn("mei", "another password").ok());
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(absl::IsUnauthenticated(SignIn("mei", "wrong password").status()));
}

TEST_P(AccountServiceTest, UnknownNamesAreSlowedDownToo) {
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(absl::IsUnauthenticated(SignIn("nobody").status()));
  EXPECT_TRUE(absl::IsResourceExhausted(SignIn("nobody").status()));
}

TEST_P(AccountServiceTest, SignOutEndsOneSession) {
  ASSERT_TRUE(Create("mei").ok());
  const std::string first = *SignIn("mei"), second = *SignIn("mei");
  ASSERT_TRUE(As(first).ok());
  ASSERT_TRUE(caller_->Call<SignOutResponse>("SignOut", SignOutRequest()).ok());
  EXPECT_TRUE(token_.IsRevoked());
  EXPECT_FALSE(IsLive(first));
  EXPECT_TRUE(IsLive(second));
}

TEST_P(AccountServiceTest, ChangingThePasswordEndsTheOtherSessions) {
  ASSERT_TRUE(Create("mei").ok());
  const std::string first = *SignIn("mei"), second = *SignIn("mei");
  ASSERT_TRUE(As(first).ok());
  EXPECT_EQ(ChangePassword("wrong password", "another password"),
            absl::InvalidArgumentError("current_password is wrong"));
  EXPECT_THAT(std::string(ChangePassword(kPassword, "short").message()), HasSubstr("new_password has 5 characters"));
  EXPECT_TRUE(IsLive(second));
  ASSERT_TRUE(ChangePassword(kPassword, "another password").ok());
  EXPECT_TRUE(IsLive(first));
  EXPECT_FALSE(IsLive(second));
  EXPECT_FALSE(SignIn("mei").ok());
  EXPECT_TRUE(SignIn("mei", "another password").ok());
}

TEST_P(AccountServiceTest, ARepeatedChangeOfThePasswordChangesNothing) {
  ASSERT_TRUE(Create("mei").ok());
  ASSERT_TRUE(As(*SignIn("mei")).ok());
  ASSERT_TRUE(ChangePassword(kPassword, "another password").ok());
  const std::string second = *SignIn("mei", "another password");
  const size_t entries = Entries().size();
  for (int i = 0; i < 10; ++i) EXPECT_EQ(ChangePassword(kPassword, "another password"), absl::OkStatus());
  EXPECT_EQ(Entries().size(), entries);
  EXPECT_TRUE(IsLive(second));
  EXPECT_EQ(ChangePassword(kPassword, "a third password"), absl::InvalidArgumentError("current_password is wrong"));
}

TEST_P(AccountServiceTest, ChangePasswordIsNoWayToGuess) {
  ASSERT_TRUE(Create("mei").ok());
  ASSERT_TRUE(As(*SignIn("mei")).ok());
  for (int i = 0; i < 5; ++i)
    EXPECT_TRUE(absl::IsInvalidArgument(ChangePassword("wrong password", "another password")));
  EXPECT_TRUE(absl::IsResourceExhausted(ChangePassword(kPassword, "another password")));
}

TEST_P(AccountServiceTest, OfTwentyOneSessionsTheOldestEnds) {
  ASSERT_TRUE(Create("mei").ok());
  std::vector<std::string> tokens;
  for (int i = 0; i < 21; ++i) {
    tokens.push_back(*SignIn("mei"));
    clock_.Advance(absl::Seconds(1));
  }
  EXPECT_FALSE(IsLive(tokens[0]));
  for (int i = 1; i < 21; ++i) EXPECT_TRUE(IsLive(tokens[i])) << i;
}

TEST_P(AccountServiceTest, SessionsOutliveTheServerAndTheirTokensAreNotKept) {
  ASSERT_TRUE(Create("mei").ok());
  const std::string token = *SignIn("mei");
  SessionTable restarted(&others_);
  ASSERT_TRUE(Directory(database_.get(), &restarted).LoadSessions().ok());
  const auto read = restarted.Read(token);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->identity, (auth::Identity{"mei", auth::Role::kEditor}));
  EXPECT_EQ(read->expires_at, clock_.Now() + absl::Hours(12));
  std::string kept;
  const absl::Status asked = database_->Read([&](soci::session& sql) {
    sql << "SELECT token_hash FROM sessions", soci::into(kept);
    return absl::OkStatus();
  });
  EXPECT_TRUE(asked.ok());
  EXPECT_FALSE(absl::StrContains(kept, token.substr(4)));
}

TEST_P(AccountServiceTest, APersonWhoChangesDuringTheSignInGetsNoSession) {
  const auto person = Create("mei");
  ASSERT_TRUE(person.ok());
  const Session session{.id = SessionId("fds_x"),
                        .identity = {"mei", auth::Role::kEditor},
                        .created_at = clock_.Now(),
                        .expires_at = clock_.Now() + absl::Hours(12)};
  ASSERT_TRUE(ResetPassword("mei", "another password").ok());
  const absl::Status begun = directory_->BeginSession(session, person->etag(), clock_.Now());
  EXPECT_EQ(begun.code(), absl::StatusCode::kFailedPrecondition) << begun;
  EXPECT_FALSE(IsLive("fds_x"));
}

}  // namespace
}  // namespace fudai::people
