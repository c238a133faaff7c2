#include "services/campaign/contracts/store_access.h"

#include <spdlog/spdlog.h>

#include <string>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace fudai::contracts {
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

redis::Pending StoreAccess::Eval(const redis::Script& script, std::vector<std::string> keys,
                                 std::vector<std::string> args) const {
  args.insert(args.begin(), token_);
  const redis::Call call{std::move(keys), std::move(args)};
  return client_->Eval(script, call);
}

absl::Status Explain(const absl::Status& status) {
  if (absl::IsFailedPrecondition(status)) {
    LogOncePerSecond(status);
    return absl::UnavailableError("the store is not ready; repeat the call with the same key");
  }
  if (absl::IsResourceExhausted(status)) {
    LogOncePerSecond(status);
    return absl::ResourceExhaustedError(
        "the store is full and refused to write; repeat the call later with the same key");
  }
  if (absl::IsUnavailable(status)) {
    LogOncePerSecond(status);
    return absl::UnavailableError(
        "the store did not answer, so the outcome is unknown; repeat the call with the same key");
  }
  return status;
}

absl::StatusOr<redis::Reply> Answer(absl::StatusOr<redis::Reply> reply) {
  if (reply.ok()) return reply;
  return Explain(reply.status());
}

}  // namespace fudai::contracts
