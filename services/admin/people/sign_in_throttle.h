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
// 1 s, then 2 s, 4 s and so on, up to 5 minutes; an hour without a failure forgets them. It does not matter whether
// there is such a person.
//
// Attempts may be under way at once, 16 as one name, so that a person may sign in from many places; while there are 5
// failures, one. So nobody gets more than 20 guesses before the first wait. The memory is bounded: it holds two
// generations of names, and a full young one becomes the old one. One for the server; thread-safe.
class SignInThrottle {
 public:
  // Holds at most `capacity` names (2 or more).
  explicit SignInThrottle(size_t capacity) : generation_size_(capacity / 2) {}

  // Begins an attempt, which one of the next three ends. RESOURCE_EXHAUSTED, and nothing begun, if it comes too early,
  // saying when it would not, or if too many are under way.
  absl::Status Begin(absl::string_view name, absl::Time now);

  // The password was wrong.
  void Fail(absl::string_view name, absl::Time now);
  // The password was right: forgets the failures.
  void Succeed(absl::string_view name);
  // The attempt was never decided: it does not count.
  void Withdraw(absl::string_view name);

  // Somebody vouches for the person: forgets the failures.
  void Forget(absl::string_view name);

 private:
  struct Attempts {
    int failures = 0;
    absl::Time last_failure = absl::InfinitePast();
    int under_way = 0;
  };
  using Names = absl::flat_hash_map<std::string, Attempts>;

  Attempts& Find(absl::string_view name) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // The attempts, of which one is no longer under way.
  Attempts& End(absl::string_view name) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const size_t generation_size_;
  absl::Mutex mutex_;
  Names young_ ABSL_GUARDED_BY(mutex_);
  Names old_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace fudai::people
