// What Redis' errors mean to whoever sent a command. docs/operations.md has the table.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace fudai::redis {

enum class Failure {
  // The command did not run. Its slot belongs to another node, which the error names, for good.
  kMoved,
  // The command did not run. This one time, another node has to be asked, which the error names.
  kAsk,
  // The command did not run: the script has to be sent first.
  kUnknownScript,
  // The command did not run, and may later: the node starts, is a replica, or its cluster is being changed.
  kPassing,
  // What else Redis says: of a full store nothing was changed; all others are for the caller.
  kFinal,
};

Failure FailureOf(absl::string_view error);

// Whether a passing error says that the nodes are not what they were thought to be.
bool TellsOfAChange(absl::string_view error);

// Whether a status is that of a command that a frozen partition refused (common/partition/freeze.h).
bool TellsOfAMove(const absl::Status& status);

// The error as the caller of `what` gets it, once there is nothing more to try.
absl::Status ToStatus(absl::string_view error, absl::string_view what);

}  // namespace fudai::redis
