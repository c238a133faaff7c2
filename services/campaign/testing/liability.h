// What a campaign's events say of its liability, for tests that hold it against the caps.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "fudai/event/v1/event.pb.h"

namespace fudai::campaign_testing {

// Liability given and not returned, in fen, by purse (common/budget/purses.h), whether anything caps it or not.
using Liability = std::map<std::string, int64_t>;

// The highest that each purse's liability is after any prefix of the events, in their order. Days are the zone's, and
// get nothing back.
Liability Highest(const std::vector<event::v1::Event>& events, absl::TimeZone zone);

}  // namespace fudai::campaign_testing
