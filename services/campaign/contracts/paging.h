// Pages of lists, as AIP-158 has them. A page token says where the next page begins; its contents are nobody's business
// but the list's.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace fudai::contracts {

// The number of elements that a page may have: 50 for 0, 200 for more than that. INVALID_ARGUMENT below 0.
absl::StatusOr<int> PageSize(int32_t page_size);

std::string MakePageToken(absl::string_view position);

// The position within a token, empty for the first page. INVALID_ARGUMENT for what is no token.
absl::StatusOr<std::string> ReadPageToken(absl::string_view page_token);

// The same for positions that are numbers; -1 for the first page.
absl::StatusOr<int64_t> ReadNumberToken(absl::string_view page_token);

// What ReadPageToken says of a token whose position makes no sense to its list.
absl::Status NoSuchPage(absl::string_view page_token);

}  // namespace fudai::contracts
