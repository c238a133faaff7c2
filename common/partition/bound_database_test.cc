#include "common/partition/bound_database.h"

#include <gtest/gtest.h>

#include "common/partition/store.h"
#include "common/testing/redis_server.h"

namespace fudai::partition {
namespace {

using async::RunTask;

class BoundDatabaseTest : public testing::Test {
 protected:
  BoundDatabaseTest() {
    server_.Reset();
    EXPECT_TRUE(RunTask(loop_, InitializeStore(&client_, "g1")).ok());
  }

  static inline testsupport::RedisServer server_;
  async::Loop loop_;
  redis::Client client_{&loop_, server_.options()};
};

TEST_F(BoundDatabaseTest, TheFirstDatabaseKeepsTheStore) {
  EXPECT_EQ(RunTask(loop_, BindDatabase(&client_, {"g1", "first"})).value(), "first");
  EXPECT_EQ(RunTask(loop_, BindDatabase(&client_, {"g1", "second"})).value(), "first");
  EXPECT_EQ(RunTask(loop_, BindDatabase(&client_, {"g1", "first"})).value(), "first");
}

TEST_F(BoundDatabaseTest, AnotherTakesItsPlaceOnPurposeAlone) {
  ASSERT_TRUE(RunTask(loop_, BindDatabase(&client_, {"g1", "first"})).ok());
  EXPECT_EQ(RunTask(loop_, RebindDatabase(&client_, {"g1", "second"})).value(), "second");
  EXPECT_EQ(RunTask(loop_, BindDatabase(&client_, {"g1", "first"})).value(), "second");
}

TEST_F(BoundDatabaseTest, BindsNoOtherStore) {
  EXPECT_EQ(RunTask(loop_, BindDatabase(&client_, {"g2", "first"})).status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(RunTask(loop_, BindDatabase(&client_, {"g1", "second"})).value(), "second");
}

}  // namespace
}  // namespace fudai::partition
