// Bags as callers may see them. Pure functions.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "fudai/campaign/v1/coupons.pb.h"
#include "fudai/campaign/v1/lucky_bag.pb.h"
#include "services/campaign/lucky_bag/lucky_bag_store.h"

namespace fudai::lucky_bag {

// Who looks, and when.
struct Viewer {
  std::string user_id;
  absl::Time now;
};

// The coupon that a claim took.
campaign::v1::Coupon ClaimedCoupon(const StoredBag& bag, const campaigns::CompiledVersion& version, const Claim& claim,
                                   absl::Time now);

// The bag without its state.
campaign::v1::Bag ToBag(const StoredBag& bag, const campaigns::CompiledVersion& version, const Viewer& viewer);

// An opening. Only the sharer and the opener see whose it is.
campaign::v1::BagOpening ToOpening(const Opening& opening, const OpenedBag& bag,
                                   const campaigns::CompiledVersion& version, absl::string_view viewer_id);

// The answer to an open, but for what only a credit knows.
campaign::v1::OpenBagResponse ToResponse(const StoredBag& bag, const campaigns::CompiledVersion& version,
                                         const ClaimAnswer& answer, absl::Time now);

}  // namespace fudai::lucky_bag
