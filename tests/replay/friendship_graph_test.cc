#include "tests/replay/friendship_graph.h"

#include <fstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace fudai::replay {
namespace {

using testing::ElementsAre;

std::string Write(const std::string& text) {
  const std::string path = testing::TempDir() + "/graph.csv";
  std::ofstream(path) << text;
  return path;
}

TEST(FriendshipGraphTest, ReadsEachFriendshipOnceAndNobodyIsTheirOwnFriend) {
  const auto graph = FriendshipGraph::Read(Write("user_a,user_b\nx,y\ny,x\nx,x\ny,z\n"));
  ASSERT_TRUE(graph.ok()) << graph.status();
  ASSERT_EQ(graph->size(), 3);
  EXPECT_EQ(graph->name(1), "y");
  EXPECT_THAT(graph->friends(0), ElementsAre(1));
  EXPECT_THAT(graph->friends(1), ElementsAre(0, 2));
}

TEST(FriendshipGraphTest, TellsTheBadRow) {
  const std::string path = Write("user_a,user_b\nx,y\nx,\n");
  EXPECT_EQ(FriendshipGraph::Read(path).status().message(),
            path + ": line 3: column user_b is \"\"; it must be 1 to 64 printable ASCII characters without spaces");
}

TEST(FriendshipGraphTest, RefusesAGraphWithoutFriendships) {
  const std::string path = Write("user_a,user_b\n");
  EXPECT_EQ(FriendshipGraph::Read(path).status().message(), path + ": there is no friendship in it");
}

TEST(FriendshipGraphTest, SmallWorldHasAboutTwentyFriendsEach) {
  const FriendshipGraph graph = FriendshipGraph::SmallWorld(500, Dice(1));
  size_t friendships = 0;
  for (int person = 0; person < graph.size(); ++person) friendships += graph.friends(person).size();
  EXPECT_NEAR(static_cast<double>(friendships) / graph.size(), 20, 0.5);
}

}  // namespace
}  // namespace fudai::replay
