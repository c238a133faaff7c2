#include "common/auth/identity.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace fudai::auth {
namespace {

constexpr size_t kMaxSubjectLength = 64;

}  // namespace

absl::string_view RoleName(Role role) {
  switch (role) {
    case Role::kAppUser:
      return "app_user";
    case Role::kOrderingSystem:
      return "ordering_system";
    case Role::kViewer:
      return "viewer";
    case Role::kEditor:
      return "editor";
    case Role::kApprover:
      return "approver";
    case Role::kOwner:
      return "owner";
  }
  return "unknown";
}

std::string RoleNames() {
  return absl::StrJoin(kRoles, ", ", [](std::string* out, Role role) { absl::StrAppend(out, RoleName(role)); });
}

std::optional<Role> ParseRole(absl::string_view name) {
  for (const Role role : kRoles) {
    if (RoleName(role) == name) return role;
  }
  return std::nullopt;
}

bool IsValidSubject(absl::string_view subject) {
  return !subject.empty() && subject.size() <= kMaxSubjectLength &&
         std::all_of(subject.begin(), subject.end(), absl::ascii_isgraph);
}

}  // namespace fudai::auth
