#include "tests/replay/dice.h"

#include <string>

#include "gtest/gtest.h"

namespace fudai::replay {
namespace {

TEST(DiceTest, DrawsTheSameOnEveryMachine) {
  EXPECT_EQ(Dice(1).Bits({"opens", "o1", "u1"}), 13410477414553903487u);
  EXPECT_EQ(Dice(1).DelayMs({"delay"}, 3'600'000), 290'657);
}

TEST(DiceTest, EveryNameAndTheSeedMatter) {
  EXPECT_NE(Dice(1).Bits({"a", "b"}), Dice(1).Bits({"ab"}));
  EXPECT_NE(Dice(1).Bits({"a", "b"}), Dice(1).Bits({"b", "a"}));
  EXPECT_NE(Dice(1).Bits({"a"}), Dice(2).Bits({"a"}));
}

TEST(DiceTest, DrawsFollowTheirDistributions) {
  const Dice dice(3);
  constexpr int kDraws = 20'000;
  int chances = 0;
  int64_t below = 0;
  int64_t delays_ms = 0;
  for (int i = 0; i < kDraws; ++i) {
    const std::string name = std::to_string(i);
    chances += dice.Chance({"chance", name}, 0.3) ? 1 : 0;
    below += dice.Below({"below", name}, 10);
    delays_ms += dice.DelayMs({"delay", name}, 1'000);
  }
  EXPECT_NEAR(static_cast<double>(chances) / kDraws, 0.3, 0.02);
  EXPECT_NEAR(static_cast<double>(below) / kDraws, 4.5, 0.1);
  EXPECT_NEAR(static_cast<double>(delays_ms) / kDraws, 1'000, 30);
}

TEST(DiceTest, CertaintiesAreCertain) {
  const Dice dice(3);
  for (int i = 0; i < 1'000; ++i) {
    EXPECT_TRUE(dice.Chance({std::to_string(i)}, 1));
    EXPECT_FALSE(dice.Chance({std::to_string(i)}, 0));
    EXPECT_GE(dice.DelayMs({std::to_string(i)}, 0), 1);
  }
}

}  // namespace
}  // namespace fudai::replay
