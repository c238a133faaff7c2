#pragma once

#include <soci/soci.h>

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/auth/identity.h"
#include "fudai/admin/v1/ledger.pb.h"
#include "services/admin/ledger/ledger_store.h"

namespace fudai::ledger {

// The ledger as a role may see it: whoever may not know users reads pseudonyms in place of their ids, whatever the
// event. Filters of anybody name a user by id or by pseudonym.
//
// For one snapshot, in whose session it reads.
class Reader {
 public:
  using Entries = std::vector<admin::v1::LedgerEntry>;

  Reader(soci::session& sql, auth::Role role) : sql_(sql), role_(role) {}

  // The part's first entries that match the filter. FAILED_PRECONDITION for a pseudonym of two users.
  absl::StatusOr<Entries> Select(const admin::v1::LedgerFilter& filter, const Part& part);

 private:
  absl::StatusOr<admin::v1::LedgerFilter> WithUserId(admin::v1::LedgerFilter filter);
  Entries Shown(Entries entries);

  soci::session& sql_;
  auth::Role role_;
};

// The names of the fields in which events hold users' ids, whichever event it is.
const std::vector<std::string>& UserFields();

}  // namespace fudai::ledger
