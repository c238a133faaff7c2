// The audit log: what was changed or looked up, by whom, chained as audit.proto says. Each function runs within the
// caller's transaction.
#pragma once

#include <google/protobuf/message.h>
#include <soci/soci.h>

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/auth/identity.h"
#include "fudai/admin/v1/audit.pb.h"
#include "services/admin/filter/list_query.h"

namespace fudai::audit {

// A change that somebody made, or what they looked up. Messages hold nothing secret: the log shows them whole.
struct Change {
  auth::Identity actor;
  absl::Time now;
  // The RPC that made it, without its service: "PublishCampaign".
  std::string action;
  // What was changed: "campaign/spring", "person/mei".
  std::string subject;
  // The campaign that it belongs to, or empty.
  std::string campaign_id;
  // Why, in the actor's words, or empty; without control characters.
  std::string reason;
  // The subject before and after; null where there is none.
  const google::protobuf::Message* before = nullptr;
  const google::protobuf::Message* after = nullptr;
};

// Adds the change's entry, within the transaction that makes the change: so there is never one without the other.
absl::Status Append(soci::session& sql, const Change& change);

// What the log can be listed by.
const filter::List& EntryList();

// The entries that a query selects, one more than belongs on its page.
std::vector<admin::v1::AuditEntry> ListEntries(soci::session& sql, const filter::ListQuery& query);

// At most `limit` entries after that number, in their order.
std::vector<admin::v1::AuditEntry> ReadChain(soci::session& sql, int64_t after_number, int limit);

// Where the log ends.
struct End {
  // The number of the newest entry; 0 if there is none.
  int64_t newest = 0;
  // What is kept beside the entries: the same, unless somebody has cut entries off or written them by hand.
  admin::v1::AuditHead head;
};
End ReadEnd(soci::session& sql);

}  // namespace fudai::audit
