#include "common/async/pause.h"

#include <gtest/gtest.h>

namespace fudai::async {
namespace {

Task<void> NoteAfter(Loop* loop, absl::Duration after, bool* noted) {
  co_await loop->Sleep(after);
  *noted = true;
}

Task<int> PauseAnd(Loop* loop, absl::Duration period, std::function<bool()> ended) {
  co_await PauseUnless(loop, period, std::move(ended));
  co_return 1;
}

TEST(PauseTest, LastsThePeriod) {
  Loop loop;
  bool noted = false;
  Spawn(NoteAfter(&loop, absl::Milliseconds(5), &noted));
  RunTask(loop, PauseAnd(&loop, absl::Milliseconds(10), [] { return false; }));
  EXPECT_TRUE(noted) << "what was due within it has happened";
}

TEST(PauseTest, EndsEarlyWhenToldTo) {
  Loop loop;
  int asked = 0;
  RunTask(loop, PauseAnd(&loop, absl::Hours(24 * 365), [&] { return ++asked == 3; }));
  EXPECT_EQ(asked, 3);
}

TEST(PauseTest, DoesNotBeginWhereAllHasEnded) {
  Loop loop;
  bool noted = false;
  Spawn(NoteAfter(&loop, absl::ZeroDuration(), &noted));
  RunTask(loop, PauseAnd(&loop, absl::Hours(24 * 365), [] { return true; }));
  EXPECT_FALSE(noted) << "the loop was not waited for";
}

}  // namespace
}  // namespace fudai::async
