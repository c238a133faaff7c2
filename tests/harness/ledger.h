#pragma once

#include <string>
#include <vector>

#include "fudai/admin/v1/ledger.pb.h"
#include "tests/harness/stack.h"

namespace fudai::harness {

using Ledger = std::vector<admin::v1::LedgerEntry>;

// Every entry of the ledger that matches, in the order of (partition, number). Ends the test program with a message if
// it cannot be read.
Ledger ReadLedger(const Stack& stack, const admin::v1::LedgerFilter& filter = {});

// The laws that the ledger breaks, one line for each breach; none where all is well. They hold once all is settled:
// - event numbers have no gaps; an order, a refund, a conversion and a first touch are there once;
// - a bag never gives more than it held, nor a position twice, nor two coupons to one opener, nor anything to its
// sharer; a bag that is
//   empty has given its recipe;
// - every coupon that left a bag was credited once, to its opener;
// - a sharer's cups × drops per cup + what remains = the drops of all opens, and what remains is less than a cup;
// - a conversion names the sharer of the buyer's first touch;
// - coupons are used by their owners, and as coupon_uses.h says.
// `spec` is the one campaign that gave all bags; its cups keep what a full one did not need.
std::vector<std::string> BrokenLaws(const Ledger& ledger, const campaign::v1::CampaignSpec& spec);

}  // namespace fudai::harness
