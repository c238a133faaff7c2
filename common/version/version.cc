#include "common/version/version.h"

namespace fudai::version {

absl::string_view Version() { return FUDAI_VERSION; }

}  // namespace fudai::version
