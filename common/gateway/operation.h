#pragma once

#include <coroutine>
#include <optional>
#include <utility>

namespace fudai::gateway {

// One operation, awaited by a coroutine and completed by a callback on the same thread:
//
//   Operation<error_code> written;
//   asio::async_write(stream, bytes, [&written](error_code error, size_t) { written.Complete(error); });
//   const error_code error = co_await written;
template <typename Result>
class Operation {
 public:
  // Resumes who awaits it; the operation may be gone when this returns.
  void Complete(Result result) {
    result_.emplace(std::move(result));
    if (waiter_) std::exchange(waiter_, nullptr).resume();
  }

  bool await_ready() const noexcept { return result_.has_value(); }
  void await_suspend(std::coroutine_handle<> waiter) noexcept { waiter_ = waiter; }
  Result await_resume() { return *std::move(result_); }

 private:
  std::coroutine_handle<> waiter_;
  std::optional<Result> result_;
};

}  // namespace fudai::gateway
