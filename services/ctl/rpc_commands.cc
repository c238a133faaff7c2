#include "common/status/macros.h"
#include "services/ctl/handlers.h"
#include "services/ctl/json.h"
#include "services/ctl/request.h"
#include "services/ctl/session.h"

namespace fudai::ctl {

absl::Status CallAndPrint(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  ASSIGN_OR_RETURN(const auto response, session.Call(invocation.command->method, *request));
  return session.Print(*response, invocation.command->columns);
}

absl::Status WatchAndPrint(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  while (true) {
    bool answered = false;
    absl::Status status = session.Stream(invocation.command->method, *request,
                                         [&](const google::protobuf::Message& message) -> absl::Status {
                                           answered = true;
                                           if (!session.settings().json) return session.Print(message);
                                           session.out() << ToJsonLine(message) << std::flush;
                                           return absl::OkStatus();
                                         });
    const bool may_go_on = absl::IsUnavailable(status) || absl::IsUnauthenticated(status);
    if (!answered || !may_go_on) return status;
  }
}

}  // namespace fudai::ctl
