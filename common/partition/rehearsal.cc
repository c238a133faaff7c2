#include "common/partition/rehearsal.h"

#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/partition/partition.h"
#include "common/redis/nodes.h"
#include "common/status/macros.h"

namespace fudai::partition {
namespace {

constexpr char kPrefix[] = "rehearsal:";
constexpr char kTokenSuffix[] = "~rehearsal";
// Keys of the Redis, production's among them, that a slice looks at.
constexpr int kSlice = 1000;

// Removes keys, and returns how many were there. One command for each, since they lie in many slots.
async::Task<absl::StatusOr<int64_t>> Remove(redis::Client* client, std::vector<std::string> keys) {
  std::vector<redis::Pending> pending;
  for (const std::string& key : keys) pending.push_back(client->Command("UNLINK", {key}));
  int64_t removed = 0;
  absl::Status failed;
  for (redis::Pending& answer : pending) {
    const absl::StatusOr<redis::Reply> reply = co_await answer;
    failed.Update(reply.status());
    if (reply.ok()) removed += reply->integer();
  }
  if (!failed.ok()) co_return failed;
  co_return removed;
}

std::vector<std::string> HeaderKeys() {
  std::vector<std::string> keys;
  for (int i = 0; i < kCount; ++i) keys.push_back(HeaderKey(i));
  return keys;
}

}  // namespace

redis::Options RehearsalOptions(redis::Options production) {
  production.key_prefix = kPrefix;
  return production;
}

std::string RehearsalToken(absl::string_view production) { return absl::StrCat(production, kTokenSuffix); }

world::World WorldOf(absl::string_view token) {
  return absl::EndsWith(token, kTokenSuffix) ? world::World::kRehearsal : world::World::kProduction;
}

async::Task<absl::Status> BeginRehearsal(redis::Client* client, std::string token, Beginning beginning) {
  const std::string epoch = absl::StrCat(beginning.epoch);
  std::vector<redis::Pending> pending;
  pending.push_back(client->Command("HSETNX", {CatalogueKey()}, {"epoch", epoch}));
  pending.push_back(client->Command("SETNX", {ClockKey()}, {absl::StrCat(absl::ToUnixMillis(beginning.now))}));
  pending.push_back(client->Command("SET", {BoundDatabaseKey()}, {beginning.database}));
  for (int i = 0; i < kCount; ++i)
    pending.push_back(client->Command("HSET", {HeaderKey(i)}, {"gen", token, "epoch", epoch}));
  absl::Status failed;
  for (redis::Pending& answer : pending) {
    const absl::StatusOr<redis::Reply> reply = co_await answer;
    failed.Update(reply.status());
  }
  co_return failed;
}

async::Task<absl::StatusOr<int64_t>> RemoveRehearsal(redis::Client* client) {
  CO_ASSIGN_OR_RETURN(int64_t removed, co_await Remove(client, HeaderKeys()));
  std::string cursor = "0";
  do {
    CO_ASSIGN_OR_RETURN(redis::Slice slice, co_await redis::Scan(client, cursor, kSlice));
    CO_ASSIGN_OR_RETURN(const int64_t some, co_await Remove(client, std::move(slice.keys)));
    removed += some;
    cursor = std::move(slice.cursor);
  } while (cursor != "0");
  co_return removed;
}

async::Task<absl::StatusOr<int64_t>> CountRehearsalKeys(redis::Client* client) {
  int64_t count = 0;
  std::string cursor = "0";
  do {
    CO_ASSIGN_OR_RETURN(redis::Slice slice, co_await redis::Scan(client, cursor, kSlice));
    count += static_cast<int64_t>(slice.keys.size());
    cursor = std::move(slice.cursor);
  } while (cursor != "0");
  co_return count;
}

}  // namespace fudai::partition
