#include <google/protobuf/util/time_util.h>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "fudai/admin/v1/rehearsal.pb.h"
#include "services/ctl/command_tables.h"
#include "services/ctl/handlers.h"
#include "services/ctl/request.h"
#include "services/ctl/session.h"
#include "services/ctl/usage_error.h"

namespace fudai::ctl {
namespace {

using google::protobuf::util::TimeUtil;

absl::StatusOr<absl::Duration> ParseStep(const std::string& text) {
  absl::Duration step;
  if (absl::ParseDuration(text, &step) && step > absl::ZeroDuration()) return step;
  return UsageError(absl::StrCat("--by: \"", text, "\" is no positive duration; write 90m or 36h"));
}

}  // namespace

absl::Status AdvanceClock(const Invocation& invocation, Session& session) {
  const std::string by = invocation.Value("--by");
  if (by.empty() == invocation.Value("--to").empty())
    return UsageError("how far? Say either --to MOMENT or --by DURATION");
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  if (!by.empty()) {
    ASSIGN_OR_RETURN(const absl::Duration step, ParseStep(by));
    admin::v1::GetRehearsalResponse rehearsal;
    RETURN_IF_ERROR(
        session.Call("fudai.admin.v1.RehearsalService.GetRehearsal", admin::v1::GetRehearsalRequest(), &rehearsal));
    auto& advance = static_cast<admin::v1::AdvanceClockRequest&>(*request);
    *advance.mutable_to() = TimeUtil::MillisecondsToTimestamp(TimeUtil::TimestampToMilliseconds(rehearsal.now()) +
                                                              absl::ToInt64Milliseconds(step));
  }
  ASSIGN_OR_RETURN(const auto response, session.Call(invocation.command->method, *request));
  return session.Print(*response);
}

std::vector<Command> RehearsalCommands() {
  const Argument campaign{"ID", "campaign_id", "the campaign", Need::kRequired};
  return {
      {"rehearsal status",
       "Say what time it is in the rehearsal and what it holds",
       "fudai rehearsal status",
       "fudai.admin.v1.RehearsalService.GetRehearsal",
       {},
       {},
       &CallAndPrint},
      {"rehearsal import",
       "Copy a campaign of production into the rehearsal, as a draft",
       "fudai rehearsal import summer --begin_now true",
       "fudai.admin.v1.RehearsalService.ImportCampaign",
       {campaign,
        {"--version", "version", "the version; the newest if not given"},
        {"--begin_now", "begin_now", "true to move its window, so that it begins with the rehearsal's minute"}},
       {},
       &ChangeCampaign},
      {"rehearsal advance",
       "Move the rehearsal's clock forwards",
       "fudai rehearsal advance --by 36h",
       "fudai.admin.v1.RehearsalService.AdvanceClock",
       {{"--to", "to", "the moment that it shall show"}, {"--by", "", "how far, such as 90m or 36h"}},
       {},
       &AdvanceClock},
      {"rehearsal wipe",
       "Remove everything in the rehearsal, and begin a new one",
       "fudai rehearsal wipe",
       "fudai.admin.v1.RehearsalService.WipeRehearsal",
       {},
       {},
       &CallAndPrint},
  };
}

}  // namespace fudai::ctl
