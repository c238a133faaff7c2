#include "services/admin/ids/ids.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace fudai::ids {
namespace {

constexpr size_t kMostBytes = 64;

}  // namespace

absl::Status CheckId(absl::string_view field, absl::string_view id) {
  const bool is_short = id.size() <= kMostBytes;
  if (is_short && std::all_of(id.begin(), id.end(), absl::ascii_isgraph)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(field, " is \"", absl::CHexEscape(id.substr(0, kMostBytes)), "\"",
                                                 is_short ? "" : absl::StrCat("… (", id.size(), " characters)"),
                                                 "; it should be of at most ", kMostBytes,
                                                 " printable ASCII characters without spaces"));
}

}  // namespace fudai::ids
