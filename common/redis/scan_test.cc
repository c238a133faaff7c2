#include "common/redis/scan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "common/testing/redis_server.h"

namespace fudai::redis {
namespace {

using async::RunTask;
using async::Task;

class ScanTest : public testing::Test {
 protected:
  void Set(Client* client, const std::string& key) {
    const auto set = [](Client* to, std::string name) -> Task<absl::StatusOr<Reply>> {
      Pending pending = to->Command("SET", {name}, {"x"});
      co_return co_await pending;
    };
    ASSERT_EQ(RunTask(loop_, set(client, key)).status(), absl::OkStatus());
  }

  std::set<std::string> All(Client* client) {
    std::set<std::string> keys;
    std::string cursor = "0";
    do {
      absl::StatusOr<Slice> slice = RunTask(loop_, Scan(client, cursor, 10));
      EXPECT_EQ(slice.status(), absl::OkStatus());
      if (!slice.ok()) return keys;
      keys.insert(slice->keys.begin(), slice->keys.end());
      cursor = slice->cursor;
    } while (cursor != "0");
    return keys;
  }

  testsupport::RedisServer server_;
  async::Loop loop_;
};

TEST_F(ScanTest, ShowsEveryKeyToAClientWithoutAPrefix) {
  Client client(&loop_, server_.options());
  std::set<std::string> all;
  for (int i = 0; i < 100; ++i) Set(&client, *all.insert("k" + std::to_string(i)).first);
  EXPECT_EQ(All(&client), all);
}

TEST_F(ScanTest, ShowsAClientTheKeysUnderItsPrefixAsItNamesThem) {
  Client everywhere(&loop_, server_.options());
  Options options = server_.options();
  options.key_prefix = "apart:";
  Client apart(&loop_, options);
  for (int i = 0; i < 100; ++i) Set(&everywhere, "k" + std::to_string(i));
  Set(&apart, "mine");
  EXPECT_THAT(All(&apart), testing::ElementsAre("mine"));
}

}  // namespace
}  // namespace fudai::redis
