#include "common/rpc/status.h"

#include <spdlog/spdlog.h>

#include <atomic>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "common/world/log_mark.h"

namespace fudai::rpc {
namespace {

bool IsOurs(absl::StatusCode code) {
  return code == absl::StatusCode::kInternal || code == absl::StatusCode::kUnknown ||
         code == absl::StatusCode::kDataLoss;
}

// Unique within the logs of one program.
std::string NewReference() {
  static std::atomic<uint32_t> count = 0;
  return absl::StrFormat("%x-%d", absl::ToUnixSeconds(absl::Now()), ++count);
}

}  // namespace

grpc::Status ToGrpcStatus(const absl::Status& status, const Called& called) {
  if (status.ok()) return grpc::Status::OK;
  if (!IsOurs(status.code())) return {static_cast<grpc::StatusCode>(status.code()), std::string(status.message())};
  const std::string reference = NewReference();
  spdlog::error("{}{} failed, reference {}: {}", world::LogMark(called.world), called.method, reference,
                status.ToString());
  return {grpc::StatusCode::INTERNAL, absl::StrCat("internal error, reference ", reference)};
}

}  // namespace fudai::rpc
