#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "common/redis/script.h"
#include "services/campaign/contracts/store_access.h"
#include "services/campaign/keys/keys.h"

namespace fudai::archive {

// Deletes what a key holds of an archived campaign. What belongs to whom is read first, and every script that deletes
// looks again, so that acts of other campaigns on the same keys may go on. Lives on one loop.
//
// What goes: bags, cups, helpers, orders that gave a bag, coupons and what has used them, and reservations that have
// ended and hold no other campaign's coupons; with an order, and with a reservation whose order nobody has reported,
// whose the order is. What stays is others' or nobody's: users (who brought whom), orders without a bag, reservations
// together with another campaign's coupons, until that is swept too.
class KeySweeper {
 public:
  explicit KeySweeper(contracts::StoreAccess access) : access_(std::move(access)) {}

  // How many keys and entries were deleted. Keys that are not the campaign server's own are left alone.
  async::Task<absl::StatusOr<int64_t>> Sweep(std::string campaign_id, std::string key);

 private:
  struct Target;

  async::Task<absl::StatusOr<int64_t>> SweepNamed(Target target);
  async::Task<absl::StatusOr<int64_t>> SweepBag(Target target);
  async::Task<absl::StatusOr<int64_t>> SweepOrder(Target target);
  async::Task<absl::StatusOr<int64_t>> SweepWallet(Target target);
  async::Task<absl::StatusOr<int64_t>> SweepReservation(Target target);
  // Before its order or reservation: what dies in between leaves one that is found again.
  async::Task<absl::StatusOr<int64_t>> SweepOwner(Target target);

  async::Task<absl::StatusOr<std::string>> ReadRecord(std::string key);
  async::Task<absl::StatusOr<int64_t>> Delete(const redis::Script& script, std::vector<std::string> keys,
                                              std::vector<std::string> args);

  contracts::StoreAccess access_;
};

}  // namespace fudai::archive
