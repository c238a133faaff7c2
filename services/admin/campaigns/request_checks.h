// Checks of what callers send, and the findings that they are told. Every error is INVALID_ARGUMENT and says which
// field is wrong, its value, and what would be right. Private to this room.
#pragma once

#include <google/protobuf/repeated_field.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/campaign_rules/campaign_rules.h"
#include "fudai/admin/v1/campaigns.pb.h"

namespace fudai::campaigns {

// 1 to 64 printable ASCII characters without spaces.
absl::Status CheckRequestId(const std::string& request_id);

// At most 500 characters, none of them a control character.
absl::Status CheckReason(const std::string& reason);

void Put(const std::vector<campaign_rules::Finding>& findings,
         google::protobuf::RepeatedPtrField<admin::v1::Finding>* out);

}  // namespace fudai::campaigns
