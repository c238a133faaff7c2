#pragma once

#include <soci/soci.h>

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/auth/identity.h"
#include "fudai/admin/v1/campaigns.pb.h"
#include "services/admin/campaigns/campaign_lifecycle.h"

namespace fudai::campaigns {

// One change of a campaign that somebody asks for.
struct Change {
  std::string campaign_id;
  Action action{};
  std::string request_id;  // Empty where the action is idempotent by nature.
  std::string contents;    // The request, serialized: what a repeat must be equal to.
  auth::Identity actor;
  std::string reason;
  absl::Time now;
  int version = 0;                  // kPublish (0: the newest), kApprove, kReject.
  campaign::v1::CampaignSpec spec;  // kUpdate: all that the campaign shall say; valid.
  std::string etag;                 // Of the campaign that was seen; kUpdate, and kDelete if it is not empty.
};

// What the admin server's flags say of changes.
struct ChangePolicy {
  // Whether only approved versions are published.
  bool require_approval = false;
};

// Records a change in the database and returns the campaign after it (kDelete: before it); within the caller's
// transaction, of which one at a time may run. Where partitions have to know of it, the campaign gets a new epoch. A
// change that was recorded before changes nothing; any other lands in the audit log.
//
//   NOT_FOUND            no such campaign or version
//   ALREADY_EXISTS       the request_id has served another change
//   FAILED_PRECONDITION  the campaign's state, its review or its coupons do not allow it yet, or no more
//   ABORTED              somebody else has changed the campaign since the caller looked
//   INVALID_ARGUMENT     the edit changes what must not change
absl::StatusOr<admin::v1::Campaign> Record(soci::session& sql, const Change& change, const ChangePolicy& policy);

}  // namespace fudai::campaigns
