#include "services/admin/database/turns.h"

#include <algorithm>

namespace fudai::database {

Turns::Turn::Turn(Turns* turns) : turns_(turns) {
  if (turns_ == nullptr) return;
  absl::MutexLock lock(&turns_->mutex_);
  const int64_t mine = turns_->asked_++;
  const auto is_served = [this, mine]() ABSL_NO_THREAD_SAFETY_ANALYSIS { return turns_->served_ == mine; };
  turns_->mutex_.Await(absl::Condition(&is_served));
}

Turns::Turn::~Turn() {
  if (turns_ == nullptr) return;
  absl::MutexLock lock(&turns_->mutex_);
  ++turns_->served_;
}

int64_t Turns::waiting() const {
  absl::MutexLock lock(&mutex_);
  return std::max<int64_t>(0, asked_ - served_ - 1);
}

}  // namespace fudai::database
