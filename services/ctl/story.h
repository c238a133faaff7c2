#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "fudai/admin/v1/ledger.pb.h"
#include "services/ctl/session.h"

namespace fudai::ctl {

// Entries of the ledger, and how many events it did not hold yet when they were read.
struct Reading {
  admin::v1::ListEntriesResponse entries;
  int64_t pending_events = 0;
};

// Every entry that matches the filter, oldest first: all pages.
absl::StatusOr<Reading> ReadEntries(const admin::v1::LedgerFilter& filter, Session& session);

// The entries as a story: a line for each, with its moment in `zone`.
std::string StoryText(const admin::v1::ListEntriesResponse& entries, absl::TimeZone zone);

// Prints the story of what was read, in its order (story_order.h), or NOT_FOUND that says of what the ledger knows
// nothing. Says so where events are pending.
absl::Status PrintStory(absl::string_view subject, const Reading& reading, Session& session);

}  // namespace fudai::ctl
