#pragma once

#include <cstdint>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace fudai::database {

// Turns at what only one may do at a time, in the order in which they were asked for: nobody who comes again at once
// goes before those who wait, as they would with a mutex. Thread-safe.
class Turns {
 public:
  // Waits for its turn, which lasts as long as the object.
  class ABSL_MUST_USE_RESULT Turn {
   public:
    // No turns (null) is nothing to wait for.
    explicit Turn(Turns* turns);
    ~Turn();
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    Turns* turns_;
  };

  // How many wait.
  int64_t waiting() const;

 private:
  mutable absl::Mutex mutex_;
  int64_t asked_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t served_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace fudai::database
