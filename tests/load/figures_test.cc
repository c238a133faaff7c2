#include "tests/load/figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fudai::load {
namespace {

TEST(FiguresTest, SummarizesTheRounds) {
  Figures figures;
  for (const double sample : {5.0, 1.0, 3.0}) figures.Add("odd", sample);
  for (const double sample : {4.0, 1.0, 2.0, 9.0}) figures.Add("even", sample);
  EXPECT_EQ(figures.Of("odd").median, 3);
  EXPECT_EQ(figures.Of("odd").least, 1);
  EXPECT_EQ(figures.Of("odd").most, 5);
  EXPECT_EQ(figures.Of("even").median, 3);
}

TEST(FiguresTest, KeepsTheOrderOfFirstUse) {
  Figures figures;
  for (const char* name : {"b", "a", "b"}) figures.Add(name, 1);
  EXPECT_THAT(figures.names(), ::testing::ElementsAre("b", "a"));
  EXPECT_TRUE(figures.Has("a"));
  EXPECT_FALSE(figures.Has("c"));
  EXPECT_EQ(figures.Of("c").most, 0);
}

}  // namespace
}  // namespace fudai::load
