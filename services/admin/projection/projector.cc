#include "services/admin/projection/projector.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/partition/partition.h"
#include "common/status/macros.h"
#include "common/world/log_mark.h"
#include "services/admin/projection/ledger_row.h"

namespace fudai::projection {
namespace {

// Whether trying again can help.
bool MayPass(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kDataLoss:
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kFailedPrecondition:
      return false;
    default:
      return true;
  }
}

void Log(world::World world, const absl::Status& status) {
  if (status.ok()) {
    spdlog::info("{}the projection goes on", world::LogMark(world));
  } else {
    spdlog::warn("{}the projection waits: {}", world::LogMark(world), status.ToString());
  }
}

absl::Status AtPartition(int partition, const absl::Status& status) {
  return absl::Status(status.code(), absl::StrCat("partition ", partition, ": ", status.message()));
}

absl::Status Append(int partition, int64_t after, const redis::Reply& reply, Batch* batch) {
  absl::StatusOr<std::vector<partition::StreamEntry>> entries = partition::DecodeEvents(reply, after);
  if (!entries.ok()) {
    return AtPartition(partition, absl::DataLossError(absl::StrCat(
                                      entries.status().message(),
                                      ": the database is older than the store, or events were deleted from it; restore"
                                      " the newest files of both, and never trim streams by hand")));
  }
  for (const partition::StreamEntry& entry : *entries) {
    ASSIGN_OR_RETURN(LedgerRow row, DecodeEvent(partition, entry.number, entry.payload));
    batch->rows.push_back(std::move(row));
    batch->after[partition] = entry.number;
  }
  return absl::OkStatus();
}

}  // namespace

Projector::Projector(ProjectorOptions options, database::Database* database, metrics::Metrics* metrics)
    : options_(std::move(options)),
      database_(database),
      redis_(&loop_, options_.redis),
      events_(metrics->Counter(
          {.name = "fudai_projection_events_total", .help = "Events folded into the database.", .labels = {}})),
      lag_(metrics->Gauge(
          {.name = "fudai_projection_lag_events", .help = "Events that wait to be folded.", .labels = {}})),
      failing_(metrics->Gauge(
          {.name = "fudai_projection_failing", .help = "1 while the projection gets nowhere.", .labels = {}})),
      halted_(metrics->Gauge({.name = "fudai_projection_halted",
                              .help = "1 if the projection has stopped for good; the log says why.",
                              .labels = {}})) {}

void Projector::Run() {
  absl::Status last;
  absl::Duration rest;
  do {
    const absl::StatusOr<int64_t> waiting = Round();
    if (!waiting.ok() && !MayPass(waiting.status())) return Halt(waiting.status());
    if (waiting.status() != last) Log(options_.world, waiting.status());
    last = waiting.status();
    rest = !waiting.ok() ? options_.retry : *waiting > 0 ? absl::ZeroDuration() : options_.rest;
  } while (Rest(rest));
}

void Projector::Halt(const absl::Status& why) {
  spdlog::error("{}the projection has stopped: {}", world::LogMark(options_.world), why.ToString());
  halted_.Set(1);
  options_.on_halt();
}

void Projector::Stop() {
  absl::MutexLock lock(&mutex_);
  stopping_ = true;
}

// False once it is time to stop.
bool Projector::Rest(absl::Duration duration) {
  absl::MutexLock lock(&mutex_);
  return !mutex_.AwaitWithTimeout(absl::Condition(&stopping_), duration);
}

absl::StatusOr<int64_t> Projector::Round() {
  absl::StatusOr<int64_t> waiting = FoldOnce();
  if (waiting.ok() && may_be_behind_) {
    const absl::StatusOr<int64_t> uncounted = CountOnce();
    waiting = uncounted.ok() ? absl::StatusOr<int64_t>(*waiting + *uncounted) : uncounted.status();
  }
  failing_.Set(waiting.ok() ? 0 : 1);
  return waiting;
}

absl::StatusOr<int64_t> Projector::CountOnce() {
  const int limit = options_.max_recount;
  ASSIGN_OR_RETURN(const int64_t left,
                   database_->Write([limit](soci::session& sql) { return CountLedger(sql, limit); }));
  may_be_behind_ = left > 0;
  return left;
}

absl::Status Projector::Prepare() {
  if (prepared_) return absl::OkStatus();
  RETURN_IF_ERROR(database_->Write([this](soci::session& sql) {
    SetTerms(sql, options_.terms);
    return absl::OkStatus();
  }));
  prepared_ = true;
  return absl::OkStatus();
}

absl::StatusOr<int64_t> Projector::FoldOnce() {
  RETURN_IF_ERROR(Prepare());
  RETURN_IF_ERROR(LoadOffsets());
  ASSIGN_OR_RETURN(const ProgressOf progress, RunTask(loop_, ReadProgress()));
  RETURN_IF_ERROR(CheckFits(progress));
  lag_.Set(static_cast<double>(Waiting(progress)));
  const std::vector<Slice> slices = Plan(progress);
  if (!slices.empty()) {
    ASSIGN_OR_RETURN(const Batch batch, RunTask(loop_, ReadBatch(slices)));
    // Should the answer to the commit be lost, the database knows better than we do.
    offsets_are_known_ = false;
    RETURN_IF_ERROR(database_->Write([&batch](soci::session& sql) { return Fold(sql, batch); }));
    offsets_ = batch.after;
    offsets_are_known_ = true;
    events_.Increment(static_cast<double>(batch.rows.size()));
  }
  lag_.Set(static_cast<double>(Waiting(progress)));
  RETURN_IF_ERROR(RunTask(loop_, Acknowledge(progress)));
  return Waiting(progress);
}

absl::Status Projector::LoadOffsets() {
  if (offsets_are_known_) return absl::OkStatus();
  ASSIGN_OR_RETURN(offsets_, database_->Read([](soci::session& sql) { return database::ReadOffsets(sql); }));
  offsets_are_known_ = true;
  return absl::OkStatus();
}

absl::Status Projector::CheckFits(const ProgressOf& progress) const {
  for (int i = 0; i < partition::kCount; ++i) {
    if (progress[i].newest >= offsets_[i]) continue;
    return absl::FailedPreconditionError(absl::StrCat("partition ", i, " holds events up to ", progress[i].newest,
                                                      ", and the database has folded ", offsets_[i],
                                                      ": the database is newer than the store, or belongs to another"));
  }
  return absl::OkStatus();
}

std::vector<Projector::Slice> Projector::Plan(const ProgressOf& progress) {
  std::vector<Slice> slices;
  int room = options_.max_batch;
  for (int i = 0; i < partition::kCount && room > 0; ++i) {
    const int partition = next_partition_;
    next_partition_ = (next_partition_ + 1) % partition::kCount;
    const int64_t waiting = progress[partition].newest - offsets_[partition];
    if (waiting == 0) continue;
    slices.push_back({partition, static_cast<int>(std::min<int64_t>(waiting, room))});
    room -= slices.back().limit;
  }
  return slices;
}

int64_t Projector::Waiting(const ProgressOf& progress) const {
  int64_t waiting = 0;
  for (int i = 0; i < partition::kCount; ++i) waiting += progress[i].newest - offsets_[i];
  return waiting;
}

async::Task<absl::StatusOr<Projector::ProgressOf>> Projector::ReadProgress() {
  std::vector<redis::Pending> pending;
  for (int i = 0; i < partition::kCount; ++i) pending.push_back(partition::ReadProgress(&redis_, i));
  ProgressOf progress;
  absl::Status failed;
  for (int i = 0; i < partition::kCount; ++i) {
    absl::StatusOr<redis::Reply> reply = co_await pending[i];
    absl::StatusOr<partition::Progress> decoded =
        reply.ok() ? partition::DecodeProgress(*reply, options_.store_token) : reply.status();
    if (decoded.ok()) progress.push_back(*decoded);
    if (failed.ok() && !decoded.ok()) failed = AtPartition(i, decoded.status());
  }
  if (!failed.ok()) co_return partition::AsNotReady(failed);
  co_return progress;
}

async::Task<absl::StatusOr<Batch>> Projector::ReadBatch(std::vector<Slice> slices) {
  std::vector<redis::Pending> pending;
  for (const Slice& slice : slices) {
    pending.push_back(partition::ReadEvents(&redis_, options_.store_token, slice.partition,
                                            {offsets_[slice.partition], slice.limit}));
  }
  Batch batch;
  batch.before = batch.after = offsets_;
  absl::Status failed;
  for (size_t i = 0; i < slices.size(); ++i) {
    absl::StatusOr<redis::Reply> reply = co_await pending[i];
    const int partition = slices[i].partition;
    failed.Update(reply.ok() ? Append(partition, offsets_[partition], *reply, &batch)
                             : partition::AsNotReady(reply.status()));
  }
  if (!failed.ok()) co_return failed;
  co_return batch;
}

// Tells the store how far the database is, wherever it does not know yet: after a batch, and after a crash between the
// two.
async::Task<absl::Status> Projector::Acknowledge(ProgressOf progress) {
  std::vector<redis::Pending> pending;
  for (int i = 0; i < partition::kCount; ++i) {
    if (progress[i].projected >= offsets_[i]) continue;
    pending.push_back(
        partition::Advance(&redis_, options_.store_token, i, partition::Consumer::kProjector, offsets_[i]));
  }
  absl::Status failed;
  for (redis::Pending& answer : pending) {
    absl::StatusOr<redis::Reply> reply = co_await answer;
    failed.Update(reply.status());
  }
  co_return partition::AsNotReady(failed);
}

}  // namespace fudai::projection
