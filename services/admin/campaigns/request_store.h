// Changes that carried a request_id, in SQL, so that a repeat gets its first answer. Each function runs within the
// caller's transaction.
#pragma once

#include <soci/soci.h>

#include <optional>
#include <string>

#include "fudai/admin/v1/campaigns.pb.h"
#include "services/admin/campaigns/campaign_lifecycle.h"

namespace fudai::campaigns {

struct RequestRecord {
  std::string request_id;
  std::string campaign_id;
  Action action{};
  // The request, serialized.
  std::string contents;
  // The campaign after it.
  admin::v1::Campaign answer;
};

std::optional<RequestRecord> FindRequest(soci::session& sql, const std::string& request_id);
void InsertRequest(soci::session& sql, const RequestRecord& request);

}  // namespace fudai::campaigns
