// When an order counts as coming after an open. Pure functions.
#pragma once

#include <cstdint>

namespace fudai::coupon {

// The moment (milliseconds since the epoch) from which a first order counts as paid after an open: the beginning of the
// open's second, since ordering systems tell paid_at in whole seconds.
int64_t ConvertsFrom(int64_t opened_at_ms);

}  // namespace fudai::coupon
