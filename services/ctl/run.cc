#include "services/ctl/run.h"

#include <variant>

#include "services/ctl/command_line.h"
#include "services/ctl/usage_error.h"

namespace fudai::ctl {

int RunCommand(const std::vector<std::string>& arguments, Streams streams) {
  const std::variant<Invocation, int> parsed = ParseCommandLine(arguments, streams);
  if (const int* exit_code = std::get_if<int>(&parsed)) return *exit_code;
  const Invocation& invocation = std::get<Invocation>(parsed);
  Session session(invocation.settings, streams);
  if (invocation.settings.world == world::World::kRehearsal)
    streams.err << "REHEARSAL: what follows is not production's\n";
  absl::Status status = invocation.command->run(invocation, session);
  if (status.ok()) return kExitOk;
  streams.err << "fudai " << invocation.command->path << ": " << status.message() << "\n";
  return IsUsageError(status) ? kExitUsage : kExitFailure;
}

}  // namespace fudai::ctl
