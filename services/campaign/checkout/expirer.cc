#include "services/campaign/checkout/expirer.h"

#include <spdlog/spdlog.h>

#include <utility>
#include <vector>

#include "common/async/pause.h"
#include "common/async/wait_group.h"
#include "common/partition/partition.h"
#include "common/status/macros.h"

namespace fudai::checkout {
namespace {

// Partitions that are asked at once.
constexpr int kTogether = 32;

}  // namespace

Expirer::Expirer(CheckoutStore store, metrics::Metrics* metrics)
    : store_(std::move(store)),
      expired_(metrics->Counter({.name = "fudai_reservations_expired_total",
                                 .help = "Reservations that nobody ended before their deadline.",
                                 .labels = {}})) {}

async::Task<void> Expirer::Run(Pace pace, std::function<bool()> ended) {
  absl::Status last;
  while (!ended()) {
    const absl::StatusOr<int> passed = co_await Pass(absl::ToUnixMillis(pace.clock->Now()));
    if (!passed.ok() && passed.status() != last)
      spdlog::warn("reservations wait for their expiry: {}", passed.status().ToString());
    last = passed.status();
    co_await async::PauseUnless(pace.loop, pace.period, ended);
  }
}

async::Task<absl::StatusOr<int>> Expirer::Pass(int64_t now_ms) {
  std::vector<absl::StatusOr<int>> passed(partition::kCount, 0);
  for (int first = 0; first < partition::kCount; first += kTogether) {
    async::WaitGroup group;
    for (int i = first; i < first + kTogether; ++i) {
      group.Start([](Expirer* expirer, int partition, int64_t now, absl::StatusOr<int>* out) -> async::Task<void> {
        absl::StatusOr<int> ended = co_await expirer->PassPartition(partition, now);
        *out = std::move(ended);
      }(this, i, now_ms, &passed[i]));
    }
    co_await group;
  }
  int count = 0;
  absl::Status failed;
  for (const absl::StatusOr<int>& each : passed) {
    failed.Update(each.status());
    count += each.value_or(0);
  }
  expired_.Increment(count);
  if (!failed.ok()) co_return failed;
  co_return count;
}

async::Task<absl::StatusOr<int>> Expirer::PassPartition(int partition, int64_t now_ms) {
  CO_ASSIGN_OR_RETURN(const std::vector<ReservationAddress> due, co_await store_.ListDue(partition, now_ms));
  for (const ReservationAddress& address : due) {
    const absl::StatusOr<SettleAnswer> looked_at = co_await store_.Settle(address, now_ms, Purpose::kLook);
    if (!looked_at.ok()) co_return looked_at.status();
  }
  co_return static_cast<int>(due.size());
}

}  // namespace fudai::checkout
