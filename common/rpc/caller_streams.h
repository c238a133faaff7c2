#pragma once

#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/auth/identity.h"

namespace fudai::rpc {

// The open streams of each caller, over all loops of a server. They are bounded, so that no single caller can take up
// the room of all others. Owned by the server; only the begin and the end of a stream take its lock. Thread-safe.
class CallerStreams {
 public:
  // One open stream, for as long as the object lives; empty when made without a caller.
  class Place {
   public:
    Place() = default;
    Place(CallerStreams* streams, auth::Identity caller) : streams_(streams), caller_(std::move(caller)) {}
    Place(Place&& other) noexcept { *this = std::move(other); }
    Place& operator=(Place&& other) noexcept {
      std::swap(streams_, other.streams_);
      std::swap(caller_, other.caller_);
      return *this;
    }
    ~Place() {
      if (streams_ != nullptr) streams_->Leave(caller_);
    }

   private:
    CallerStreams* streams_ = nullptr;
    auth::Identity caller_;
  };

  explicit CallerStreams(int most) : most_(most) {}

  // RESOURCE_EXHAUSTED where the caller has the most streams open that one may have.
  absl::StatusOr<Place> Take(const auth::Identity& caller);

 private:
  using Key = std::pair<auth::Role, std::string>;

  void Leave(const auth::Identity& caller);

  const int most_;
  absl::Mutex mutex_;
  absl::flat_hash_map<Key, int> open_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace fudai::rpc
