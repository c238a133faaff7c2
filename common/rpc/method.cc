#include "common/rpc/method.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace fudai::rpc {

absl::Status CheckTable(const std::vector<Method>& table) {
  for (const Method& method : table) {
    const auto wrong = [&](absl::string_view what) {
      return absl::InvalidArgumentError(absl::StrCat("the table's row ", method.name, " ", what));
    };
    const bool open = method.access == Access::kAnyone;
    if (method.roles.empty() && !open) return wrong("names no role that may call it");
    if (!method.roles.empty() && open) return wrong("names roles, and anyone may call it");
    const auto* descriptor = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(method.name);
    if (descriptor == nullptr) return wrong("is no method of any service");
    if (descriptor->input_type() != method.new_request()->GetDescriptor()) {
      return wrong(absl::StrCat("takes another request than its method, ", descriptor->input_type()->full_name()));
    }
    if (descriptor->server_streaming() != method.server_streaming || descriptor->client_streaming()) {
      return wrong("streams otherwise than its method");
    }
  }
  return absl::OkStatus();
}

void AppendNames(const std::vector<Method>& table, std::vector<std::string>* names) {
  for (const Method& method : table) names->push_back(method.name);
}

absl::Status CheckRole(const Method& method, auth::Role role) {
  if (std::find(method.roles.begin(), method.roles.end(), role) != method.roles.end()) return absl::OkStatus();
  return absl::PermissionDeniedError(
      absl::StrCat(method.name, " may be called by ",
                   absl::StrJoin(method.roles, ", ",
                                 [](std::string* out, auth::Role r) { absl::StrAppend(out, auth::RoleName(r)); }),
                   "; this token's role is ", auth::RoleName(role)));
}

}  // namespace fudai::rpc
