#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "fudai/admin/v1/ledger.pb.h"
#include "tests/replay/facts.h"

namespace fudai::replay {

// LedgerRecount learns the facts from the exported ledger alone, entry by entry, and checks what must hold of any
// ledger: numbers without gaps within a partition, and a wallet credit for every coupon.
class LedgerRecount {
 public:
  // Takes the next entry of the export.
  void Add(const admin::v1::LedgerEntry& entry);

  const Facts& facts() const { return facts_; }
  int64_t entries() const { return entries_; }

  // What does not hold, in words; call after the last entry.
  std::vector<std::string> Violations() const;

 private:
  void CheckNumber(const admin::v1::LedgerEntry& entry);
  void AddOrder(const event::v1::OrderReported& order);
  void AddRefund(const event::v1::RefundReported& refund);
  void AddOpening(const event::v1::BagOpened& opened);
  void AddCredit(const event::v1::CouponCredited& credit);
  void AddUse(const event::v1::CouponUsed& use);

  Facts facts_;
  int64_t entries_ = 0;
  absl::flat_hash_map<int, int64_t> last_numbers_;  // partition → newest number
  absl::flat_hash_set<std::string> credited_coupons_;
  absl::flat_hash_map<std::string, int64_t> reversed_fen_;  // of an order's coupon
  std::vector<std::string> violations_;
};

}  // namespace fudai::replay
