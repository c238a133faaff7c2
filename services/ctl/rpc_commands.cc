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
  return session.StreamOn(invocation.command->method, *request,
                          [&](const google::protobuf::Message& message) -> absl::Status {
                            if (!session.settings().json) return session.Print(message);
                            session.out() << ToJsonLine(message, session.settings().world) << std::flush;
                            return absl::OkStatus();
                          });
}

}  // namespace fudai::ctl
