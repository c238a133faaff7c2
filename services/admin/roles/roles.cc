#include "services/admin/roles/roles.h"

namespace fudai::roles {

using auth::Role;

std::vector<Role> Readers() { return {Role::kViewer, Role::kEditor, Role::kApprover, Role::kOwner}; }
std::vector<Role> Editors() { return {Role::kEditor, Role::kOwner}; }
std::vector<Role> Publishers() { return {Role::kEditor, Role::kApprover, Role::kOwner}; }
std::vector<Role> Approvers() { return {Role::kApprover, Role::kOwner}; }
std::vector<Role> Auditors() { return {Role::kApprover, Role::kOwner}; }
bool SeesUserIds(Role role) { return role == Role::kOwner; }
std::vector<Role> Owners() { return {Role::kOwner}; }

}  // namespace fudai::roles
