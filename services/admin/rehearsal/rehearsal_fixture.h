#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "absl/time/time.h"
#include "common/async/loop.h"
#include "common/partition/rehearsal.h"
#include "common/redis/client.h"
#include "common/testing/redis_server.h"
#include "services/admin/testing/test_databases.h"

namespace fudai::rehearsal {

inline constexpr char kToken[] = "generation1~rehearsal";
inline const absl::Time kNow = absl::FromUnixSeconds(2000000000);

// An empty Redis, where no rehearsal has begun, and an empty database.
class RehearsalFixture : public testsupport::DatabaseTest {
 protected:
  static testsupport::RedisServer& Server() {
    static testsupport::RedisServer server;
    return server;
  }

  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    Server().Reset();
    database_ = OpenNew();
  }

  std::unique_ptr<database::Database> database_;
  async::Loop loop_;
  redis::Client redis_{&loop_, partition::RehearsalOptions(Server().options())};
};

}  // namespace fudai::rehearsal
