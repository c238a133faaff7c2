#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/redis/client.h"
#include "common/redis/slots.h"
#include "common/testing/redis_cluster.h"

namespace fudai::redis {
namespace {

using async::RunTask;
using async::Task;
using testsupport::RedisCluster;

constexpr int kKeys = 64;

std::string Key(int i) { return absl::StrCat("{key-", i, "}:value"); }

Task<absl::StatusOr<Reply>> Ask(Client* client, std::string verb, std::vector<std::string> keys,
                                std::vector<std::string> args = {}) {
  Pending pending = client->Command(verb, keys, args);
  co_return co_await pending;
}

Task<absl::StatusOr<Reply>> RunScript(Client* client, const Script* script, Call call) {
  Pending pending = client->Eval(*script, call);
  co_return co_await pending;
}

// Counts each key up, all at once. How many were.
Task<int> CountUp(Client* client) {
  std::vector<Pending> pending;
  for (int i = 0; i < kKeys; ++i) pending.push_back(client->Command("INCR", {Key(i)}));
  int done = 0;
  for (int i = 0; i < kKeys; ++i) {
    const absl::StatusOr<Reply> reply = co_await pending[i];
    done += reply.ok() ? 1 : 0;
  }
  co_return done;
}

TEST(ClusterTest, FindsEachKeysNodeFromAnyOfThem) {
  RedisCluster cluster(3, 0);
  async::Loop loop;
  Client client(&loop, cluster.OptionsOf(2));
  EXPECT_EQ(RunTask(loop, CountUp(&client)), kKeys);
  EXPECT_EQ(RunTask(loop, CountUp(&client)), kKeys);
  int keys = 0;
  for (int i = 0; i < cluster.size(); ++i) {
    const int here = std::stoi(cluster.Run(i, "DBSIZE"));
    EXPECT_GT(here, 0);
    keys += here;
  }
  EXPECT_EQ(keys, kKeys);
  const auto topology = RunTask(loop, client.ReadTopology());
  ASSERT_TRUE(topology.ok()) << topology.status();
  EXPECT_EQ(topology->primaries().size(), 3);
}

TEST(ClusterTest, TellsEachNodeItsScripts) {
  RedisCluster cluster(3, 0);
  async::Loop loop;
  Client client(&loop, cluster.OptionsOf(0));
  const Script script("touch", "redis.call('SET', KEYS[2], 'x') return redis.call('INCR', KEYS[1])");
  for (int i = 0; i < kKeys; ++i) {
    const Call call{{Key(i), Key(i) + ":beside"}, {}};
    EXPECT_EQ(RunTask(loop, RunScript(&client, &script, call))->integer(), 1);
  }
}

// While a slot is on its way, a new key is made at the second node, which does not know the script yet. Of several new
// keys Redis does not say where they are.
TEST(ClusterTest, RunsAScriptWhereASlotGoes) {
  RedisCluster cluster(2, 0);
  async::Loop loop;
  Client client(&loop, cluster.options());
  const int slot = SlotOf(Key(1)), from = cluster.OwnerOf(slot, 0), to = 1 - from;
  cluster.Run(to, absl::StrCat("CLUSTER SETSLOT ", slot, " IMPORTING ", cluster.IdOf(from)));
  cluster.Run(from, absl::StrCat("CLUSTER SETSLOT ", slot, " MIGRATING ", cluster.IdOf(to)));
  const Script script("count", "return redis.call('INCR', KEYS[1])");
  const absl::StatusOr<Reply> reply = RunTask(loop, RunScript(&client, &script, {{Key(1)}, {}}));
  ASSERT_TRUE(reply.ok()) << reply.status();
  EXPECT_EQ(reply->integer(), 1);
  EXPECT_EQ(cluster.Run(to, "DBSIZE"), "1");
  const absl::Status between = RunTask(loop, RunScript(&client, &script, {{Key(1), Key(1) + ":beside"}, {}})).status();
  EXPECT_EQ(between.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(between.message()), testing::HasSubstr("TRYAGAIN"));
}

// A slot on its way is at two nodes: what the first no longer has is asked of the second.
TEST(ClusterTest, FollowsASlotThatMoves) {
  RedisCluster cluster(2, 0);
  async::Loop loop;
  Client client(&loop, cluster.options());
  ASSERT_EQ(RunTask(loop, Ask(&client, "SET", {Key(1)}, {"before"}))->string(), "OK");
  const int slot = SlotOf(Key(1)), from = cluster.OwnerOf(slot, 0), to = 1 - from;
  cluster.Run(to, absl::StrCat("CLUSTER SETSLOT ", slot, " IMPORTING ", cluster.IdOf(from)));
  cluster.Run(from, absl::StrCat("CLUSTER SETSLOT ", slot, " MIGRATING ", cluster.IdOf(to)));
  EXPECT_EQ(RunTask(loop, Ask(&client, "GET", {Key(1)}))->string(), "before");
  const std::string beside = "{key-1}:beside";
  EXPECT_EQ(RunTask(loop, Ask(&client, "SET", {beside}, {"new"}))->string(), "OK");
  EXPECT_EQ(cluster.Run(to, "DBSIZE"), "1") << "a key that the first node does not have is made at the second";

  cluster.Run(from, absl::StrCat("MIGRATE 127.0.0.1 ", cluster.node(to).port(), " ", Key(1), " 0 5000"));
  for (const int node : {to, from})
    cluster.Run(node, absl::StrCat("CLUSTER SETSLOT ", slot, " NODE ", cluster.IdOf(to)));
  EXPECT_EQ(RunTask(loop, Ask(&client, "GET", {Key(1)}))->string(), "before");
  EXPECT_EQ(RunTask(loop, Ask(&client, "GET", {beside}))->string(), "new");
}

TEST(ClusterTest, GoesOnWithTheSuccessorOfANodeThatIsGone) {
  RedisCluster cluster(3, 1);
  async::Loop loop;
  Options replicated = cluster.options();
  replicated.replication.replicas = 1;
  Client careful(&loop, replicated);
  ASSERT_EQ(RunTask(loop, CountUp(&careful)), kKeys);
  Client client(&loop, cluster.options());
  ASSERT_EQ(RunTask(loop, Ask(&client, "GET", {Key(1)}))->string(), "1");
  const int slot = SlotOf(Key(1)), gone = cluster.OwnerOf(slot, 0);
  cluster.node(gone).Kill();
  absl::StatusOr<Reply> reply;
  cluster.Await("nobody succeeds it", [&] {
    reply = RunTask(loop, Ask(&client, "GET", {Key(1)}));
    EXPECT_TRUE(reply.ok() || absl::IsUnavailable(reply.status())) << reply.status();
    return reply.ok();
  });
  EXPECT_EQ(reply->string(), "1") << "what was acknowledged is still there";
}

TEST(ClusterTest, WhatTooFewReplicasHaveIsUnknown) {
  RedisCluster cluster(3, 1);
  async::Loop loop;
  Options options = cluster.options();
  options.replication = {.replicas = 1, .patience = absl::Milliseconds(100)};
  Client client(&loop, options);
  ASSERT_EQ(RunTask(loop, Ask(&client, "SET", {Key(1)}, {"kept"}))->string(), "OK");
  const int primary = cluster.OwnerOf(SlotOf(Key(1)), 0);
  cluster.node(primary + 3).Stall();
  const absl::Status alone = RunTask(loop, Ask(&client, "SET", {Key(1)}, {"alone"})).status();
  // Whoever repeats an act finds it done, and has only read.
  Client another(&loop, options);
  const absl::Status read = RunTask(loop, Ask(&another, "GET", {Key(1)})).status();
  cluster.node(primary + 3).Resume();
  EXPECT_EQ(read.code(), absl::StatusCode::kUnavailable) << "what it read may be lost";
  EXPECT_EQ(alone.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(alone.message()), testing::HasSubstr("0 replicas of Redis at"));
}

}  // namespace
}  // namespace fudai::redis
