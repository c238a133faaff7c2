#include "services/campaign/relay/relay.h"

#include <spdlog/spdlog.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/async/pause.h"
#include "common/async/wait_group.h"
#include "common/partition/partition.h"
#include "common/status/macros.h"
#include "fudai/event/v1/event.pb.h"

namespace fudai::relay {
namespace {

// Events of one partition that are worked off together.
constexpr int kBatch = 128;

async::Task<void> CreditOne(contracts::CouponCrediter* crediter, contracts::CouponCredit credit, absl::Status* status) {
  const absl::StatusOr<contracts::Credited> credited = co_await crediter->Credit(std::move(credit));
  status->Update(credited.status());
}

void Log(const absl::Status& status) {
  if (status.ok()) {
    spdlog::info("the relay goes on");
  } else if (absl::IsDataLoss(status)) {
    spdlog::error("the relay cannot go on: {}", status.ToString());
  } else {
    spdlog::warn("the relay waits: {}", status.ToString());
  }
}

absl::Status AtPartition(int partition, const absl::Status& status) {
  return absl::Status(
      status.code(),
      absl::StrCat("partition ", partition, ": ", status.message(),
                   "; restore Redis from its newest files, and never trim or delete its streams by hand"));
}

}  // namespace

Relay::Relay(contracts::StoreAccess access, contracts::CouponCrediter* crediter, metrics::Metrics* metrics)
    : access_(std::move(access)),
      crediter_(crediter),
      events_(metrics->Counter(
          {.name = "fudai_relay_events_total", .help = "Events that the relay has passed.", .labels = {}})),
      lag_(metrics->Gauge({.name = "fudai_relay_lag_events", .help = "Events that wait for the relay.", .labels = {}})),
      frozen_(metrics->Gauge({.name = "fudai_frozen_partitions",
                              .help = "Partitions that refuse all acts while they are moved.",
                              .labels = {}})),
      failing_(metrics->Gauge(
          {.name = "fudai_relay_failing", .help = "1 while the relay cannot pass some events.", .labels = {}})) {}

async::Task<void> Relay::Run(absl::Duration period, std::function<bool()> ended) {
  absl::Status last;
  while (!ended()) {
    const absl::StatusOr<int64_t> passed = co_await Pass();
    failing_.Set(passed.ok() ? 0 : 1);
    if (passed.status() != last) Log(passed.status());
    last = passed.status();
    if (!passed.ok() || *passed == 0) co_await async::PauseUnless(&access_.client()->loop(), period, ended);
  }
}

async::Task<absl::StatusOr<int64_t>> Relay::Pass() {
  CO_ASSIGN_OR_RETURN(const std::vector<partition::Progress> progress, co_await ReadAllProgress());
  int64_t passed = 0;
  int64_t waiting = 0;
  int frozen = 0;
  absl::Status failed;
  for (const partition::Progress& each : progress) {
    waiting += each.newest - each.relayed;
    frozen += each.frozen ? 1 : 0;
  }
  frozen_.Set(frozen);
  for (int i = 0; i < partition::kCount; ++i) {
    if (progress[i].relayed == progress[i].newest) continue;
    const absl::StatusOr<int64_t> events = co_await PassPartition(i, progress[i].relayed);
    failed.Update(events.status());
    passed += events.value_or(0);
  }
  events_.Increment(static_cast<double>(passed));
  lag_.Set(static_cast<double>(waiting - passed));
  if (!failed.ok()) co_return failed;
  co_return passed;
}

async::Task<absl::StatusOr<std::vector<partition::Progress>>> Relay::ReadAllProgress() {
  std::vector<redis::Pending> pending;
  for (int i = 0; i < partition::kCount; ++i) pending.push_back(partition::ReadProgress(access_.client(), i));
  std::vector<partition::Progress> progress;
  absl::Status failed;
  for (redis::Pending& answer : pending) {
    absl::StatusOr<redis::Reply> reply = co_await answer;
    failed.Update(reply.status());
    if (!reply.ok()) continue;
    absl::StatusOr<partition::Progress> decoded = partition::DecodeProgress(*reply, access_.token());
    failed.Update(decoded.status());
    progress.push_back(decoded.value_or(partition::Progress()));
  }
  if (!failed.ok()) co_return failed;
  co_return progress;
}

async::Task<absl::StatusOr<int64_t>> Relay::PassPartition(int partition, int64_t after) {
  redis::Pending read = partition::ReadEvents(access_.client(), access_.token(), partition, {after, kBatch});
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, co_await read);
  const absl::StatusOr<std::vector<partition::StreamEntry>> entries = partition::DecodeEvents(reply, after);
  if (!entries.ok()) {
    CO_ASSIGN_OR_RETURN(const int64_t relayed, co_await ReadRelayed(partition));
    if (relayed > after) co_return 0;  // Another relay has passed them meanwhile, and they are trimmed.
    co_return AtPartition(partition, entries.status());
  }
  CO_RETURN_IF_ERROR(co_await CreditAll(&*entries));
  redis::Pending advance = partition::Advance(access_.client(), access_.token(), partition, partition::Consumer::kRelay,
                                              entries->back().number);
  const absl::StatusOr<redis::Reply> advanced = co_await advance;
  if (!advanced.ok()) co_return advanced.status();
  co_return static_cast<int64_t>(entries->size());
}

async::Task<absl::StatusOr<int64_t>> Relay::ReadRelayed(int partition) {
  redis::Pending read = partition::ReadProgress(access_.client(), partition);
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, co_await read);
  CO_ASSIGN_OR_RETURN(const partition::Progress progress, partition::DecodeProgress(reply, access_.token()));
  co_return progress.relayed;
}

async::Task<absl::Status> Relay::CreditAll(const std::vector<partition::StreamEntry>* entries) {
  async::WaitGroup group;
  std::vector<absl::Status> outcomes(entries->size());
  for (size_t i = 0; i < entries->size(); ++i) {
    event::v1::Event event;
    if (!event.ParseFromString((*entries)[i].payload)) {
      outcomes[i] = absl::DataLossError(absl::StrCat("event ", (*entries)[i].number, " cannot be parsed"));
    } else if (event.has_bag_opened()) {
      group.Start(CreditOne(crediter_, contracts::CreditFromEvent(event), &outcomes[i]));
    }
  }
  co_await group;
  for (const absl::Status& outcome : outcomes) CO_RETURN_IF_ERROR(outcome);
  co_return absl::OkStatus();
}

}  // namespace fudai::relay
