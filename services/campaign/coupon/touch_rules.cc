#include "services/campaign/coupon/touch_rules.h"

namespace fudai::coupon {

int64_t ConvertsFrom(int64_t opened_at_ms) { return opened_at_ms - opened_at_ms % 1000; }

}  // namespace fudai::coupon
