#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/async/loop.h"

namespace fudai::async {

// A few threads for slow or blocking work (SQL, hashing passwords) beside the loops:
//
//   absl::StatusOr<Row> row = co_await pool.Run(loop, [id] { return Select(id); });
//
// The work runs on a thread of the pool; the awaiting coroutine goes on, on its own loop. Must outlive the loops'
// tasks.
class BlockingPool {
 public:
  explicit BlockingPool(int threads);
  // Waits for work that has begun.
  ~BlockingPool();
  BlockingPool(const BlockingPool&) = delete;
  BlockingPool& operator=(const BlockingPool&) = delete;

  template <typename Work>
  auto Run(Loop& loop, Work work) {
    return Awaiter<Work>{*this, loop, std::move(work), std::nullopt};
  }

 private:
  template <typename Work>
  struct Awaiter {
    BlockingPool& pool;
    Loop& loop;
    Work work;
    std::optional<decltype(std::declval<Work&>()())> result;

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiter) {
      pool.Add([this, waiter] {
        result.emplace(work());
        loop.Post([waiter] { waiter.resume(); });
      });
    }
    auto await_resume() { return *std::move(result); }
  };

  void Add(std::function<void()> work);
  void Serve();

  absl::Mutex mutex_;
  std::deque<std::function<void()>> queue_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace fudai::async
