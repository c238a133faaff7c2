#pragma once

#include <grpcpp/completion_queue.h>

#include <coroutine>
#include <functional>
#include <memory>
#include <queue>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/async/task.h"

namespace fudai::async {

// What a gRPC completion queue's tags point to.
class Completion {
 public:
  // Runs on the loop's thread. `ok` is gRPC's.
  virtual void Complete(bool ok) = 0;

 protected:
  ~Completion() = default;
};

// One operation on a completion queue, awaited:
//
//   Operation finished;
//   stream.Finish(status, finished.tag());
//   bool ok = co_await finished;
class Operation final : public Completion {
 public:
  // What to hand to gRPC.
  void* tag() { return static_cast<Completion*>(this); }
  void Complete(bool ok) override;

  bool await_ready() const noexcept { return done_; }
  void await_suspend(std::coroutine_handle<> waiter) noexcept { waiter_ = waiter; }
  bool await_resume() const noexcept { return ok_; }
  bool done() const { return done_; }

 private:
  std::coroutine_handle<> waiter_;
  bool done_ = false;
  bool ok_ = false;
};

// A socket that a loop serves besides its completion queue: a connection to Redis. All calls come from the loop's
// thread.
class Socket {
 public:
  // The descriptor, -1 while there is none.
  virtual int fd() const = 0;
  // Whether answers are awaited: while any socket awaits some, the loop polls the sockets instead of sleeping on the
  // queue.
  virtual bool awaiting() const = 0;
  // Whether bytes wait for the descriptor to become writable.
  virtual bool wants_write() const = 0;
  // Writes what has gathered since the last turn: once per turn, so that acts of many requests share a write.
  virtual void Flush() = 0;
  // Reads what is there and resumes whom it answers.
  virtual void OnReadable() = 0;

 protected:
  ~Socket() = default;
};

// An event loop on one thread: it owns a gRPC completion queue, and serves sockets and timers. A turn drains the queue,
// writes once per socket, polls for answers with a bound (so that a stalled Redis never freezes gRPC), and finishes
// what they complete. A request lives and dies on one loop; nothing on its way takes a lock or changes threads.
//
// Only Post() and Stop() may be called from other threads.
class Loop {
 public:
  explicit Loop(std::unique_ptr<grpc::CompletionQueue> queue = std::make_unique<grpc::CompletionQueue>());
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  grpc::CompletionQueue& queue() { return *queue_; }

  // Serves until Stop(). The calling thread becomes the loop's.
  void Run();
  // Serves until `done` says so; for tests and start-up, before Run().
  void RunUntil(const std::function<bool()>& done);
  // Makes Run() return after its current turn.
  void Stop();
  // Runs `work` on the loop's thread soon. Thread-safe.
  void Post(std::function<void()> work);

  // Adds a socket to serve; remove it before it goes.
  void Add(Socket* socket);
  void Remove(Socket* socket);

  // Awaitable that resumes at a moment, or a little later.
  struct Timer {
    Loop* loop;
    absl::Time when;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiter) { loop->timers_.push({when, waiter}); }
    void await_resume() const noexcept {}
  };
  Timer SleepUntil(absl::Time when) { return {this, when}; }
  Timer Sleep(absl::Duration duration) { return {this, absl::Now() + duration}; }

 private:
  struct PendingTimer {
    absl::Time when;
    std::coroutine_handle<> waiter;
    bool operator<(const PendingTimer& other) const { return when > other.when; }
  };

  void Turn();
  // Each returns whether there was something to do: then the turn does not sleep.
  bool RunPosted();
  bool RunTimers();
  bool PollSockets();
  void DrainQueue(absl::Time deadline);
  absl::Time NextWake() const;

  std::unique_ptr<grpc::CompletionQueue> queue_;
  std::vector<Socket*> sockets_;
  std::priority_queue<PendingTimer> timers_;
  bool stopped_ = false;

  class Waker;
  std::unique_ptr<Waker> waker_;
  absl::Mutex mutex_;
  std::vector<std::function<void()>> posted_ ABSL_GUARDED_BY(mutex_);
};

// Runs a task on a loop that nobody runs yet, until it ends; for tests and start-up.
template <typename T>
T RunTask(Loop& loop, Task<T> task) {
  std::optional<T> result;
  Spawn([](Task<T> owned, std::optional<T>* out) -> Task<void> {
    T value = co_await std::move(owned);
    out->emplace(std::move(value));
  }(std::move(task), &result));
  loop.RunUntil([&result] { return result.has_value(); });
  return *std::move(result);
}

}  // namespace fudai::async
