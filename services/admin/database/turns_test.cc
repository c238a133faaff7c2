#include "services/admin/database/turns.h"

#include <gtest/gtest.h>

#include <optional>
#include <thread>

namespace fudai::database {
namespace {

TEST(TurnsTest, GoToWhoHasWaitedBeforeWhoComesAgain) {
  Turns turns;
  bool other_had_it = false;
  std::optional<Turns::Turn> turn;
  for (int round = 0; round < 100; ++round) {
    other_had_it = false;
    turn.emplace(&turns);
    std::thread other([&] {
      const Turns::Turn others(&turns);
      other_had_it = true;
    });
    while (turns.waiting() == 0) std::this_thread::yield();
    turn.reset();
    turn.emplace(&turns);
    EXPECT_TRUE(other_had_it);
    turn.reset();
    other.join();
  }
}

TEST(TurnsTest, AreNotNeededWithoutAny) {
  const Turns::Turn first(nullptr), second(nullptr);
  EXPECT_EQ(Turns().waiting(), 0);
}

}  // namespace
}  // namespace fudai::database
