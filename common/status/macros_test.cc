#include "common/status/macros.h"

#include <coroutine>
#include <exception>
#include <memory>
#include <utility>

#include "gtest/gtest.h"

namespace fudai::status {
namespace {

absl::StatusOr<int> Half(int value) {
  if (value % 2 != 0) return absl::InvalidArgumentError("odd");
  return value / 2;
}

absl::Status CheckEven(int value) { return Half(value).status(); }

absl::StatusOr<int> Quarter(int value) {
  ASSIGN_OR_RETURN(int half, Half(value));
  ASSIGN_OR_RETURN(half, Half(half));
  return half;
}

absl::Status CheckBoth(int a, int b) {
  RETURN_IF_ERROR(CheckEven(a));
  RETURN_IF_ERROR(Half(b));
  return absl::OkStatus();
}

absl::StatusOr<int> Unbox(absl::StatusOr<std::unique_ptr<int>> boxed) {
  ASSIGN_OR_RETURN(std::unique_ptr<int> box, std::move(boxed));
  return *box;
}

// Runs at once and keeps its result: just enough of a coroutine to hold a co_return.
struct Eager {
  struct promise_type {
    Eager get_return_object() { return Eager{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(absl::StatusOr<int> value) { result = std::move(value); }
    void unhandled_exception() { std::terminate(); }
    absl::StatusOr<int> result = absl::UnknownError("not finished");
  };
  std::coroutine_handle<promise_type> handle;
};

struct Ready {
  absl::StatusOr<int> result;
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) const {}
  absl::StatusOr<int> await_resume() { return result; }
};

Eager CoQuarter(int value) {
  CO_RETURN_IF_ERROR(CheckEven(value));
  CO_ASSIGN_OR_RETURN(int half, co_await Ready{Half(value)});
  CO_ASSIGN_OR_RETURN(half, Half(half));
  co_return half;
}

absl::StatusOr<int> RunCoQuarter(int value) {
  Eager eager = CoQuarter(value);
  absl::StatusOr<int> result = eager.handle.promise().result;
  eager.handle.destroy();
  return result;
}

TEST(MacrosTest, AssignsAndReassigns) { EXPECT_EQ(*Quarter(8), 2); }

TEST(MacrosTest, HandsOnTheFirstError) {
  EXPECT_EQ(Quarter(3).status(), absl::InvalidArgumentError("odd"));
  EXPECT_EQ(Quarter(6).status(), absl::InvalidArgumentError("odd"));
}

TEST(MacrosTest, ReturnIfErrorTakesStatusAndStatusOr) {
  EXPECT_TRUE(CheckBoth(2, 4).ok());
  EXPECT_EQ(CheckBoth(1, 4), absl::InvalidArgumentError("odd"));
  EXPECT_EQ(CheckBoth(2, 3), absl::InvalidArgumentError("odd"));
}

TEST(MacrosTest, MovesValuesThatCannotBeCopied) {
  EXPECT_EQ(*Unbox(std::make_unique<int>(7)), 7);
  EXPECT_EQ(Unbox(absl::NotFoundError("no box")).status(), absl::NotFoundError("no box"));
}

TEST(MacrosTest, WorkInCoroutines) {
  EXPECT_EQ(*RunCoQuarter(8), 2);
  EXPECT_EQ(RunCoQuarter(3).status(), absl::InvalidArgumentError("odd"));
  EXPECT_EQ(RunCoQuarter(6).status(), absl::InvalidArgumentError("odd"));
}

}  // namespace
}  // namespace fudai::status
