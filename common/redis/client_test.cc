#include "common/redis/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "common/testing/redis_server.h"

namespace fudai::redis {
namespace {

using async::RunTask;
using async::Task;

Task<absl::StatusOr<Reply>> Ask(Client* client, std::vector<std::string> words) {
  Pending pending = client->Command(words.front(), {}, {words.begin() + 1, words.end()});
  co_return co_await pending;
}

Task<absl::StatusOr<Reply>> RunScript(Client* client, const Script* script, Call call) {
  Pending pending = client->Eval(*script, call);
  co_return co_await pending;
}

class ClientTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { server_ = new testsupport::RedisServer; }
  static void TearDownTestSuite() { delete server_; }

  async::Loop loop_;
  static testsupport::RedisServer* server_;
};
testsupport::RedisServer* ClientTest::server_ = nullptr;

TEST_F(ClientTest, RunsCommandsAndDecodesReplies) {
  Client client(&loop_, server_->options());
  EXPECT_EQ(RunTask(loop_, Ask(&client, {"SET", "k", std::string("a\0b", 3)}))->string(), "OK");
  EXPECT_EQ(RunTask(loop_, Ask(&client, {"GET", "k"}))->string(), std::string("a\0b", 3));
  EXPECT_TRUE(RunTask(loop_, Ask(&client, {"GET", "none"}))->is_nil());
  EXPECT_EQ(RunTask(loop_, Ask(&client, {"INCRBY", "n", "41"}))->integer(), 41);
  const auto list = RunTask(loop_, Ask(&client, {"HMGET", "none", "a", "b"}));
  EXPECT_EQ(list->size(), 2u);
  EXPECT_TRUE((*list)[7].is_nil());
}

TEST_F(ClientTest, SendsAScriptAgainThatRedisDoesNotKnow) {
  Client client(&loop_, server_->options());
  const Script script("pair", "return {CODE, KEYS[1], ARGV[1]}", {{"CODE", 7}});
  for (int round = 0; round < 2; ++round) {
    ASSERT_TRUE(RunTask(loop_, Ask(&client, {"SCRIPT", "FLUSH"})).ok());
    for (int again = 0; again < 2; ++again) {
      const auto reply = RunTask(loop_, RunScript(&client, &script, Call{{"k"}, {"v"}}));
      ASSERT_TRUE(reply.ok()) << reply.status();
      EXPECT_EQ((*reply)[0].integer(), 7);
      EXPECT_EQ((*reply)[1].string(), "k");
      EXPECT_EQ((*reply)[2].string(), "v");
    }
  }
}

TEST_F(ClientTest, PutsItsPrefixBeforeEveryKeyAndNothingElse) {
  Options options = server_->options();
  options.key_prefix = "apart:";
  Client apart(&loop_, options);
  Client whole(&loop_, server_->options());
  const auto put = [](Client* client) -> Task<absl::StatusOr<Reply>> {
    Pending pending = client->Command("HSET", {"{p}key"}, {"field", "value"});
    co_return co_await pending;
  };
  ASSERT_TRUE(RunTask(loop_, put(&apart)).ok());
  EXPECT_EQ(RunTask(loop_, Ask(&whole, {"HGET", "apart:{p}key", "field"}))->string(), "value");
  EXPECT_EQ(RunTask(loop_, Ask(&whole, {"EXISTS", "{p}key"}))->integer(), 0);

  const Script script("pair", "return {KEYS[1], KEYS[2], ARGV[1]}");
  for (int again = 0; again < 2; ++again) {  // By its text at first, and then by its digest.
    const auto reply = RunTask(loop_, RunScript(&apart, &script, Call{{"{p}a", "{p}b"}, {"{p}c"}}));
    ASSERT_TRUE(reply.ok()) << reply.status();
    EXPECT_EQ((*reply)[0].string(), "apart:{p}a");
    EXPECT_EQ((*reply)[1].string(), "apart:{p}b");
    EXPECT_EQ((*reply)[2].string(), "{p}c");
  }
}

TEST_F(ClientTest, TellsRefusalsApart) {
  Client client(&loop_, server_->options());
  const Script foreign("foreign", "return redis.error_reply('FUDAISTORE the header is missing')");
  const auto refused = RunTask(loop_, RunScript(&client, &foreign, Call{}));
  EXPECT_EQ(refused.status(), absl::FailedPreconditionError("the header is missing"));
  EXPECT_EQ(RunTask(loop_, Ask(&client, {"NOSUCH"})).status().code(), absl::StatusCode::kInternal);
}

TEST_F(ClientTest, WhatAFullRedisRefusesWasNotDone) {
  Client client(&loop_, server_->options());
  const Script script("put", "redis.call('SET', KEYS[1], 'x') return redis.call('SET', KEYS[1], 'y')");
  ASSERT_TRUE(RunTask(loop_, Ask(&client, {"CONFIG", "SET", "maxmemory", "1"})).ok());
  const absl::Status refused = RunTask(loop_, RunScript(&client, &script, Call{{"full"}, {}})).status();
  ASSERT_TRUE(RunTask(loop_, Ask(&client, {"CONFIG", "SET", "maxmemory", "0"})).ok());
  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted) << refused;
  EXPECT_EQ(RunTask(loop_, Ask(&client, {"EXISTS", "full"}))->integer(), 0);
}

TEST_F(ClientTest, SaysWhereNobodyAnswers) {
  Client client(&loop_, {.endpoints = {*Endpoint::Parse("127.0.0.1:1")}});
  const absl::Status refused = RunTask(loop_, Ask(&client, {"PING"})).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(refused.message()), testing::HasSubstr("Redis at 127.0.0.1:1 cannot be reached"));
}

TEST_F(ClientTest, KeysOfTwoSlotsAreRefused) {
  Client client(&loop_, server_->options());
  const Script crossing("crossing", "return redis.call('GET', KEYS[1])");
  EXPECT_FALSE(RunTask(loop_, RunScript(&client, &crossing, Call{{"{a}1", "{b}2"}, {}})).ok());
}

Task<int> CountAnswers(Client* client, int commands) {
  std::vector<Pending> pending;
  for (int i = 0; i < commands; ++i) pending.push_back(client->Command("ECHO", {}, {std::to_string(i)}));
  int right = 0;
  for (int i = 0; i < commands; ++i) {
    absl::StatusOr<Reply> reply = co_await pending[i];
    right += reply.ok() && reply->string() == std::to_string(i);
  }
  co_return right;
}

TEST_F(ClientTest, PipelinesAndKeepsTheOrder) {
  Client client(&loop_, server_->options());
  EXPECT_EQ(RunTask(loop_, CountAnswers(&client, 20000)), 20000);
}

TEST_F(ClientTest, ALateReplyMeansUnknownAndTheConnectionIsNotUsedAgain) {
  Options options = server_->options();
  options.timeout = absl::Milliseconds(50);
  Client client(&loop_, options);
  ASSERT_TRUE(RunTask(loop_, Ask(&client, {"PING"})).ok());
  server_->Stall();
  const auto late = RunTask(loop_, Ask(&client, {"ECHO", "late"}));
  server_->Resume();
  EXPECT_EQ(late.status().code(), absl::StatusCode::kUnavailable);
  absl::StatusOr<Reply> next;
  do {
    next = RunTask(loop_, Ask(&client, {"ECHO", "next"}));
  } while (!next.ok());
  EXPECT_EQ(next->string(), "next");
}

TEST_F(ClientTest, ConnectsAgainAfterACrash) {
  Client client(&loop_, server_->options());
  ASSERT_TRUE(RunTask(loop_, Ask(&client, {"SET", "kept", "1"})).ok());
  server_->Kill();
  EXPECT_EQ(RunTask(loop_, Ask(&client, {"PING"})).status().code(), absl::StatusCode::kUnavailable);
  server_->Start();
  absl::StatusOr<Reply> kept;
  do {
    kept = RunTask(loop_, Ask(&client, {"GET", "kept"}));
  } while (!kept.ok());
  EXPECT_EQ(kept->string(), "1");
}

TEST(EndpointTest, ParsesBothFormsAndNamesWhatIsWrong) {
  EXPECT_EQ(Endpoint::Parse("unix:/a/b")->unix_path, "/a/b");
  EXPECT_EQ(Endpoint::Parse("localhost:6379")->port, 6379);
  for (const char* bad : {"", "unix:", "localhost", ":1", "h:0", "h:70000", "h:x"}) {
    EXPECT_EQ(Endpoint::Parse(bad).status().code(), absl::StatusCode::kInvalidArgument) << bad;
  }
}

TEST(EndpointTest, ParsesSeveral) {
  const auto endpoints = ParseEndpoints("10.0.0.1:6379,unix:/a/b,[::1]:6380");
  ASSERT_TRUE(endpoints.ok()) << endpoints.status();
  ASSERT_EQ(endpoints->size(), 3);
  EXPECT_EQ((*endpoints)[1].unix_path, "/a/b");
  EXPECT_EQ((*endpoints)[2].host, "::1");
  EXPECT_EQ((*endpoints)[2].port, 6380);
  EXPECT_EQ((*endpoints)[2].ToString(), "[::1]:6380");
  EXPECT_EQ(*Endpoint::Parse("::1:6380"), (*endpoints)[2]) << "as nodes of a cluster write it";
  EXPECT_EQ(ParseEndpoints("10.0.0.1:6379,").status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(OptionsTest, NamesTheFlagThatIsWrong) {
  EXPECT_EQ(ParseOptions("a:1,b:2", 1)->replication.replicas, 1);
  for (const int bad : {-1, 17})
    EXPECT_THAT(std::string(ParseOptions("a:1", bad).status().message()), testing::HasSubstr("--redis_replicas is"));
}

}  // namespace
}  // namespace fudai::redis
