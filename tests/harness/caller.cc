#include "tests/harness/caller.h"

#include <chrono>

#include "absl/strings/str_cat.h"

namespace fudai::harness {
namespace {

constexpr std::chrono::seconds kCallLimit(30);

}  // namespace

void Caller::Prepare(grpc::ClientContext* context) const {
  if (!authorization_.empty()) context->AddMetadata("authorization", authorization_);
  context->AddMetadata("fudai-time-ms", absl::StrCat(absl::ToUnixMillis(now_)));
  context->set_deadline(std::chrono::system_clock::now() + kCallLimit);
  context->set_wait_for_ready(true);
}

}  // namespace fudai::harness
