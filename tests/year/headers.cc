#include "tests/year/headers.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/async/loop.h"
#include "common/partition/partition.h"

namespace fudai::year {
namespace {

async::Task<absl::Status> WriteHeaders(redis::Client* redis, const database::Offsets* numbers) {
  for (int i = 0; i < partition::kCount; ++i) {
    const std::string number = absl::StrCat((*numbers)[i]);
    redis::Pending pending =
        redis->Command("HSET", {partition::HeaderKey(i)}, {"ev", number, "relay", number, "projected", number});
    absl::StatusOr<redis::Reply> reply = co_await pending;
    if (!reply.ok()) co_return reply.status();
  }
  co_return absl::OkStatus();
}

}  // namespace

absl::Status SetHeaders(const redis::Options& redis, const database::Offsets& numbers) {
  async::Loop loop;
  redis::Client client(&loop, redis);
  return async::RunTask(loop, WriteHeaders(&client, &numbers));
}

}  // namespace fudai::year
