#include "services/admin/people/account_service.h"

#include <google/protobuf/util/time_util.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/admin/people/people_store.h"
#include "services/admin/roles/roles.h"

namespace fudai::people {
namespace {

using admin::v1::Person;
using google::protobuf::util::TimeUtil;

absl::Status WrongPassword() { return absl::UnauthenticatedError("the name or the password is wrong"); }

absl::Status CheckSession(const rpc::CallContext& context) {
  if (!context.token->session_id.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat("the token of \"", context.identity.subject,
                                                    "\" is no session's; it should be one that SignIn gave"));
}

}  // namespace

std::vector<rpc::Method> AccountService::Methods() {
  const auto row = [](absl::string_view name) {
    return rpc::Row{absl::StrCat("fudai.admin.v1.PeopleService.", name), roles::Readers(), rpc::LoadClass::kAct};
  };
  return {
      rpc::Unary({"fudai.admin.v1.PeopleService.SignIn", {}, rpc::LoadClass::kAct, rpc::Access::kAnyone}, this,
                 &AccountService::SignIn),
      rpc::Unary(row("SignOut"), this, &AccountService::SignOut),
      rpc::Unary(row("GetMe"), this, &AccountService::GetMe),
      rpc::Unary(row("ChangePassword"), this, &AccountService::ChangePassword),
  };
}

AccountService::Answer<StoredPerson> AccountService::ReadPerson(async::Loop* loop, std::string name) {
  auto work = [&] {
    return shared_.database->Read([&](soci::session& sql) -> absl::StatusOr<StoredPerson> {
      absl::StatusOr<StoredPerson> found = FindPerson(sql, name);
      return absl::IsNotFound(found.status()) ? StoredPerson() : std::move(found);
    });
  };
  co_return co_await shared_.readers->Run(*loop, work);
}

AccountService::Answer<Person> AccountService::CheckAttempt(async::Loop* loop, Attempt attempt) {
  CO_RETURN_IF_ERROR(shared_.throttle->Begin(attempt.name, shared_.clock->Now()));
  absl::StatusOr<StoredPerson> stored = co_await ReadPerson(loop, attempt.name);
  absl::StatusOr<bool> matches = false;
  if (stored.ok()) {
    const std::string hash = stored->person.disabled() ? "" : stored->password_hash;
    matches = co_await shared_.hasher->Matches(loop, hash, attempt.password);
  } else {
    matches = stored.status();
  }
  if (!matches.ok()) {
    shared_.throttle->Withdraw(attempt.name);
    co_return matches.status();
  }
  if (!*matches) {
    shared_.throttle->Fail(attempt.name, shared_.clock->Now());
    co_return WrongPassword();
  }
  shared_.throttle->Succeed(attempt.name);
  co_return std::move(stored->person);
}

AccountService::Answer<bool> AccountService::IsPassword(async::Loop* loop, Attempt attempt) {
  CO_ASSIGN_OR_RETURN(const StoredPerson stored, co_await ReadPerson(loop, attempt.name));
  CO_ASSIGN_OR_RETURN(const bool matches,
                      co_await shared_.hasher->Matches(loop, stored.password_hash, attempt.password));
  if (matches) shared_.throttle->Forget(attempt.name);
  co_return matches;
}

AccountService::Answer<admin::v1::SignInResponse> AccountService::SignIn(const admin::v1::SignInRequest& request,
                                                                         const Context& context) {
  if (!auth::IsValidSubject(request.name())) {
    co_return absl::InvalidArgumentError("name should be 1 to 64 printable ASCII characters without spaces");
  }
  Attempt attempt{request.name(), request.password()};
  CO_ASSIGN_OR_RETURN(const Person person, co_await CheckAttempt(context.loop, std::move(attempt)));
  const std::string token = NewSessionToken();
  const absl::Time now = absl::FromUnixMillis(absl::ToUnixMillis(shared_.clock->Now()));
  const Session session{.id = SessionId(token),
                        .identity = {person.name(), ToAuthRole(person.role())},
                        .created_at = now,
                        .expires_at = now + shared_.session_life};
  auto begin = [&] { return shared_.directory->BeginSession(session, person.etag(), context.now); };
  CO_RETURN_IF_ERROR(co_await shared_.changing->Run(*context.loop, begin));
  admin::v1::SignInResponse response;
  response.set_session_token(token);
  *response.mutable_expire_time() = TimeUtil::MillisecondsToTimestamp(absl::ToUnixMillis(session.expires_at));
  *response.mutable_person() = person;
  co_return response;
}

AccountService::Answer<admin::v1::SignOutResponse> AccountService::SignOut(const admin::v1::SignOutRequest&,
                                                                           const Context& context) {
  CO_RETURN_IF_ERROR(CheckSession(context));
  auto end = [&] { return shared_.directory->EndSession(context.token->session_id, {context.identity, context.now}); };
  CO_RETURN_IF_ERROR(co_await shared_.changing->Run(*context.loop, end));
  co_return admin::v1::SignOutResponse();
}

AccountService::Answer<admin::v1::GetMeResponse> AccountService::GetMe(const admin::v1::GetMeRequest&,
                                                                       const Context& context) {
  admin::v1::GetMeResponse response;
  response.set_name(context.identity.subject);
  response.set_role(ToProtoRole(context.identity.role));
  *response.mutable_expire_time() = TimeUtil::MillisecondsToTimestamp(absl::ToUnixMillis(context.token->expires_at));
  if (context.token->session_id.empty()) co_return response;
  CO_ASSIGN_OR_RETURN(const StoredPerson stored, co_await ReadPerson(context.loop, context.identity.subject));
  *response.mutable_person() = stored.person;
  co_return response;
}

AccountService::Answer<admin::v1::ChangePasswordResponse> AccountService::ChangePassword(
    const admin::v1::ChangePasswordRequest& request, const Context& context) {
  CO_RETURN_IF_ERROR(CheckSession(context));
  const std::string& name = context.identity.subject;
  CO_RETURN_IF_ERROR(CheckPassword("new_password", request.new_password(), name));
  Attempt attempt{name, request.current_password()};
  const absl::StatusOr<Person> checked = co_await CheckAttempt(context.loop, std::move(attempt));
  if (absl::IsUnauthenticated(checked.status())) {
    Attempt repeat{name, request.new_password()};
    CO_ASSIGN_OR_RETURN(const bool changed_before, co_await IsPassword(context.loop, std::move(repeat)));
    if (changed_before) co_return admin::v1::ChangePasswordResponse();
    co_return absl::InvalidArgumentError("current_password is wrong");
  }
  CO_RETURN_IF_ERROR(checked.status());
  Directory::NewPassword password{.name = name, .action = "ChangePassword", .kept_session = context.token->session_id};
  CO_ASSIGN_OR_RETURN(password.hash, co_await shared_.hasher->Hash(context.loop, request.new_password()));
  auto set = [&] { return shared_.directory->SetPassword(password, {context.identity, context.now}); };
  const absl::StatusOr<Person> changed = co_await shared_.changing->Run(*context.loop, set);
  if (!changed.ok()) co_return changed.status();
  co_return admin::v1::ChangePasswordResponse();
}

}  // namespace fudai::people
