#pragma once

#include <array>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace fudai::auth {

// Who a caller may be. Each method says which roles may call it.
enum class Role { kAppUser, kOrderingSystem, kViewer, kEditor, kApprover, kOwner };

inline constexpr std::array kRoles = {Role::kAppUser, Role::kOrderingSystem, Role::kViewer,
                                      Role::kEditor,  Role::kApprover,       Role::kOwner};

// The role's name in tokens and key files: "app_user", "ordering_system", "viewer", "editor", "approver", "owner".
absl::string_view RoleName(Role role);

// All of the names, with commas between them.
std::string RoleNames();

std::optional<Role> ParseRole(absl::string_view name);

// A verified caller. The subject is a user's openid (personal data: never into a log), a system's or a person's name:
// 1 to 64 printable ASCII characters without spaces.
struct Identity {
  std::string subject;
  Role role = Role::kAppUser;

  bool operator==(const Identity&) const = default;
};

bool IsValidSubject(absl::string_view subject);

}  // namespace fudai::auth
