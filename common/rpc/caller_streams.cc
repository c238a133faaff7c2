#include "common/rpc/caller_streams.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace fudai::rpc {

absl::StatusOr<CallerStreams::Place> CallerStreams::Take(const auth::Identity& caller) {
  absl::MutexLock lock(&mutex_);
  int& open = open_[Key{caller.role, caller.subject}];
  if (open >= most_) {
    return absl::ResourceExhaustedError(
        absl::StrCat("the token's subject has ", open, " streams open, the most that one may have; end one of them"));
  }
  ++open;
  return Place(this, caller);
}

void CallerStreams::Leave(const auth::Identity& caller) {
  absl::MutexLock lock(&mutex_);
  const auto found = open_.find(Key{caller.role, caller.subject});
  if (--found->second == 0) open_.erase(found);
}

}  // namespace fudai::rpc
