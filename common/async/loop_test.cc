#include "common/async/loop.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "common/async/blocking_pool.h"

namespace fudai::async {
namespace {

Task<int> Add(int a, int b) { co_return a + b; }

Task<int> AddDeep(int depth) {
  if (depth == 0) co_return 0;
  co_return 1 + co_await AddDeep(depth - 1);
}

Task<int> Sum() {
  const int three = co_await Add(1, 2);
  const int seven = co_await Add(three, 4);
  co_return seven;
}

TEST(TaskTest, ReadsFromTopToBottom) {
  Loop loop;
  EXPECT_EQ(RunTask(loop, Sum()), 7);
  EXPECT_EQ(RunTask(loop, AddDeep(100)), 100);
}

Task<void> Note(Loop* loop, absl::Duration after, int what, std::vector<int>* notes) {
  co_await loop->Sleep(after);
  notes->push_back(what);
}

TEST(LoopTest, TimersFireInTheOrderOfTheirMoments) {
  Loop loop;
  std::vector<int> notes;
  Spawn(Note(&loop, absl::Milliseconds(3), 3, &notes));
  Spawn(Note(&loop, absl::Milliseconds(1), 1, &notes));
  Spawn(Note(&loop, absl::Milliseconds(2), 2, &notes));
  loop.RunUntil([&] { return notes.size() == 3; });
  EXPECT_EQ(notes, (std::vector<int>{1, 2, 3}));
}

TEST(LoopTest, TakesWorkFromOtherThreadsUntilItIsStopped) {
  Loop loop;
  int done = 0;
  std::thread other([&] {
    for (int i = 0; i < 1000; ++i) loop.Post([&done] { ++done; });
    loop.Stop();
  });
  loop.Run();
  other.join();
  EXPECT_EQ(done, 1000);
}

Task<int> CountOnPool(Loop* loop, BlockingPool* pool, std::thread::id* ran_on) {
  const int result = co_await pool->Run(*loop, [ran_on] {
    *ran_on = std::this_thread::get_id();
    return 42;
  });
  co_return result;
}

TEST(BlockingPoolTest, RunsWorkElsewhereAndResumesOnTheLoop) {
  Loop loop;
  BlockingPool pool(2);
  std::thread::id ran_on;
  EXPECT_EQ(RunTask(loop, CountOnPool(&loop, &pool, &ran_on)), 42);
  EXPECT_NE(ran_on, std::this_thread::get_id());
}

}  // namespace
}  // namespace fudai::async
