#include <ostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/auth/token_minter.h"
#include "common/status/macros.h"
#include "fudai/admin/v1/people.pb.h"
#include "services/ctl/handlers.h"
#include "services/ctl/password_prompt.h"
#include "services/ctl/request.h"
#include "services/ctl/session.h"
#include "services/ctl/session_file.h"
#include "services/ctl/text/field_text.h"
#include "services/ctl/text/times.h"

namespace fudai::ctl {
namespace {

// What goes before the session that was just begun.
void RemarkOnOtherTokens(const std::string& name, Session& session) {
  const Settings& settings = session.settings();
  if (settings.token.empty() && settings.keys_file.empty()) return;
  session.err() << "note: --token, --keys, FUDAI_TOKEN and FUDAI_KEYS go before the session; leave them out to act as "
                << name << "\n";
}

// Fills the argument's field of the command's request with a password, calls the RPC and prints the response.
absl::Status CallWithPassword(const Invocation& invocation, Session& session, absl::string_view field,
                              absl::string_view prompt) {
  RETURN_IF_ERROR(session.CheckCaller(invocation.command->method));
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  ASSIGN_OR_RETURN(const std::string password, AskNewPassword(prompt, session));
  RETURN_IF_ERROR(SetField(request.get(), field, password, session.settings().zone));
  ASSIGN_OR_RETURN(const auto response, session.Call(invocation.command->method, *request));
  return session.Print(*response);
}

// The etag of the person as they are now.
absl::StatusOr<std::string> EtagOf(const std::string& name, Session& session) {
  admin::v1::ListPeopleRequest request;
  request.set_filter(absl::StrCat("name = \"", absl::StrReplaceAll(name, {{"\\", "\\\\"}, {"\"", "\\\""}}), "\""));
  admin::v1::ListPeopleResponse response;
  RETURN_IF_ERROR(session.Call("fudai.admin.v1.PeopleService.ListPeople", request, &response));
  if (response.people().empty()) return absl::NotFoundError(absl::StrCat("there is no person \"", name, "\""));
  return response.people(0).etag();
}

}  // namespace

absl::Status SignIn(const Invocation& invocation, Session& session) {
  admin::v1::SignInRequest request;
  request.set_name(invocation.Value("NAME"));
  ASSIGN_OR_RETURN(*request.mutable_password(), AskPassword(absl::StrCat("Password of ", request.name()), session));
  admin::v1::SignInResponse response;
  RETURN_IF_ERROR(session.CallAs("", invocation.command->method, request, &response));
  config::v1::SessionFile file;
  file.set_admin_server(session.settings().admin_server);
  file.set_name(request.name());
  file.set_session_token(response.session_token());
  *file.mutable_expire_time() = response.expire_time();
  RETURN_IF_ERROR(WriteSessionFile(session.settings(), file));
  session.out() << "signed in as " << request.name() << " until "
                << text::FormatMoment(text::ToTime(response.expire_time()), session.settings().zone) << "\n";
  RemarkOnOtherTokens(request.name(), session);
  return absl::OkStatus();
}

absl::Status SignOut(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const config::v1::SessionFile file, ReadSessionFile(session.settings()));
  admin::v1::SignOutResponse response;
  absl::Status ended = session.CallAs(auth::BearerAuthorization(file.session_token()), invocation.command->method,
                                      admin::v1::SignOutRequest(), &response);
  // One that has ended by itself is as good.
  if (!ended.ok() && !absl::IsUnauthenticated(ended)) return ended;
  RETURN_IF_ERROR(RemoveSessionFile(session.settings()));
  session.out() << "signed out " << file.name() << "\n";
  return absl::OkStatus();
}

absl::Status ChangePassword(const Invocation& invocation, Session& session) {
  RETURN_IF_ERROR(session.CheckCaller(invocation.command->method));
  admin::v1::ChangePasswordRequest request;
  ASSIGN_OR_RETURN(*request.mutable_current_password(), AskPassword("Current password", session));
  ASSIGN_OR_RETURN(*request.mutable_new_password(), AskNewPassword("New password", session));
  admin::v1::ChangePasswordResponse response;
  RETURN_IF_ERROR(session.Call(invocation.command->method, request, &response));
  session.out() << "the password is changed, and every other session has ended\n";
  return absl::OkStatus();
}

absl::Status CreatePerson(const Invocation& invocation, Session& session) {
  return CallWithPassword(invocation, session, "password", absl::StrCat("Password for ", invocation.Value("NAME")));
}

absl::Status UpdatePerson(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  auto& update = *google::protobuf::DynamicCastToGenerated<admin::v1::UpdatePersonRequest>(request.get());
  if (update.etag().empty()) {
    ASSIGN_OR_RETURN(*update.mutable_etag(), EtagOf(update.name(), session));
  }
  ASSIGN_OR_RETURN(const auto response, session.Call(invocation.command->method, update));
  return session.Print(*response);
}

absl::Status ResetPassword(const Invocation& invocation, Session& session) {
  return CallWithPassword(invocation, session, "new_password",
                          absl::StrCat("New password for ", invocation.Value("NAME")));
}

}  // namespace fudai::ctl
