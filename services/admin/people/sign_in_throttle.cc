#include "services/admin/people/sign_in_throttle.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace fudai::people {
namespace {

constexpr int kFreeFailures = 5;
constexpr absl::Duration kLongestWait = absl::Minutes(5);
constexpr absl::Duration kForgetAfter = absl::Hours(1);

// How long after so many failures the next attempt must wait.
absl::Duration WaitAfter(int failures) {
  if (failures < kFreeFailures) return absl::ZeroDuration();
  const int doublings = std::min(failures - kFreeFailures, 20);
  return std::min(absl::Seconds(1 << doublings), kLongestWait);
}

}  // namespace

absl::Status SignInThrottle::Begin(absl::string_view name, absl::Time now) {
  const absl::MutexLock lock(&mutex_);
  Failures& failures = Find(name);
  if (now - failures.last > kForgetAfter) failures.count = 0;
  const absl::Time open = failures.last + WaitAfter(failures.count);
  if (now < open) {
    return absl::ResourceExhaustedError(absl::StrCat("too many failed sign-ins as \"", name, "\"; try again in ",
                                                     absl::ToInt64Seconds(absl::Ceil(open - now, absl::Seconds(1))),
                                                     " s"));
  }
  ++failures.count;
  failures.last = now;
  return absl::OkStatus();
}

void SignInThrottle::Withdraw(absl::string_view name) {
  const absl::MutexLock lock(&mutex_);
  Failures& failures = Find(name);
  failures.count = std::max(failures.count - 1, 0);
}

void SignInThrottle::Forget(absl::string_view name) {
  const absl::MutexLock lock(&mutex_);
  Find(name) = {};
}

SignInThrottle::Failures& SignInThrottle::Find(absl::string_view name) {
  const auto young = young_.find(name);
  if (young != young_.end()) return young->second;
  Failures failures;
  const auto old = old_.find(name);
  if (old != old_.end()) {
    failures = old->second;
    old_.erase(old);
  }
  if (young_.size() >= generation_size_) old_ = std::exchange(young_, {});
  return young_[std::string(name)] = failures;
}

}  // namespace fudai::people
