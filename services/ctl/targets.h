#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "common/auth/identity.h"
#include "google/protobuf/descriptor.h"
#include "services/ctl/command.h"

namespace fudai::ctl {

// Which server offers a service, how the caller says where it is, and the role that the service asks for.
struct Target {
  absl::string_view server;  // "admin server"
  absl::string_view flag;
  absl::string_view env;
  std::string Settings::*address;
  auth::Role role;
};

// The target of a service of the public API.
const Target& TargetOf(const google::protobuf::ServiceDescriptor& service);

// The method of that full name, such as "fudai.admin.v1.StatsService.WatchSummary". It must exist.
const google::protobuf::MethodDescriptor& FindMethod(absl::string_view full_name);

}  // namespace fudai::ctl
