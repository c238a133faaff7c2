#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "common/redis/script.h"
#include "common/sharecode/share_codec.h"
#include "services/campaign/campaigns/compiled_version.h"
#include "services/campaign/contracts/budget_lender.h"
#include "services/campaign/contracts/store_access.h"
#include "services/campaign/lucky_bag/lucky_bag_rules.h"

namespace fudai::lucky_bag {

// What claim.lua answers.
enum class ClaimOutcome : int64_t {
  kOpened = 1,
  kAlreadyOpened = 2,
  kGone = 3,
  kCampaignEnded = 4,
  kCampaignPaused = 5,
  kClosed = 6,
  kExpired = 7,
  kEmpty = 8,
  // The partition's escrow does not cover it.
  kShort = 9,
};

struct ClaimAnswer {
  ClaimOutcome outcome = ClaimOutcome::kGone;
  // With kOpened and kAlreadyOpened.
  std::optional<Claim> claim;
  // Coupons out of the bag now.
  int taken = 0;
  // With kShort.
  std::vector<contracts::Shortage> shortages;
};

// Who opens which bag, and whether to ask if they have ever ordered.
struct Approach {
  sharecode::BagAddress address;
  std::string caller_id;
  bool ask_whether_new = false;
};

// What OpenBag knows before it claims.
struct Approached {
  // Nothing if there is no such bag.
  std::optional<StoredBag> bag;
  // Nothing if it was not asked.
  std::optional<bool> caller_is_new;
};

// One opener's opening of a bag.
struct ClaimInput {
  sharecode::BagAddress address;
  StoredBag bag;
  campaigns::CompiledVersionPtr version;
  Opener opener;
  int64_t now_ms = 0;
  // The campaign's current version, whose caps hold.
  campaigns::CompiledVersionPtr current;
  // What was lent for it (contracts::BudgetLender).
  std::string grants;
};

// An opening of a bag.
struct Opening {
  std::string opener_id;
  Claim claim;
};

// A bag with all its openings, the first one first.
struct OpenedBag {
  store::v1::BagRecord record;
  std::vector<Opening> openings;
};

// The scripts of an open; their files say what they take.
const redis::Script& ReadBagScript();
const redis::Script& AdmitScript();
const redis::Script& ClaimScript();

// Bags in their sharers' partitions. Errors: UNAVAILABLE; DATA_LOSS for a record that cannot be read.
class LuckyBagStore {
 public:
  explicit LuckyBagStore(contracts::StoreAccess access) : access_(std::move(access)) {}

  const char* log_mark() const { return access_.log_mark(); }

  // Reads the bag and, at the same time, whether the caller has ever ordered.
  async::Task<absl::StatusOr<Approached>> Read(Approach approach);
  // Whether a user has never ordered.
  async::Task<absl::StatusOr<bool>> IsNew(std::string user_id);
  // Takes the opener's coupon out: the commit point of an open.
  async::Task<absl::StatusOr<ClaimAnswer>> TakeCoupon(ClaimInput input);
  // The campaign's state in a partition.
  async::Task<absl::StatusOr<CampaignStatus>> ReadCampaign(int partition, std::string campaign_id);
  // Nothing if there is no such bag.
  async::Task<absl::StatusOr<std::optional<OpenedBag>>> ReadOpenings(sharecode::BagAddress address);

 private:
  redis::Pending AskWhetherOrdered(const std::string& user_id) const;

  contracts::StoreAccess access_;
};

}  // namespace fudai::lucky_bag
