#include "tests/replay/scheduler.h"

#include <map>
#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace fudai::replay {
namespace {

std::vector<Act> RandomActs(std::mt19937_64& random) {
  std::vector<Act> acts(1 + random() % 300);
  for (int i = 0; i < static_cast<int>(acts.size()); ++i) {
    acts[i].time_ms = i;
    acts[i].chain = static_cast<int>(random() % 20);
    if (i > 0 && random() % 2 == 0) acts[i].needs = static_cast<int>(random() % i);
  }
  return acts;
}

// Every act that must have ended before `act` begins.
bool MayBegin(const std::vector<Act>& acts, const std::vector<bool>& ended, int act) {
  if (acts[act].needs >= 0 && !ended[acts[act].needs]) return false;
  for (int earlier = 0; earlier < act; ++earlier) {
    if (acts[earlier].chain == acts[act].chain && !ended[earlier]) return false;
  }
  return true;
}

TEST(SchedulerTest, KeepsItsLawsWhateverTheOrderOfCompletion) {
  for (uint64_t seed = 0; seed < 50; ++seed) {
    std::mt19937_64 random(seed);
    const std::vector<Act> acts = RandomActs(random);
    Scheduler scheduler(acts);
    std::vector<bool> ended(acts.size(), false);
    std::vector<bool> begun(acts.size(), false);
    std::vector<int> running;
    while (!scheduler.done()) {
      const auto next = scheduler.Peek();
      if (next.has_value() && (running.empty() || random() % 2 == 0)) {
        const int act = scheduler.Pop();
        EXPECT_EQ(act, *next);
        EXPECT_FALSE(begun[act]);
        EXPECT_TRUE(MayBegin(acts, ended, act)) << "seed " << seed << ", act " << act;
        begun[act] = true;
        running.push_back(act);
      } else {
        ASSERT_FALSE(running.empty()) << "seed " << seed << ": nothing may begin and nothing runs";
        const size_t which = random() % running.size();
        ended[running[which]] = true;
        scheduler.Complete(running[which]);
        running.erase(running.begin() + static_cast<int64_t>(which));
      }
    }
    EXPECT_TRUE(running.empty());
    EXPECT_EQ(scheduler.completed(), acts.size());
  }
}

TEST(SchedulerTest, TheEarliestReadyActComesFirst) {
  const std::vector<Act> acts = {{.chain = 0}, {.chain = 0}, {.chain = 1}};
  Scheduler scheduler(acts);
  EXPECT_EQ(scheduler.Pop(), 0);
  EXPECT_EQ(scheduler.Pop(), 2);
  EXPECT_FALSE(scheduler.Peek().has_value());
  scheduler.Complete(0);
  EXPECT_EQ(scheduler.Pop(), 1);
}

}  // namespace
}  // namespace fudai::replay
