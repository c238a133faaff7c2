// Pages of a list, as AIP-158 has them: a page is asked for by its size and the token that the page before it gave. A
// token carries the position after which the page begins, and the request that it belongs to, so that it cannot be
// taken to another list.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace fudai::paging {

struct PageSizes {
  int usual;
  int largest;
};

// The number of elements to return: the usual one for 0, the largest for more than that. INVALID_ARGUMENT below 0.
absl::StatusOr<int> ParsePageSize(int requested, PageSizes sizes);

// A position in a list, such as the sort keys of the last element shown. Its parts may hold anything but the character
// 0x1F.
using Position = std::vector<std::string>;

// The token for the page after `position`; `request` is whatever else must stay the same, such as the serialized
// filter.
std::string MakePageToken(absl::string_view request, const Position& position);

// The position in a token, of `parts` parts; empty for an empty token, the first page. INVALID_ARGUMENT for what
// MakePageToken did not make, or made for another request.
absl::StatusOr<Position> ParsePageToken(absl::string_view request, absl::string_view token, size_t parts);

}  // namespace fudai::paging
