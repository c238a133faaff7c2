#include "common/partition/newest_events.h"

#include <vector>

#include "common/partition/explain.h"
#include "common/partition/rehearsal.h"
#include "common/partition/store.h"

namespace fudai::partition {

async::Task<absl::StatusOr<EventNumbers>> ReadNewestEvents(redis::Client* client, std::string token) {
  std::vector<redis::Pending> pending;
  for (int i = 0; i < kCount; ++i) pending.push_back(ReadProgress(client, i));
  EventNumbers newest{};
  absl::Status failed;
  for (int i = 0; i < kCount; ++i) {
    absl::StatusOr<redis::Reply> reply = co_await pending[i];
    absl::StatusOr<Progress> progress = reply.ok() ? DecodeProgress(*reply, token) : reply.status();
    failed.Update(progress.status());
    if (progress.ok()) newest[i] = progress->newest;
  }
  if (!failed.ok()) co_return Explain(failed, WorldOf(token));
  co_return newest;
}

}  // namespace fudai::partition
