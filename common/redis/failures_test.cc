// What a client makes of what Redis says, and of what it does not: the rows of docs/operations.md's table. Slots that
// move for true, and nodes that have a successor, are in cluster_test.
#include "common/redis/failures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/redis/client.h"
#include "common/testing/scripted_redis.h"

namespace fudai::redis {
namespace {

using async::RunTask;
using async::Task;
using testing::ElementsAre;
using testing::HasSubstr;
using testsupport::ScriptedRedis;

const char kAllSlotsHere[] = "*1\r\n*3\r\n:0\r\n:16383\r\n*2\r\n$0\r\n\r\n:0\r\n";
const char kNoCluster[] = "-ERR This instance has cluster support disabled\r\n";
const char kPrimary[] = "*3\r\n$6\r\nmaster\r\n:0\r\n*0\r\n";
const char kReplica[] = "*5\r\n$5\r\nslave\r\n$1\r\na\r\n:1\r\n$9\r\nconnected\r\n:0\r\n";

// Where nobody listens.
Endpoint Nobody() { return {.unix_path = "/tmp/fudai-nobody.sock"}; }

Task<absl::StatusOr<Reply>> Ask(Client* client, std::string verb) {
  Pending pending = client->Command(verb, {"k"});
  co_return co_await pending;
}

// Two commands in one write.
Task<std::vector<absl::StatusOr<Reply>>> AskBoth(Client* client, std::string first, std::string second) {
  Pending one = client->Command(first, {"k"}), two = client->Command(second, {"k"});
  std::vector<absl::StatusOr<Reply>> answers;
  answers.push_back(co_await one);
  answers.push_back(co_await two);
  co_return answers;
}

Task<absl::StatusOr<Reply>> RunScript(Client* client, const Script* script) {
  const Call call{{"k"}, {}};
  Pending pending = client->Eval(*script, call);
  co_return co_await pending;
}

// A cluster of one node that refuses so many INCR before it does one.
ScriptedRedis::Answer RefuseAtFirst(std::string error, int times) {
  auto left = std::make_shared<std::atomic<int>>(times);
  return [error, left](const std::string& command) -> std::string {
    if (command == "CLUSTER SLOTS") return kAllSlotsHere;
    if (absl::StartsWith(command, "INCR") && (*left)-- > 0) return absl::StrCat("-", error, "\r\n");
    return ":7\r\n";
  };
}

ScriptedRedis::Answer Always(std::string reply) {
  return [reply](const std::string&) { return reply; };
}

// One of a primary and its replicas.
ScriptedRedis::Answer Alone(std::string role, std::string reply) {
  return [role, reply](const std::string& command) -> std::string {
    if (command == "CLUSTER SLOTS") return kNoCluster;
    return command == "ROLE" ? role : reply;
  };
}

struct Passing {
  const char* error;
  bool slots_are_read_anew;
};

class PassingTest : public testing::TestWithParam<Passing> {
 protected:
  async::Loop loop_;
};

TEST_P(PassingTest, IsTriedAgainWhereThereAreOthers) {
  ScriptedRedis server(RefuseAtFirst(GetParam().error, 3));
  {
    Client client(&loop_, {.endpoints = {server.endpoint(), Nobody()}});
    const absl::StatusOr<Reply> reply = RunTask(loop_, Ask(&client, "INCR"));
    ASSERT_TRUE(reply.ok()) << reply.status();
    EXPECT_EQ(reply->integer(), 7);
    EXPECT_EQ(server.CountHeard("INCR"), 4);
    if (GetParam().slots_are_read_anew) loop_.RunUntil([&] { return server.CountHeard("CLUSTER SLOTS") > 0; });
  }
  if (!GetParam().slots_are_read_anew) {
    EXPECT_EQ(server.CountHeard("CLUSTER SLOTS"), 0);
  }
}

TEST_P(PassingTest, IsAnsweredAtOnceWhereThereIsNobodyElse) {
  ScriptedRedis server(RefuseAtFirst(GetParam().error, 1));
  Client client(&loop_, {.endpoints = {server.endpoint()}});
  EXPECT_EQ(RunTask(loop_, Ask(&client, "INCR")).status(),
            absl::UnavailableError(absl::StrCat("Redis cannot run INCR now: ", GetParam().error)));
  EXPECT_THAT(server.heard(), ElementsAre("INCR k"));
}

INSTANTIATE_TEST_SUITE_P(Errors, PassingTest,
                         testing::Values(Passing{"TRYAGAIN Multiple keys request during rehashing of slot", false},
                                         Passing{"CLUSTERDOWN Hash slot not served", true},
                                         Passing{"READONLY You can't write against a read only replica.", true},
                                         Passing{"MASTERDOWN Link with MASTER is down", true},
                                         Passing{"LOADING Redis is loading the dataset in memory", false},
                                         Passing{"BUSY Redis is busy running a script.", false},
                                         Passing{"MISCONF Errors writing to the AOF file", false},
                                         Passing{"NOREPLICAS Not enough good replicas to write.", false}),
                         [](const auto& test) {
                           const std::string error = test.param.error;
                           return error.substr(0, error.find(' '));
                         });

class FailuresTest : public testing::Test {
 protected:
  async::Loop loop_;
};

TEST_F(FailuresTest, WhatDoesNotPassInTimeFails) {
  ScriptedRedis server(RefuseAtFirst("TRYAGAIN later", 1 << 20));
  Client client(&loop_, {.endpoints = {server.endpoint(), Nobody()}, .timeout = absl::Milliseconds(100)});
  EXPECT_EQ(RunTask(loop_, Ask(&client, "INCR")).status(),
            absl::UnavailableError("Redis cannot run INCR now: TRYAGAIN later"));
  EXPECT_GT(server.CountHeard("INCR"), 1);
}

TEST_F(FailuresTest, OnlyAWholeCodeIsOne) {
  ScriptedRedis server(RefuseAtFirst("BUSYGROUP Consumer Group name already exists", 1));
  Client client(&loop_, {.endpoints = {server.endpoint(), Nobody()}});
  EXPECT_EQ(RunTask(loop_, Ask(&client, "INCR")).status().code(), absl::StatusCode::kInternal);
  EXPECT_THAT(server.heard(), ElementsAre("INCR k"));
}

TEST_F(FailuresTest, GoesOnWithThePrimaryOfAReplica) {
  ScriptedRedis replica(Alone(kReplica, "-READONLY You can't write against a read only replica.\r\n"));
  ScriptedRedis primary(Alone(kPrimary, ":7\r\n"));
  Client client(&loop_, {.endpoints = {replica.endpoint(), primary.endpoint()}});
  EXPECT_EQ(RunTask(loop_, Ask(&client, "INCR"))->integer(), 7);
  const int refused = replica.CountHeard("INCR");
  EXPECT_EQ(RunTask(loop_, Ask(&client, "INCR"))->integer(), 7);
  EXPECT_EQ(replica.CountHeard("INCR"), refused) << "it remembers";
}

TEST_F(FailuresTest, WhatWasNotSentGoesToTheNextNode) {
  ScriptedRedis primary(Alone(kPrimary, ":7\r\n"));
  Client client(&loop_, {.endpoints = {Nobody(), primary.endpoint()}});
  EXPECT_EQ(RunTask(loop_, Ask(&client, "INCR"))->integer(), 7);
  EXPECT_EQ(primary.CountHeard("INCR"), 1);
}

TEST_F(FailuresTest, WhatMayHaveRunIsNotRepeated) {
  ScriptedRedis server([](const std::string& command) -> std::string {
    if (command == "CLUSTER SLOTS") return kAllSlotsHere;
    return command == "INCR k" ? "" : ":7\r\n";
  });
  Client client(&loop_, {.endpoints = {server.endpoint(), Nobody()}});
  const auto answers = RunTask(loop_, AskBoth(&client, "DECR", "INCR"));
  EXPECT_EQ(answers[0]->integer(), 7);
  EXPECT_EQ(answers[1].status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(answers[1].status().message()), HasSubstr("the outcome of INCR is unknown"));
  absl::StatusOr<Reply> next = RunTask(loop_, Ask(&client, "DECR"));
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_EQ(server.CountHeard("INCR"), 1);
}

TEST_F(FailuresTest, FollowsAMoveForGood) {
  ScriptedRedis second(Always(":7\r\n"));
  ScriptedRedis first(Always(absl::StrCat("-MOVED 7629 ", second.endpoint().ToString(), "\r\n")));
  Client client(&loop_, {.endpoints = {first.endpoint()}});
  for (int again = 0; again < 2; ++again) EXPECT_EQ(RunTask(loop_, Ask(&client, "INCR"))->integer(), 7);
  EXPECT_EQ(first.CountHeard("INCR"), 1);
  loop_.RunUntil([&] { return first.CountHeard("CLUSTER SLOTS") + second.CountHeard("CLUSTER SLOTS") > 0; });
}

TEST_F(FailuresTest, AsksAnotherNodeThisOnce) {
  ScriptedRedis second(Always(":7\r\n"));
  ScriptedRedis first(Always(absl::StrCat("-ASK 7629 ", second.endpoint().ToString(), "\r\n")));
  Client client(&loop_, {.endpoints = {first.endpoint()}});
  for (int again = 0; again < 2; ++again) EXPECT_EQ(RunTask(loop_, Ask(&client, "INCR"))->integer(), 7);
  EXPECT_THAT(first.heard(), ElementsAre("INCR k", "INCR k"));
  EXPECT_THAT(second.heard(), ElementsAre("ASKING", "INCR k", "ASKING", "INCR k"));
}

// Without a pause between, they would be asked thousands of times.
TEST_F(FailuresTest, PausesWhereTwoNodesSendToEachOther) {
  std::string there;
  ScriptedRedis first(
      [&](const std::string& command) -> std::string { return command == "CLUSTER SLOTS" ? kAllSlotsHere : there; });
  ScriptedRedis second([&](const std::string& command) -> std::string {
    if (command == "CLUSTER SLOTS") return kAllSlotsHere;
    return absl::StrCat("-MOVED 7629 ", first.endpoint().ToString(), "\r\n");
  });
  there = absl::StrCat("-MOVED 7629 ", second.endpoint().ToString(), "\r\n");
  Client client(&loop_, {.endpoints = {first.endpoint()}, .timeout = absl::Milliseconds(300)});
  EXPECT_EQ(RunTask(loop_, Ask(&client, "INCR")).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_GT(first.CountHeard("INCR"), 3);
  EXPECT_LT(first.CountHeard("INCR") + second.CountHeard("INCR"), 150);
}

TEST_F(FailuresTest, ARedirectionToNowhereIsNoAnswer) {
  ScriptedRedis server(RefuseAtFirst("MOVED 7629", 1));
  Client client(&loop_, {.endpoints = {server.endpoint()}});
  EXPECT_EQ(RunTask(loop_, Ask(&client, "INCR")).status(),
            absl::UnavailableError("Redis cannot run INCR now: MOVED 7629"));
}

TEST_F(FailuresTest, SendsAScriptOnceThatIsNotTaken) {
  ScriptedRedis server([](const std::string& command) -> std::string {
    return absl::StartsWith(command, "SCRIPT") ? "-NOPERM no scripts here\r\n" : "-NOSCRIPT No matching script.\r\n";
  });
  Client client(&loop_, {.endpoints = {server.endpoint()}});
  const Script script("touch", "return 1");
  EXPECT_EQ(RunTask(loop_, RunScript(&client, &script)).status(),
            absl::UnavailableError("Redis cannot run touch now: NOSCRIPT No matching script."));
  EXPECT_EQ(server.heard().size(), 3) << "EVALSHA, SCRIPT LOAD, EVALSHA";
}

TEST_F(FailuresTest, WhatRedisRefusesForGoodIsNotTriedAgain) {
  for (const char* error : {"OOM command not allowed when used memory > 'maxmemory'.", "FUDAISTORE foreign",
                            "WRONGTYPE Operation against a key holding the wrong kind of value"}) {
    ScriptedRedis server(RefuseAtFirst(error, 1));
    Client client(&loop_, {.endpoints = {server.endpoint(), Nobody()}});
    EXPECT_EQ(RunTask(loop_, Ask(&client, "INCR")).status(), ToStatus(error, "INCR"));
    EXPECT_THAT(server.heard(), ElementsAre("INCR k")) << error;
  }
  EXPECT_EQ(ToStatus("OOM", "x").code(), absl::StatusCode::kResourceExhausted);
}

// The answers of a batch wait for the WAIT that follows it, and for no other.
TEST_F(FailuresTest, EachBatchHasItsOwnReplicas) {
  std::atomic<int> replicas = 0;
  ScriptedRedis server([&](const std::string& command) -> std::string {
    return absl::StartsWith(command, "WAIT") ? absl::StrCat(":", replicas++, "\r\n") : ":7\r\n";
  });
  Client client(&loop_, {.endpoints = {server.endpoint()}, .replication = {.replicas = 1}});
  const auto lost = RunTask(loop_, AskBoth(&client, "INCR", "DECR"));
  for (const absl::StatusOr<Reply>& answer : lost) {
    EXPECT_EQ(answer.status().code(), absl::StatusCode::kUnavailable);
    EXPECT_THAT(std::string(answer.status().message()), HasSubstr("0 replicas of Redis at"));
  }
  EXPECT_EQ(RunTask(loop_, Ask(&client, "INCR"))->integer(), 7);
  EXPECT_THAT(server.heard(), ElementsAre("INCR k", "DECR k", "WAIT 1 1000", "INCR k", "WAIT 1 1000"));
}

TEST_F(FailuresTest, ARefusedWaitIsNoReplica) {
  ScriptedRedis server([](const std::string& command) -> std::string {
    return absl::StartsWith(command, "WAIT") ? "-NOPERM no waiting here\r\n" : ":7\r\n";
  });
  Client client(&loop_, {.endpoints = {server.endpoint()}, .replication = {.replicas = 1}});
  EXPECT_THAT(std::string(RunTask(loop_, Ask(&client, "INCR")).status().message()),
              HasSubstr("\"NOPERM no waiting here\" instead of how many replicas"));
}

TEST_F(FailuresTest, ReadsTheSlotsInTheirOrder) {
  ScriptedRedis server(
      Always("*3\r\n"
             "*3\r\n:9000\r\n:16000\r\n*2\r\n$8\r\n10.0.0.2\r\n:6379\r\n"
             "*3\r\n:0\r\n:4000\r\n*2\r\n$8\r\n10.0.0.3\r\n:6379\r\n"
             "*3\r\n:4001\r\n:8999\r\n*2\r\n$8\r\n10.0.0.2\r\n:6379\r\n"));
  Client client(&loop_, {.endpoints = {server.endpoint()}});
  const absl::StatusOr<Topology> topology = RunTask(loop_, client.ReadTopology());
  ASSERT_TRUE(topology.ok()) << topology.status();
  ASSERT_EQ(topology->primaries().size(), 2);
  EXPECT_EQ(topology->primaries()[0].ToString(), "10.0.0.3:6379");
  EXPECT_EQ(topology->OwnerOf(16000)->ToString(), "10.0.0.2:6379");
  EXPECT_EQ(topology->OwnerOf(16001), nullptr);
}

TEST_F(FailuresTest, RefusesSlotsThatAreNone) {
  for (const char* answer :
       {"+OK\r\n", "*1\r\n*3\r\n:0\r\n:16384\r\n*2\r\n$1\r\na\r\n:1\r\n", "*1\r\n*2\r\n:0\r\n:1\r\n"}) {
    ScriptedRedis server(Always(answer));
    Client client(&loop_, {.endpoints = {server.endpoint()}});
    EXPECT_EQ(RunTask(loop_, client.ReadTopology()).status().code(), absl::StatusCode::kInternal) << answer;
  }
}

}  // namespace
}  // namespace fudai::redis
