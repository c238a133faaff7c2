#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/container/flat_hash_map.h"
#include "services/admin/projection/ledger_row.h"
#include "services/admin/projection/refunds.h"
#include "services/admin/rollups/days.h"

namespace fudai::projection {

// What a customer has paid for orders after the first by which they are compared, less refunds.
struct PaidLater {
  int64_t orders = 0;
  int64_t revenue_fen = 0;

  bool operator==(const PaidLater&) const = default;
};

// What is known of a customer of one campaign. Rows of the table `holdout_members`.
struct HoldoutMember {
  bool is_held_out = false;
  int64_t first_order = 0;
  PaidLater later;
  // As the database has it.
  PaidLater saved;
  bool is_new = false;
};

// Counts what customers pay whom a campaign with a holdout gave a bag, or left out, after the first order by which it
// did: for good, in the group that this order says. All of a user's orders lie in their partition, in one order. Each
// customer is read once in a batch, and written once, with the sums of the groups, by Save().
class Holdout {
 public:
  // Reads the customers whose orders the rows of a batch are about. Session and days must outlive it.
  Holdout(soci::session& sql, const std::vector<RowToCount>& rows, rollups::Days* days);

  // A row of the batch, in the order of the partition; a refund after its order.
  void Count(const LedgerRow& row);
  void Count(const RefundOfOrder& refund);
  void Save();

 private:
  // By campaign.
  using Members = absl::btree_map<std::string, HoldoutMember>;

  bool IsCompared(const std::string& campaign_id);

  soci::session& sql_;
  rollups::Days* days_;
  absl::flat_hash_map<std::string, Members> users_;
};

}  // namespace fudai::projection
