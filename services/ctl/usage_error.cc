#include "services/ctl/usage_error.h"

#include "absl/strings/cord.h"

namespace fudai::ctl {
namespace {

constexpr char kMark[] = "fudai.dev/usage-error";

}  // namespace

absl::Status UsageError(absl::string_view message) {
  absl::Status status = absl::InvalidArgumentError(message);
  status.SetPayload(kMark, absl::Cord());
  return status;
}

bool IsUsageError(const absl::Status& status) { return status.GetPayload(kMark).has_value(); }

}  // namespace fudai::ctl
