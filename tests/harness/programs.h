#pragma once

namespace fudai::harness {

// The paths of the programs under test, as they were built with the tests.
extern const char kCampaignServer[];
extern const char kAdminServer[];
extern const char kFudai[];
extern const char kFudaiReplay[];

}  // namespace fudai::harness
