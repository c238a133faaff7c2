#include "common/process/fault_point.h"

#include <array>
#include <atomic>
#include <csignal>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace fudai::process {
namespace {

constexpr std::array<absl::string_view, 18> kPoints = {"open.before_claim",
                                                       "open.after_claim",
                                                       "open.after_loan",
                                                       "open.after_credit",
                                                       "report.after_claim_order",
                                                       "report.after_order",
                                                       "refund.after",
                                                       "reserve.after_claim_order",
                                                       "reserve.after",
                                                       "redeem.after",
                                                       "release.after",
                                                       "reverse.after",
                                                       "recall.before_call_back",
                                                       "sweep.after_owner",
                                                       "sweep.after_slice",
                                                       "publish.before_catalogue",
                                                       "publish.after_catalogue",
                                                       "publish.after_records"};

absl::string_view armed_point;
std::atomic<int> passes_left{0};

}  // namespace

absl::Status CrashAt(absl::string_view point) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(point, absl::MaxSplits(':', 1));
  int count = 1;
  const bool counted = parts.second.empty() || (absl::SimpleAtoi(parts.second, &count) && count >= 1);
  for (absl::string_view known : kPoints) {
    if (known != parts.first || !counted) continue;
    armed_point = known;
    passes_left = count;
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat("no fault point \"", absl::CHexEscape(point),
                                                 "\"; it must be NAME or NAME:COUNT, where NAME is one of ",
                                                 absl::StrJoin(kPoints, ", ")));
}

void FaultPoint(absl::string_view name) {
  if (armed_point.empty() || name != armed_point) return;
  if (--passes_left == 0) std::raise(SIGKILL);
}

}  // namespace fudai::process
