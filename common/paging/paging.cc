#include "common/paging/paging.h"

#include <zlib.h>

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace fudai::paging {
namespace {

constexpr absl::string_view kSeparator = "\x1F";

// Ties a position to its request. It guards against mistakes; positions are no secret.
std::string Checksum(absl::string_view request, absl::string_view position) {
  const std::string whole = absl::StrCat(request, kSeparator, position);
  return absl::StrCat(
      absl::Hex(crc32(0, reinterpret_cast<const Bytef*>(whole.data()), static_cast<uInt>(whole.size()))));
}

}  // namespace

absl::StatusOr<int> ParsePageSize(int requested, PageSizes sizes) {
  if (requested >= 0) return requested == 0 ? sizes.usual : std::min(requested, sizes.largest);
  return absl::InvalidArgumentError(
      absl::StrCat("page_size is ", requested, "; it should be 1 to ", sizes.largest, ", or 0 for ", sizes.usual));
}

std::string MakePageToken(absl::string_view request, const Position& position) {
  const std::string text = absl::StrJoin(position, kSeparator);
  return absl::WebSafeBase64Escape(absl::StrCat(Checksum(request, text), kSeparator, text));
}

absl::StatusOr<Position> ParsePageToken(absl::string_view request, absl::string_view token, size_t parts) {
  if (token.empty()) return Position();
  std::string text;
  if (absl::WebSafeBase64Unescape(token, &text)) {
    const std::pair<std::string, std::string> halves = absl::StrSplit(text, absl::MaxSplits(kSeparator, 1));
    Position position = absl::StrSplit(halves.second, kSeparator);
    if (position.size() == parts && halves.first == Checksum(request, halves.second)) return position;
  }
  return absl::InvalidArgumentError(
      "page_token is not one that this list gave; it should be the next_page_token of the page before, with"
      " the same filter");
}

}  // namespace fudai::paging
