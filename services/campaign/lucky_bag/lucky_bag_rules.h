// What a lucky bag holds, in which order it comes out, and whether it can still be opened. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "fudai/campaign/v1/lucky_bag.pb.h"
#include "fudai/event/v1/event.pb.h"
#include "fudai/store/v1/records.pb.h"
#include "services/campaign/campaigns/compiled_version.h"

namespace fudai::lucky_bag {

// What an opener took out of a bag, for good.
struct Claim {
  // Position in the bag, from 0.
  int index = 0;
  // The coupon's template, as its index in the version's templates.
  int template_index = 0;
  int64_t opened_at_ms = 0;
  // What it did for the sharer's cup.
  int64_t drops = 0;
  int64_t cups_filled = 0;
};

// A bag in the store, as one caller sees it.
struct StoredBag {
  std::string bag_id;
  store::v1::BagRecord record;
  // Coupons taken.
  int taken = 0;
  bool closed = false;
  // Its sharer's when it was given: how many bags lie between them and somebody who came without one.
  int sharer_generation = 0;
  // The caller's.
  std::optional<Claim> claim;
};

// What a campaign's record says of its state.
struct CampaignStatus {
  bool active = false;
  bool paused = false;
  int64_t ends_at_ms = 0;
};

// One who opens a bag.
struct Opener {
  std::string user_id;
  // Has never ordered.
  bool is_new = false;
};

// The order in which a bag's coupons come out: `recipe` shuffled (Fisher-Yates) by numbers that follow from `seed`
// alone (SplitMix64), the same on every platform and for good. Over all seeds every position has the same expected
// value.
std::string CouponOrder(absl::string_view recipe, uint64_t seed);

// Whether a bag can be opened. What claim.lua decides, in its order.
campaign::v1::BagState StateOf(const StoredBag& bag, const campaigns::CompiledVersion& version,
                               const CampaignStatus& status, int64_t now_ms);

// What the bag held, and what is left of it when its first `taken` coupons are out; in the order of the version's
// templates.
std::vector<campaign::v1::BagContent> ContentsOf(const StoredBag& bag, const campaigns::CompiledVersion& version);

// The event of an open, but for what claim.lua decides.
event::v1::Event OpenedEvent(const StoredBag& bag, const campaigns::CompiledVersion& version, const Opener& opener,
                             int64_t opened_at_ms);

// The part of the event that says which coupon came out.
event::v1::Event CouponPart(const campaigns::CompiledVersion& version, int template_index, int64_t opened_at_ms);

}  // namespace fudai::lucky_bag
