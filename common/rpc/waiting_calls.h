#pragma once

#include <grpcpp/generic/async_generic_service.h>

#include <cstddef>
#include <list>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace fudai::rpc {

// The calls of one loop whose headers have come, and whose message has not. A call that waits too long is ended with
// DEADLINE_EXCEEDED; where too many wait, the one that has waited longest is ended with RESOURCE_EXHAUSTED. So what
// callers begin and do not finish is bounded, and keeps nobody out. Not thread-safe.
class WaitingCalls {
 public:
  struct Bounds {
    absl::Duration patience;
    size_t calls = 0;
  };

  explicit WaitingCalls(Bounds bounds) : bounds_(bounds) {}

  // One call's wait, for as long as the object lives.
  class Wait {
   public:
    Wait(WaitingCalls* calls, grpc::GenericServerContext* context);
    ~Wait();
    Wait(const Wait&) = delete;
    Wait& operator=(const Wait&) = delete;

    // Why the call was ended; OK if it was not.
    const absl::Status& ended() const { return ended_; }

   private:
    friend class WaitingCalls;

    WaitingCalls* calls_;
    grpc::GenericServerContext* context_;
    absl::Time began_;
    std::list<Wait*>::iterator place_;
    absl::Status ended_;
  };

  // Ends the calls that have waited too long.
  void EndLate();
  bool empty() const { return waits_.empty(); }

 private:
  // Ends the call that has waited longest.
  void EndOldest(absl::Status why);

  Bounds bounds_;
  std::list<Wait*> waits_;  // The oldest in front.
};

}  // namespace fudai::rpc
