#include "common/gateway/connect_codes.h"

namespace fudai::gateway {
namespace {

using absl::StatusCode;

struct Row {
  StatusCode code;
  absl::string_view name;
  int http_status;
};

constexpr Row kRows[] = {
    {StatusCode::kCancelled, "canceled", 499},
    {StatusCode::kUnknown, "unknown", 500},
    {StatusCode::kInvalidArgument, "invalid_argument", 400},
    {StatusCode::kDeadlineExceeded, "deadline_exceeded", 504},
    {StatusCode::kNotFound, "not_found", 404},
    {StatusCode::kAlreadyExists, "already_exists", 409},
    {StatusCode::kPermissionDenied, "permission_denied", 403},
    {StatusCode::kResourceExhausted, "resource_exhausted", 429},
    {StatusCode::kFailedPrecondition, "failed_precondition", 400},
    {StatusCode::kAborted, "aborted", 409},
    {StatusCode::kOutOfRange, "out_of_range", 400},
    {StatusCode::kUnimplemented, "unimplemented", 501},
    {StatusCode::kInternal, "internal", 500},
    {StatusCode::kUnavailable, "unavailable", 503},
    {StatusCode::kDataLoss, "data_loss", 500},
    {StatusCode::kUnauthenticated, "unauthenticated", 401},
};

const Row& Find(StatusCode code) {
  for (const Row& row : kRows) {
    if (row.code == code) return row;
  }
  return kRows[1];
}

}  // namespace

absl::string_view ConnectCode(StatusCode code) { return Find(code).name; }

int HttpStatus(StatusCode code) { return code == StatusCode::kOk ? 200 : Find(code).http_status; }

}  // namespace fudai::gateway
