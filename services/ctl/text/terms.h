// What a campaign's terms mean, in words, for those who must judge them: where the numbers alone would mislead, such as
// a cap of 0, which is none.
#pragma once

#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "services/ctl/text/lines.h"

namespace fudai::text {

// Every term of a CouponTemplate or a Budget, what it leaves open included; no value for other messages. Moments are in
// `zone`.
std::optional<std::vector<Line>> Terms(const google::protobuf::Message& message, absl::TimeZone zone);

// Whether Terms tells messages of this type.
bool HasTerms(const google::protobuf::Descriptor& type);

}  // namespace fudai::text
