// Which roles may call a method of the admin server: every row of its table of methods takes one of these sets.
#pragma once

#include <vector>

#include "common/auth/identity.h"

namespace fudai::roles {

// Those who read: campaigns, figures and the ledger.
std::vector<auth::Role> Readers();
// Those who make campaigns: editor, owner.
std::vector<auth::Role> Editors();
// Those who publish campaigns and run them: editor, approver, owner.
std::vector<auth::Role> Publishers();
// Those who review what others want to publish: approver, owner.
std::vector<auth::Role> Approvers();
// Those who read the audit log: approver, owner.
std::vector<auth::Role> Auditors();
// Whether a role may know whom statistics speak of: owner. All others read pseudonyms.
bool SeesUserIds(auth::Role role);
// Those who manage people: owner.
std::vector<auth::Role> Owners();

}  // namespace fudai::roles
