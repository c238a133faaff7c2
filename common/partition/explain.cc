#include "common/partition/explain.h"

#include <spdlog/spdlog.h>

#include <string>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace fudai::partition {
namespace {

// While the store is away every call fails alike: one line a second and loop says so.
void LogOncePerSecond(const absl::Status& status) {
  thread_local absl::Time last = absl::InfinitePast();
  const absl::Time now = absl::Now();
  if (now - last < absl::Seconds(1)) return;
  last = now;
  spdlog::error("{}", std::string(status.message()));
}

}  // namespace

absl::Status Explain(const absl::Status& status) {
  if (absl::IsFailedPrecondition(status)) {
    LogOncePerSecond(status);
    return absl::UnavailableError("the store is not ready; repeat the call, an act with the same key");
  }
  if (absl::IsResourceExhausted(status)) {
    LogOncePerSecond(status);
    return absl::ResourceExhaustedError(
        "the store is full and refused to write; repeat the call later with the same key");
  }
  if (absl::IsUnavailable(status)) {
    LogOncePerSecond(status);
    return absl::UnavailableError(
        "the store did not answer, so whether an act was done is unknown; repeat the call, an act with the same key");
  }
  return status;
}

}  // namespace fudai::partition
