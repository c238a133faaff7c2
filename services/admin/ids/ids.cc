#include "services/admin/ids/ids.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace fudai::ids {
namespace {

constexpr size_t kMostShown = 80;

}  // namespace

absl::Status CheckId(absl::string_view field, absl::string_view id) {
  if (std::all_of(id.begin(), id.end(), absl::ascii_isgraph)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(field, " is \"", absl::CHexEscape(id.substr(0, kMostShown)),
                                                 "\"; it should be of printable ASCII characters without spaces"));
}

}  // namespace fudai::ids
