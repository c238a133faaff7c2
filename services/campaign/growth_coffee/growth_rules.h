// How opens fill a sharer's cup: the arithmetic of GrowthRules, as a pure function of values. lua/grow.lua does the
// same within the act; a test compares the two over random histories.
#pragma once

#include <cstdint>
#include <optional>

#include "fudai/campaign/v1/campaign.pb.h"

namespace fudai::growth_coffee {

// A sharer's cup in one campaign. Law: filled * drops_per_cup + drops = total.
struct CupState {
  int64_t drops = 0;
  int64_t total = 0;
  int64_t filled = 0;
  // Distinct friends whose opens have counted.
  int64_t helpers = 0;

  bool operator==(const CupState&) const = default;
};

// The friend who opens.
struct Friend {
  // Has never ordered.
  bool is_new = false;
  // When an open of theirs last counted for this cup, in seconds since the epoch; nothing if none has.
  std::optional<int64_t> last_contribution;
};

// What one open does.
struct Contribution {
  int64_t drops = 0;
  int64_t cups = 0;

  bool operator==(const Contribution&) const = default;
};

// Drops that the next new friend's open adds, before the extra for one who has never ordered; 0 when the cap is
// reached.
int64_t NextDrops(const campaign::v1::GrowthRules& rules, const CupState& cup);

// Counts an open at `now` (seconds since the epoch) for `cup`.
Contribution Contribute(const campaign::v1::GrowthRules& rules, const Friend& friend_, int64_t now, CupState* cup);

}  // namespace fudai::growth_coffee
