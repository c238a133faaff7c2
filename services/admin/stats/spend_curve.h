#pragma once

#include <optional>

#include "fudai/admin/v1/stats.pb.h"

namespace fudai::stats {

// The share of all that is spent at a curve's end that its best fifth of customers spent; linear between two of its
// points, and before the first from nobody on. Nothing where nothing is spent.
std::optional<double> BestFifthShare(const google::protobuf::RepeatedPtrField<admin::v1::SpendPoint>& curve);

}  // namespace fudai::stats
