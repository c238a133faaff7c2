#pragma once

#include <coroutine>
#include <utility>

#include "common/async/task.h"

namespace fudai::async {

// Waits for several tasks that run at once on one loop:
//
//   WaitGroup group;
//   for (…) group.Start(Work(…));
//   co_await group;
//
// Start all before awaiting; one waiter. The group outlives its tasks, since it is awaited.
class WaitGroup {
 public:
  void Start(Task<void> task) {
    ++running_;
    Spawn(Run(std::move(task)));
  }

  bool await_ready() const noexcept { return running_ == 0; }
  void await_suspend(std::coroutine_handle<> waiter) noexcept { waiter_ = waiter; }
  void await_resume() const noexcept {}

 private:
  Task<void> Run(Task<void> task) {
    co_await std::move(task);
    if (--running_ == 0 && waiter_) std::exchange(waiter_, nullptr).resume();
  }

  int running_ = 0;
  std::coroutine_handle<> waiter_;
};

}  // namespace fudai::async
