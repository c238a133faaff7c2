#include "services/campaign/archive/sweeper.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/async/pause.h"
#include "common/async/wait_group.h"
#include "common/partition/partition.h"
#include "common/partition/store.h"
#include "common/process/fault_point.h"
#include "common/redis/nodes.h"
#include "common/status/macros.h"

namespace fudai::archive {
namespace {

using partition::SweepPhase;

// How far every partition's stream and its consumers are.
async::Task<absl::StatusOr<std::vector<partition::Progress>>> ReadStreams(contracts::StoreAccess access) {
  std::vector<redis::Pending> pending;
  for (int i = 0; i < partition::kCount; ++i) pending.push_back(partition::ReadProgress(access.client(), i));
  std::vector<partition::Progress> streams;
  for (redis::Pending& answer : pending) {
    CO_ASSIGN_OR_RETURN(const redis::Reply reply, co_await answer);
    CO_ASSIGN_OR_RETURN(const partition::Progress progress, partition::DecodeProgress(reply, access.token()));
    streams.push_back(progress);
  }
  co_return streams;
}

}  // namespace

Sweeper::Sweeper(contracts::StoreAccess access, const Parts& parts, int slice_keys)
    : access_(std::move(access)),
      parts_(parts),
      slice_keys_(slice_keys),
      keys_(access_),
      swept_(parts.metrics->Counter({.name = "fudai_archive_swept_keys_total",
                                     .help = "Keys and entries of archived campaigns that were deleted.",
                                     .labels = {}})) {}

async::Task<void> Sweeper::Run(Pace pace, std::function<bool()> ended) {
  absl::Status last;
  while (!ended()) {
    const absl::StatusOr<bool> more = co_await Step(pace.clock->Now());
    if (!more.ok() && more.status() != last)
      spdlog::warn("{}a sweep waits: {}", access_.log_mark(), more.status().ToString());
    last = more.status();
    const absl::Duration pause = more.value_or(false) ? kSlicePause : pace.period;
    co_await async::PauseUnless(pace.loop, pause, ended);
  }
}

async::Task<absl::StatusOr<bool>> Sweeper::Step(absl::Time now) {
  if (!sweep_.has_value()) CO_RETURN_IF_ERROR(co_await Take(now));
  if (!sweep_.has_value()) co_return false;
  absl::StatusOr<bool> advanced = co_await Advance();
  absl::Status kept = advanced.status();
  if (advanced.ok()) kept = co_await partition::KeepSweep(access_.client(), access_.token(), *sweep_, now + kLease);
  if (kept.ok() && sweep_->progress.phase != SweepPhase::kSwept) co_return *advanced;
  sweep_.reset();
  if (!kept.ok()) co_return kept;
  co_return true;
}

async::Task<absl::Status> Sweeper::Take(absl::Time now) {
  const std::shared_ptr<const campaigns::CampaignSnapshot> snapshot = parts_.campaigns->snapshot();
  for (const std::string& campaign_id : snapshot->archived()) {
    const partition::Lease lease{.now = now, .end = now + kLease};
    CO_ASSIGN_OR_RETURN(sweep_, co_await partition::TakeSweep(access_.client(), access_.token(), campaign_id, lease));
    if (!sweep_.has_value()) continue;
    awaited_.clear();
    break;
  }
  co_return absl::OkStatus();
}

async::Task<absl::StatusOr<bool>> Sweeper::Advance() {
  if (sweep_->progress.phase == SweepPhase::kLedger) co_return co_await AwaitLedger();
  CO_RETURN_IF_ERROR(co_await SweepSlice());
  co_return true;
}

async::Task<absl::StatusOr<bool>> Sweeper::AwaitLedger() {
  if (awaited_.empty()) CO_RETURN_IF_ERROR(co_await parts_.liability->EndLiability(sweep_->campaign_id));
  CO_ASSIGN_OR_RETURN(const std::vector<partition::Progress> streams, co_await ReadStreams(access_));
  if (awaited_.empty()) {
    for (const partition::Progress& stream : streams) awaited_.push_back(stream.newest);
  }
  for (size_t i = 0; i < streams.size(); ++i) {
    if (std::min(streams[i].relayed, streams[i].projected) < awaited_[i]) co_return false;
  }
  sweep_->progress.phase = SweepPhase::kSweeping;
  co_return true;
}

async::Task<absl::Status> Sweeper::SweepSlice() {
  partition::SweepProgress& progress = sweep_->progress;
  CO_ASSIGN_OR_RETURN(progress.size, co_await redis::CountKeys(access_.client()));
  CO_ASSIGN_OR_RETURN(redis::Slice slice, co_await redis::Scan(access_.client(), sweep_->cursor, slice_keys_));
  // After the slice: it is good if all is as it was when the pass began.
  CO_ASSIGN_OR_RETURN(std::string current_run, co_await redis::ReadLayout(access_.client()));
  if (current_run != sweep_->run) {
    const bool first = sweep_->run.empty();
    sweep_->run = std::move(current_run);
    sweep_->cursor = "0";
    progress.pass += first ? 1 : 0;
    progress.looked = progress.found = 0;
    co_return absl::OkStatus();
  }
  progress.looked += static_cast<int64_t>(slice.keys.size());
  CO_ASSIGN_OR_RETURN(const int64_t deleted, co_await SweepKeys(std::move(slice.keys)));
  if (deleted > 0) process::FaultPoint("sweep.after_slice");
  progress.found += deleted;
  progress.deleted += deleted;
  sweep_->cursor = std::move(slice.cursor);
  if (sweep_->cursor == "0") EndPass();
  co_return absl::OkStatus();
}

async::Task<absl::StatusOr<int64_t>> Sweeper::SweepKeys(std::vector<std::string> keys) {
  std::vector<absl::StatusOr<int64_t>> deleted(keys.size(), 0);
  async::WaitGroup group;
  for (size_t i = 0; i < keys.size(); ++i) {
    group.Start([](KeySweeper* sweeper, std::string campaign_id, std::string key,
                   absl::StatusOr<int64_t>* out) -> async::Task<void> {
      absl::StatusOr<int64_t> swept = co_await sweeper->Sweep(std::move(campaign_id), std::move(key));
      *out = std::move(swept);
    }(&keys_, sweep_->campaign_id, std::move(keys[i]), &deleted[i]));
  }
  co_await group;
  int64_t sum = 0;
  absl::Status failed;
  for (const absl::StatusOr<int64_t>& each : deleted) {
    failed.Update(each.status());
    sum += each.value_or(0);
  }
  swept_.Increment(static_cast<double>(sum));
  if (!failed.ok()) co_return failed;
  co_return sum;
}

void Sweeper::EndPass() {
  partition::SweepProgress& progress = sweep_->progress;
  if (progress.found == 0) {
    progress.phase = SweepPhase::kSwept;
    spdlog::info("{}campaign {} is swept: {} keys and entries deleted in {} passes", access_.log_mark(),
                 sweep_->campaign_id, progress.deleted, progress.pass);
    return;
  }
  ++progress.pass;
  progress.looked = progress.found = 0;
}

}  // namespace fudai::archive
