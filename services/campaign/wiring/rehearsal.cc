#include "services/campaign/wiring/rehearsal.h"

#include <spdlog/spdlog.h>

#include <utility>

#include "common/async/pause.h"
#include "common/partition/rehearsal.h"
#include "common/partition/virtual_time.h"
#include "common/status/macros.h"
#include "common/world/log_mark.h"

namespace fudai::wiring {
namespace {

using world::World;

constexpr absl::Duration kPeriod = absl::Seconds(1);

}  // namespace

Rehearsal::Rehearsal(rpc::Server* server, sharecode::ShareCodec codec, const clock::Clock* clock,
                     const metrics::Metrics& metrics)
    : server_(server), codec_(std::move(codec)), clock_(clock), metrics_(metrics, {{"world", "rehearsal"}}) {}

absl::StatusOr<std::unique_ptr<Rehearsal>> Rehearsal::Create(rpc::Server* server, const Production& production,
                                                             const metrics::Metrics& metrics) {
  ASSIGN_OR_RETURN(sharecode::ShareCodec codec, sharecode::ShareCodec::Create(*production.keys, World::kRehearsal));
  std::unique_ptr<Rehearsal> made(new Rehearsal(server, std::move(codec), production.clock, metrics));
  const redis::Options redis = partition::RehearsalOptions(production.redis);
  const std::string token = partition::RehearsalToken(production.token);
  for (int i = 0; i < server->loops(); ++i) {
    made->services_.push_back(
        std::make_unique<LoopServices>(&server->loop(i), redis, token, &made->codec_, &made->metrics_));
  }
  return made;
}

void Rehearsal::Serve() {
  rpc::Rehearsal served{.tables = {}, .clocks = {}, .metrics = &metrics_};
  for (int i = 0; i < server_->loops(); ++i) {
    LoopServices* services = services_[i].get();
    served.tables.push_back(services->Table());
    served.clocks.emplace_back([services] { return partition::ReadVirtualTime(&services->client()); });
    const auto draining = [server = server_, i] { return server->Draining(i); };
    server_->RunBeside(i, services->campaigns().KeepFresh(kPeriod, draining));
  }
  server_->Hold(std::move(served));
  const auto draining = [server = server_] { return server->Draining(0); };
  server_->RunBeside(0, Follow(draining));
  server_->RunBeside(0, services_[0]->sweeper().Run({&server_->loop(0), clock_, kPeriod}, draining));
}

// Does what relay and expirers do in production, by the rehearsal's clock. While nothing has been published there,
// nothing can have happened.
async::Task<void> Rehearsal::Follow(std::function<bool()> ended) {
  absl::Status last;
  while (!ended()) {
    co_await async::PauseUnless(&server_->loop(0), kPeriod, ended);
    if (ended()) co_return;
    if (services_[0]->campaigns().snapshot()->empty()) continue;
    const absl::Status passed = co_await Pass();
    if (!passed.ok() && passed != last)
      spdlog::warn("{}its passes wait: {}", world::LogMark(World::kRehearsal), passed.ToString());
    last = passed;
  }
}

async::Task<absl::Status> Rehearsal::Pass() {
  LoopServices& services = *services_[0];
  CO_ASSIGN_OR_RETURN(const absl::Time now, co_await partition::ReadVirtualTime(&services.client()));
  const int64_t now_ms = absl::ToUnixMillis(now);
  const absl::StatusOr<int64_t> relayed = co_await services.relay().Pass();
  if (!relayed.ok()) co_return relayed.status();
  const absl::StatusOr<int> expired = co_await services.expirer().Pass(now_ms);
  if (!expired.ok()) co_return expired.status();
  co_return (co_await services.liability_expirer().Pass(now_ms)).status();
}

}  // namespace fudai::wiring
