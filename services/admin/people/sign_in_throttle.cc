#include "services/admin/people/sign_in_throttle.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace fudai::people {
namespace {

constexpr int kFreeFailures = 5;
constexpr int kMostUnderWay = 16;
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
  Attempts& attempts = Find(name);
  if (now - attempts.last_failure > kForgetAfter) attempts.failures = 0;
  const absl::Time open = attempts.last_failure + WaitAfter(attempts.failures);
  if (now < open) {
    return absl::ResourceExhaustedError(absl::StrCat("too many failed sign-ins as \"", name, "\"; try again in ",
                                                     absl::ToInt64Seconds(absl::Ceil(open - now, absl::Seconds(1))),
                                                     " s"));
  }
  const int most = attempts.failures < kFreeFailures ? kMostUnderWay : 1;
  if (attempts.under_way >= most) {
    return absl::ResourceExhaustedError(
        absl::StrCat(most, " sign-ins as \"", name, "\" are under way; try again when one has ended"));
  }
  ++attempts.under_way;
  return absl::OkStatus();
}

void SignInThrottle::Fail(absl::string_view name, absl::Time now) {
  const absl::MutexLock lock(&mutex_);
  Attempts& attempts = End(name);
  ++attempts.failures;
  attempts.last_failure = now;
}

void SignInThrottle::Succeed(absl::string_view name) {
  const absl::MutexLock lock(&mutex_);
  End(name).failures = 0;
}

void SignInThrottle::Withdraw(absl::string_view name) {
  const absl::MutexLock lock(&mutex_);
  End(name);
}

void SignInThrottle::Forget(absl::string_view name) {
  const absl::MutexLock lock(&mutex_);
  Find(name).failures = 0;
}

SignInThrottle::Attempts& SignInThrottle::End(absl::string_view name) {
  Attempts& attempts = Find(name);
  attempts.under_way = std::max(attempts.under_way - 1, 0);
  return attempts;
}

SignInThrottle::Attempts& SignInThrottle::Find(absl::string_view name) {
  const auto young = young_.find(name);
  if (young != young_.end()) return young->second;
  Attempts attempts;
  const auto old = old_.find(name);
  if (old != old_.end()) {
    attempts = old->second;
    old_.erase(old);
  }
  if (young_.size() >= generation_size_) old_ = std::exchange(young_, {});
  return young_[std::string(name)] = attempts;
}

}  // namespace fudai::people
