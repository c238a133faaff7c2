#pragma once

#include <cstddef>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace fudai::people {

// SignInThrottle slows down who guesses a password. After 5 failures in a row as one name the next attempt must wait
// 1 s, then 2 s, 4 s and so on, up to 5 minutes; an hour without an attempt forgets them. It does not matter whether
// there is such a person.
//
// An attempt counts as a failure from its begin, so that many at once are no way around it. The memory is bounded: it
// holds two generations of names, and a full young one becomes the old one. One for the server; thread-safe.
class SignInThrottle {
 public:
  // Holds at most `capacity` names (2 or more).
  explicit SignInThrottle(size_t capacity) : generation_size_(capacity / 2) {}

  // Begins an attempt. RESOURCE_EXHAUSTED, and nothing counted, if it comes too early; it says when it would not.
  absl::Status Begin(absl::string_view name, absl::Time now);

  // The attempt was never decided: it does not count.
  void Withdraw(absl::string_view name);

  // The attempt succeeded, or somebody vouches for the person: forgets the failures.
  void Forget(absl::string_view name);

 private:
  struct Failures {
    int count = 0;
    absl::Time last = absl::InfinitePast();
  };
  using Names = absl::flat_hash_map<std::string, Failures>;

  Failures& Find(absl::string_view name) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const size_t generation_size_;
  absl::Mutex mutex_;
  Names young_ ABSL_GUARDED_BY(mutex_);
  Names old_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace fudai::people
