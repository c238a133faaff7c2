#include "common/rpc/simulated_time.h"

#include <cstdint>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace fudai::rpc {
namespace {

constexpr int64_t kLeastTimeMs = 946684800000;
constexpr int64_t kMostTimeMs = 4102444799999;

}  // namespace

absl::StatusOr<absl::Time> ParseSimulatedTime(absl::string_view milliseconds) {
  int64_t moment = 0;
  if (absl::SimpleAtoi(milliseconds, &moment) && moment >= kLeastTimeMs && moment <= kMostTimeMs)
    return absl::FromUnixMillis(moment);
  return absl::InvalidArgumentError(absl::StrCat("metadata ", kTimeMetadata, " is \"",
                                                 absl::CHexEscape(milliseconds.substr(0, 40)),
                                                 "\"; it should be milliseconds since the epoch, from ", kLeastTimeMs,
                                                 " to ", kMostTimeMs, " (the years 2000 to 2099)"));
}

}  // namespace fudai::rpc
