#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "fudai/admin/v1/ledger.pb.h"
#include "services/ctl/session.h"

namespace fudai::ctl {

// Every entry that matches the filter, oldest first: all pages.
absl::StatusOr<admin::v1::ListEntriesResponse> ReadEntries(const admin::v1::LedgerFilter& filter, Session& session);

// The entries as a story: a line for each, with its moment in `zone`.
std::string StoryText(const admin::v1::ListEntriesResponse& entries, absl::TimeZone zone);

// Prints the story of the entries, in its order (story_order.h), or NOT_FOUND that says of what the ledger knows
// nothing.
absl::Status PrintStory(absl::string_view subject, const admin::v1::ListEntriesResponse& entries, Session& session);

}  // namespace fudai::ctl
