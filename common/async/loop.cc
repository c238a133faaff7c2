#include "common/async/loop.h"

#include <grpcpp/alarm.h>
#include <poll.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>

#include "absl/container/inlined_vector.h"

namespace fudai::async {
namespace {

// How long a turn may wait for Redis before it looks at the queue again: the most that a new call can be held up by a
// slow answer.
constexpr absl::Duration kSocketWait = absl::Microseconds(200);
// How long a turn may sleep on the queue when nothing is awaited. Post() and Stop() wake it.
constexpr absl::Duration kIdleWait = absl::Milliseconds(100);
// Completions handled before the loop writes to its sockets: bounds how long answers wait behind a flood of calls.
constexpr int kDrainLimit = 512;

timespec WaitFor(absl::Duration duration) { return absl::ToTimespec(std::max(duration, absl::ZeroDuration())); }

}  // namespace

void Operation::Complete(bool ok) {
  ok_ = ok;
  done_ = true;
  if (waiter_) std::exchange(waiter_, nullptr).resume();
}

// Wakes the loop's thread out of its queue.
class Loop::Waker final : public Completion {
 public:
  void Wake(grpc::CompletionQueue* queue) {
    if (armed_.exchange(true)) return;
    alarm_.emplace();
    alarm_->Set(queue, gpr_now(GPR_CLOCK_MONOTONIC), static_cast<Completion*>(this));
  }
  void Complete(bool) override { armed_ = false; }
  bool armed() const { return armed_; }

 private:
  std::atomic<bool> armed_ = false;
  std::optional<grpc::Alarm> alarm_;
};

Loop::Loop(std::unique_ptr<grpc::CompletionQueue> queue)
    : queue_(std::move(queue)), waker_(std::make_unique<Waker>()) {}

Loop::~Loop() {
  queue_->Shutdown();
  void* tag;
  bool ok;
  while (queue_->Next(&tag, &ok)) static_cast<Completion*>(tag)->Complete(ok);
}

void Loop::Run() {
  while (!stopped_) Turn();
  stopped_ = false;
}

void Loop::RunUntil(const std::function<bool()>& done) {
  while (!done()) Turn();
}

void Loop::Stop() {
  Post([this] { stopped_ = true; });
}

void Loop::Post(std::function<void()> work) {
  absl::MutexLock lock(&mutex_);
  posted_.push_back(std::move(work));
  waker_->Wake(queue_.get());
}

void Loop::Add(Socket* socket) { sockets_.push_back(socket); }

void Loop::Remove(Socket* socket) {
  sockets_.erase(std::remove(sockets_.begin(), sockets_.end(), socket), sockets_.end());
}

void Loop::Turn() {
  bool busy = RunPosted();
  busy |= RunTimers();
  for (size_t i = 0; i < sockets_.size(); ++i) sockets_[i]->Flush();
  busy |= PollSockets();
  DrainQueue(busy ? absl::InfinitePast() : std::min(absl::Now() + kIdleWait, NextWake()));
}

bool Loop::RunPosted() {
  std::vector<std::function<void()>> work;
  {
    absl::MutexLock lock(&mutex_);
    work.swap(posted_);
  }
  for (const auto& item : work) item();
  return !work.empty();
}

bool Loop::RunTimers() {
  if (timers_.empty()) return false;
  bool ran = false;
  const absl::Time now = absl::Now();
  while (!timers_.empty() && timers_.top().when <= now) {
    std::coroutine_handle<> waiter = timers_.top().waiter;
    timers_.pop();
    waiter.resume();
    ran = true;
  }
  return ran;
}

// Polls the sockets, with the bound while answers are awaited and without waiting otherwise (which notices a peer that
// closed). Returns whether there may be more to do at once.
bool Loop::PollSockets() {
  absl::InlinedVector<pollfd, 8> descriptors;
  absl::InlinedVector<Socket*, 8> polled;
  bool awaiting = false;
  for (Socket* socket : sockets_) {
    if (socket->fd() < 0) continue;
    descriptors.push_back({socket->fd(), static_cast<short>(socket->wants_write() ? POLLIN | POLLOUT : POLLIN), 0});
    polled.push_back(socket);
    awaiting |= socket->awaiting();
  }
  if (descriptors.empty()) return false;
  const timespec wait = WaitFor(awaiting ? std::min(kSocketWait, NextWake() - absl::Now()) : absl::ZeroDuration());
  if (ppoll(descriptors.data(), descriptors.size(), &wait, nullptr) <= 0) return awaiting;
  for (size_t i = 0; i < polled.size(); ++i) {
    if (descriptors[i].revents & (POLLIN | POLLERR | POLLHUP)) polled[i]->OnReadable();
  }
  return true;
}

void Loop::DrainQueue(absl::Time deadline) {
  void* tag;
  bool ok;
  for (int drained = 0; drained < kDrainLimit; ++drained) {
    const gpr_timespec until = deadline == absl::InfinitePast()
                                   ? gpr_time_0(GPR_CLOCK_REALTIME)
                                   : gpr_time_from_nanos(absl::ToUnixNanos(deadline), GPR_CLOCK_REALTIME);
    if (queue_->AsyncNext(&tag, &ok, until) != grpc::CompletionQueue::GOT_EVENT) return;
    static_cast<Completion*>(tag)->Complete(ok);
    deadline = absl::InfinitePast();
  }
}

absl::Time Loop::NextWake() const { return timers_.empty() ? absl::InfiniteFuture() : timers_.top().when; }

}  // namespace fudai::async
