#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "tests/harness/caller.h"

namespace fudai::harness {

// How a call by name ended, with the bytes of the messages that came back before its end.
struct GenericReply {
  absl::Status status;
  std::vector<std::string> messages;
};

// Calls a method by its path, such as "/fudai.campaign.v1.OrderService/ReportOrder", with one request of these bytes.
// For what a test knows by descriptor only, or not at all.
GenericReply CallByName(const Caller& caller, const std::string& path, const std::string& request_bytes);

}  // namespace fudai::harness
