#pragma once

#include <string>

#include "absl/time/time.h"
#include "fudai/event/v1/event.pb.h"

namespace fudai::ctl {

// An event in words: "order O1 of u1 (¥38.70, 2 items, shop s3) earned bag 3f00000000002a with 50 coupons".
// An order or a refund that was not reported in the minute in which it was paid or given says both moments, in `zone`.
std::string Sentence(const event::v1::Event& event, absl::TimeZone zone);

}  // namespace fudai::ctl
