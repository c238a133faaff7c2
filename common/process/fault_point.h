// A test facility: lets a test kill a server between two steps of one act.
//
// Points of the campaign server: open.before_claim, open.after_claim, open.after_loan, open.after_credit,
// report.after_claim_order, report.after_order, refund.after, reserve.after_claim_order, reserve.after, redeem.after,
// release.after, reverse.after, recall.before_call_back, sweep.after_owner, sweep.after_slice.
// Points of the admin server: publish.before_catalogue, publish.after_catalogue, publish.after_records.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace fudai::process {

// From now on the program kills itself (SIGKILL) when it passes a point: "NAME", or "NAME:COUNT" for the COUNTth time.
// Call it once, before the loops run. INVALID_ARGUMENT for an unknown name or a count below 1.
absl::Status CrashAt(absl::string_view point);

// Marks a point. Does nothing unless CrashAt named it. Thread-safe.
void FaultPoint(absl::string_view name);

}  // namespace fudai::process
