#include "common/rpc/waiting_calls.h"

#include <grpc/grpc.h>

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace fudai::rpc {

WaitingCalls::Wait::Wait(WaitingCalls* calls, grpc::GenericServerContext* context)
    : calls_(calls), context_(context), began_(absl::Now()) {
  place_ = calls_->waits_.insert(calls_->waits_.end(), this);
  if (calls_->waits_.size() <= calls_->bounds_.calls) return;
  calls_->EndOldest(absl::ResourceExhaustedError(absl::StrCat(
      "more than ", calls_->bounds_.calls, " calls wait for their message; send it along with the headers")));
}

WaitingCalls::Wait::~Wait() {
  if (ended_.ok()) calls_->waits_.erase(place_);
}

void WaitingCalls::EndLate() {
  const absl::Time limit = absl::Now() - bounds_.patience;
  while (!waits_.empty() && waits_.front()->began_ <= limit) {
    EndOldest(absl::DeadlineExceededError(
        absl::StrCat("the call's message did not come within ", absl::FormatDuration(bounds_.patience))));
  }
}

void WaitingCalls::EndOldest(absl::Status why) {
  Wait* oldest = waits_.front();
  waits_.pop_front();
  oldest->ended_ = std::move(why);
  grpc_call_cancel_with_status(oldest->context_->c_call(), static_cast<grpc_status_code>(oldest->ended_.code()),
                               std::string(oldest->ended_.message()).c_str(), nullptr);
}

}  // namespace fudai::rpc
