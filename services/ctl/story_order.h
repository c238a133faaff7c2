#pragma once

#include "fudai/admin/v1/ledger.pb.h"

namespace fudai::ctl {

// The entries in the order in which a story tells them, each once: oldest first, and those of one millisecond by
// partition and number, except that the credit of a coupon, which is of its owner's partition, never comes before the
// open that gave it, which is of the sharer's. Every other cause is of the same partition as its effect, and has the
// smaller number.
admin::v1::ListEntriesResponse InStoryOrder(const admin::v1::ListEntriesResponse& entries);

}  // namespace fudai::ctl
