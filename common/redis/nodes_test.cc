#include "common/redis/nodes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "common/testing/redis_cluster.h"
#include "common/testing/redis_server.h"

namespace fudai::redis {
namespace {

using async::RunTask;
using async::Task;

void Set(async::Loop* loop, Client* client, const std::string& key) {
  const auto set = [](Client* to, std::string name) -> Task<absl::StatusOr<Reply>> {
    Pending pending = to->Command("SET", {name}, {"x"});
    co_return co_await pending;
  };
  ASSERT_EQ(RunTask(*loop, set(client, key)).status(), absl::OkStatus());
}

std::set<std::string> All(async::Loop* loop, Client* client) {
  std::set<std::string> keys;
  std::string cursor = "0";
  do {
    absl::StatusOr<Slice> slice = RunTask(*loop, Scan(client, cursor, 10));
    EXPECT_EQ(slice.status(), absl::OkStatus());
    if (!slice.ok()) return keys;
    keys.insert(slice->keys.begin(), slice->keys.end());
    cursor = slice->cursor;
  } while (cursor != "0");
  return keys;
}

class KeysTest : public testing::Test {
 protected:
  testsupport::RedisServer server_;
  async::Loop loop_;
};

TEST_F(KeysTest, ShowsEveryKeyToAClientWithoutAPrefix) {
  Client client(&loop_, server_.options());
  std::set<std::string> all;
  for (int i = 0; i < 100; ++i) Set(&loop_, &client, *all.insert("k" + std::to_string(i)).first);
  EXPECT_EQ(All(&loop_, &client), all);
}

TEST_F(KeysTest, ShowsAClientTheKeysUnderItsPrefixAsItNamesThem) {
  Client everywhere(&loop_, server_.options());
  Options options = server_.options();
  options.key_prefix = "apart:";
  Client apart(&loop_, options);
  for (int i = 0; i < 100; ++i) Set(&loop_, &everywhere, "k" + std::to_string(i));
  Set(&loop_, &apart, "mine");
  EXPECT_THAT(All(&loop_, &apart), testing::ElementsAre("mine"));
}

TEST(NodesOfAClusterTest, HoldTheKeysTogether) {
  testsupport::RedisCluster cluster(3, 0);
  async::Loop loop;
  Client client(&loop, cluster.OptionsOf(1));
  std::set<std::string> all;
  for (int i = 0; i < 300; ++i) Set(&loop, &client, *all.insert("k" + std::to_string(i)).first);
  EXPECT_EQ(All(&loop, &client), all);
  EXPECT_EQ(*RunTask(loop, CountKeys(&client)), 300);
}

TEST(NodesOfAClusterTest, ChangeTheirLayoutWhenASlotMovesOrANodeStartsAnew) {
  testsupport::RedisCluster cluster(2, 0);
  async::Loop loop;
  Client client(&loop, cluster.options());
  const auto layout = [&] { return RunTask(loop, ReadLayout(&client)).value_or("none"); };
  const std::string at_first = layout();
  EXPECT_NE(at_first, "none");
  EXPECT_EQ(layout(), at_first);
  for (const int node : {1, 0}) cluster.Run(node, "CLUSTER SETSLOT 0 NODE " + cluster.IdOf(1));
  const std::string moved = layout();
  EXPECT_NE(moved, at_first);
  cluster.node(0).Kill();
  cluster.node(0).Start();
  std::string anew;
  cluster.Await("it does not come back", [&] { return (anew = layout()) != "none"; });
  EXPECT_NE(anew, moved);
}

TEST(NodesTest, RefusesACursorThatIsNone) {
  async::Loop loop;
  Client client(&loop, {.endpoints = {*Endpoint::Parse("127.0.0.1:1")}});
  for (const char* bad : {"", "1", "x:1", "1:x", "-1:0"})
    EXPECT_EQ(RunTask(loop, Scan(&client, bad, 10)).status().code(), absl::StatusCode::kInvalidArgument) << bad;
}

}  // namespace
}  // namespace fudai::redis
