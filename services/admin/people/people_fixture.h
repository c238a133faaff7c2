#pragma once

#include <gtest/gtest.h>

#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/clock/manual_clock.h"
#include "services/admin/audit/audit_log.h"
#include "services/admin/people/account_service.h"
#include "services/admin/people/people_service.h"
#include "services/admin/people/people_store.h"
#include "services/admin/testing/method_caller.h"
#include "services/admin/testing/test_databases.h"

namespace fudai::people {

inline constexpr char kPassword[] = "correct horse";

// The people's services on an empty database, with passwords that cost little. Calls are made by the owner "root", who
// has a token from the key file, or by whoever has the session that As names.
class PeopleTest : public testsupport::DatabaseTest {
 protected:
  // Tokens that are no session's.
  struct NoOthers final : auth::TokenReader {
    absl::StatusOr<auth::Token> Read(absl::string_view) const override { return absl::UnauthenticatedError("no JWT"); }
  };

  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    database_ = OpenNew();
    ASSERT_TRUE(directory().LoadSessions().ok());
    const SharedPeople shared{database_.get(), &*directory_, &hasher_, &throttle_, &clock_, &threads_, &threads_};
    account_.emplace(shared);
    people_.emplace(shared);
    std::vector<rpc::Method> table = account_->Methods();
    for (rpc::Method& method : people_->Methods()) table.push_back(std::move(method));
    caller_.emplace(&loop_, std::move(table));
    AsRoot();
  }

  Directory& directory() {
    directory_.emplace(database_.get(), &sessions_);
    return *directory_;
  }

  void AsRoot() {
    token_ = {.identity = {"root", auth::Role::kOwner}, .expires_at = clock_.Now() + absl::Hours(1)};
    UseToken();
  }

  // UNAUTHENTICATED if the session does not last.
  absl::Status As(const std::string& session_token) {
    absl::StatusOr<auth::Token> read = sessions_.Read(session_token);
    if (!read.ok()) return read.status();
    token_ = *std::move(read);
    UseToken();
    return auth::CheckLifetime(token_, clock_.Now());
  }

  bool IsLive(const std::string& session_token) {
    const absl::StatusOr<auth::Token> read = sessions_.Read(session_token);
    return read.ok() && auth::CheckLifetime(*read, clock_.Now()).ok();
  }

  absl::StatusOr<admin::v1::Person> Create(const std::string& name, admin::v1::Role role = admin::v1::ROLE_EDITOR,
                                           const std::string& password = kPassword) {
    admin::v1::CreatePersonRequest request;
    request.set_name(name);
    request.set_role(role);
    request.set_password(password);
    auto response = caller_->Call<admin::v1::CreatePersonResponse>("CreatePerson", request);
    if (!response.ok()) return response.status();
    return response->person();
  }

  absl::StatusOr<std::string> SignIn(const std::string& name, const std::string& password = kPassword) {
    admin::v1::SignInRequest request;
    request.set_name(name);
    request.set_password(password);
    auto response = caller_->Call<admin::v1::SignInResponse>("SignIn", request);
    if (!response.ok()) return response.status();
    return response->session_token();
  }

  // The person's etag as it is now; empty where there is no such person.
  std::string EtagOf(const std::string& name) {
    const auto read = [&](soci::session& sql) { return FindPerson(sql, name); };
    const absl::StatusOr<StoredPerson> stored = database_->Read(read);
    return stored.ok() ? stored->person.etag() : "";
  }

  absl::StatusOr<admin::v1::Person> Update(const admin::v1::UpdatePersonRequest& request) {
    auto response = caller_->Call<admin::v1::UpdatePersonResponse>("UpdatePerson", request);
    if (!response.ok()) return response.status();
    return response->person();
  }

  absl::Status ResetPassword(const std::string& name, const std::string& password) {
    admin::v1::ResetPasswordRequest request;
    request.set_name(name);
    request.set_new_password(password);
    return caller_->Call<admin::v1::ResetPasswordResponse>("ResetPassword", request).status();
  }

  absl::Status ChangePassword(const std::string& current, const std::string& password) {
    admin::v1::ChangePasswordRequest request;
    request.set_current_password(current);
    request.set_new_password(password);
    return caller_->Call<admin::v1::ChangePasswordResponse>("ChangePassword", request).status();
  }

  std::vector<admin::v1::AuditEntry> Entries() {
    auto read = database_->Read([](soci::session& sql) -> absl::StatusOr<std::vector<admin::v1::AuditEntry>> {
      return audit::ReadChain(sql, 0, 1000);
    });
    EXPECT_TRUE(read.ok()) << read.status();
    return *std::move(read);
  }

  NoOthers others_;
  clock::ManualClock clock_{absl::FromUnixSeconds(1'772'360'400)};
  std::unique_ptr<database::Database> database_;
  SessionTable sessions_{&others_};
  std::optional<Directory> directory_;
  SignInThrottle throttle_{100};
  async::Loop loop_;
  PasswordHasher hasher_{{.passes = 1, .memory_bytes = 8192}};
  async::BlockingPool threads_{1};
  auth::Token token_;
  std::optional<AccountService> account_;
  std::optional<PeopleService> people_;
  std::optional<testsupport::MethodCaller> caller_;

 private:
  void UseToken() {
    caller_->context().identity = token_.identity;
    caller_->context().token = &token_;
  }
};

}  // namespace fudai::people
