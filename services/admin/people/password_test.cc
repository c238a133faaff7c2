#include "services/admin/people/password.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/async/loop.h"

namespace fudai::people {
namespace {

using ::testing::StartsWith;

class PasswordTest : public ::testing::Test {
 protected:
  async::Loop loop_;
  PasswordHasher hasher_{{.passes = 1, .memory_bytes = 8192}};
};

TEST_F(PasswordTest, HashesByArgon2idWithItsCostAndASalt) {
  const auto first = RunTask(loop_, hasher_.Hash(&loop_, "correct horse"));
  const auto second = RunTask(loop_, hasher_.Hash(&loop_, "correct horse"));
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_THAT(*first, StartsWith("$argon2id$v=19$m=8,t=1,p=1$"));
  EXPECT_NE(*first, *second);
}

TEST_F(PasswordTest, TheUsualCostIsTwoPassesOver64MiB) {
  PasswordHasher hasher{PasswordCost()};
  const auto hash = RunTask(loop_, hasher.Hash(&loop_, "correct horse"));
  ASSERT_TRUE(hash.ok()) << hash.status();
  EXPECT_THAT(*hash, StartsWith("$argon2id$v=19$m=65536,t=2,p=1$"));
}

TEST_F(PasswordTest, MatchesItsPasswordAlone) {
  const std::string hash = *RunTask(loop_, hasher_.Hash(&loop_, "correct horse"));
  EXPECT_TRUE(*RunTask(loop_, hasher_.Matches(&loop_, hash, "correct horse")));
  for (const std::string& wrong : {std::string(), std::string("correct hors"), std::string("correct horse\0", 14)})
    EXPECT_FALSE(*RunTask(loop_, hasher_.Matches(&loop_, hash, wrong)));
  EXPECT_FALSE(*RunTask(loop_, hasher_.Matches(&loop_, "", "the password of nobody")));
}

TEST_F(PasswordTest, BoundsHowManyWait) {
  int refused = 0, answered = 0;
  for (int i = 0; i < 100; ++i) {
    async::Spawn([](PasswordHasher* hasher, async::Loop* loop, int* no, int* yes) -> async::Task<void> {
      const auto matches = co_await hasher->Matches(loop, "", "correct horse");
      ++*(absl::IsResourceExhausted(matches.status()) ? no : yes);
    }(&hasher_, &loop_, &refused, &answered));
  }
  RunTask(loop_, [](async::Loop* loop, int* no, int* yes) -> async::Task<bool> {
    while (*no + *yes < 100) co_await loop->Sleep(absl::Milliseconds(1));
    co_return true;
  }(&loop_, &refused, &answered));
  EXPECT_EQ(answered, 64);
  EXPECT_EQ(refused, 36);
}

TEST(PasswordRulesTest, CountCharactersAndRefuseTheName) {
  EXPECT_TRUE(CheckPassword("password", "0123456789", "mei").ok());
  EXPECT_TRUE(CheckPassword("password", std::string(128, 'x'), "mei").ok());
  EXPECT_TRUE(CheckPassword("password", "一二三四五六七八九十", "mei").ok());
  for (const std::string& wrong : {std::string(), std::string("012345678"), std::string(129, 'x'),
                                   std::string("一二三四五六七八九"), std::string("LONG-NAMED")}) {
    const absl::Status status = CheckPassword("password", wrong, "long-named");
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << wrong;
    EXPECT_THAT(std::string(status.message()), StartsWith("password "));
  }
}

}  // namespace
}  // namespace fudai::people
