#pragma once

#include <string>
#include <vector>

#include "tests/harness/ledger.h"
#include "tests/harness/stack.h"

namespace fudai::chaos {

// Where the campaign server's answers differ from a settled ledger, one line each: a coupon or a free coffee that its
// owner's wallet does not hold, a cup that shows other sums.
std::vector<std::string> UnlikeTheLedger(const harness::Stack& stack, const std::string& campaign_id,
                                         const harness::Ledger& ledger);

}  // namespace fudai::chaos
