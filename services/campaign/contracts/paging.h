// Pages of this server's lists, on common/paging: their sizes, and one error for every token that is none of the
// list's.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/paging/paging.h"

namespace fudai::contracts {

// The number of elements that a page may have: 50 for 0, 200 for more than that. INVALID_ARGUMENT below 0.
absl::StatusOr<int> PageSize(int32_t page_size);

// The position within a token, of `parts` parts; empty for the first page. INVALID_ARGUMENT for what is no token of
// this `list`, which says what else must stay the same, such as the campaign and the user.
absl::StatusOr<paging::Position> ReadPageToken(absl::string_view list, absl::string_view page_token, size_t parts);

// The same for positions that are numbers; -1 for the first page.
std::string MakeNumberToken(absl::string_view list, int64_t position);
absl::StatusOr<int64_t> ReadNumberToken(absl::string_view list, absl::string_view page_token);

// What ReadPageToken says of a token whose position makes no sense to its list.
absl::Status NoSuchPage(absl::string_view page_token);

}  // namespace fudai::contracts
