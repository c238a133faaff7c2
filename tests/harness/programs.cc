#include "tests/harness/programs.h"

namespace fudai::harness {

const char kCampaignServer[] = FUDAI_CAMPAIGN_SERVER_PATH;
const char kAdminServer[] = FUDAI_ADMIN_SERVER_PATH;
const char kFudai[] = FUDAI_PATH;
const char kFudaiReplay[] = FUDAI_REPLAY_PATH;

}  // namespace fudai::harness
