#include "services/admin/wiring/rehearsal.h"

#include <spdlog/spdlog.h>

#include <utility>

#include "common/async/pause.h"
#include "common/partition/rehearsal.h"
#include "common/partition/store.h"
#include "common/partition/virtual_time.h"
#include "common/status/macros.h"
#include "common/world/log_mark.h"
#include "services/admin/rehearsal/rehearsal_service.h"
#include "services/admin/wiring/store_binding.h"
#include "services/admin/wiring/world_services.h"

namespace fudai::wiring {
namespace {

using world::World;

constexpr int kReaderThreads = 2;
// How often the streams are looked at: rarer than production's, since nobody waits for the figures.
constexpr absl::Duration kRest = absl::Milliseconds(500);
constexpr absl::Duration kFinishPeriod = absl::Seconds(1);

projection::ProjectorOptions ProjectionOf(const redis::Options& redis, const std::string& token, absl::TimeZone zone) {
  projection::ProjectorOptions options{
      .redis = redis, .store_token = token, .world = World::kRehearsal, .terms = {.time_zone = zone}};
  options.rest = kRest;
  return options;
}

// Makes the rehearsal whole again where a wipe was cut off, looking every period, until `ended`.
async::Task<void> KeepWhole(rehearsal::Stage* stage, async::BlockingPool* publishing, async::Loop* loop,
                            std::function<bool()> ended) {
  absl::Status last;
  while (!ended()) {
    const auto finish = [stage] { return stage->Finish(); };
    const absl::Status finished = co_await publishing->Run(*loop, finish);
    if (!finished.ok() && finished != last)
      spdlog::warn("{}it waits to be made: {}", world::LogMark(World::kRehearsal), finished.ToString());
    last = finished;
    co_await async::PauseUnless(loop, kFinishPeriod, ended);
  }
}

}  // namespace

// All that one event loop owns.
struct Rehearsal::Services {
  Services(async::Loop* loop, Rehearsal* owner)
      : world(loop, {owner->database_.get(), &owner->publisher_, &owner->readers_, &owner->publishing_, owner->redis_,
                     owner->token_}),
        rehearsal({.database = owner->database_.get(),
                   .production = &owner->production_,
                   .stage = &owner->stage_,
                   .readers = &owner->readers_,
                   .publishing = &owner->publishing_,
                   .redis = &world.redis,
                   .token = owner->token_}) {}

  std::vector<rpc::Method> Table() {
    std::vector<rpc::Method> table = world.Methods();
    for (rpc::Method& method : rehearsal.Methods()) table.push_back(std::move(method));
    return table;
  }

  WorldServices world;
  rehearsal::RehearsalService rehearsal;
};

Rehearsal::Rehearsal(const Production& production, std::unique_ptr<database::Database> database,
                     const metrics::Metrics& metrics)
    : server_(production.server),
      clock_(production.clock),
      redis_(partition::RehearsalOptions(production.redis)),
      token_(partition::RehearsalToken(production.token)),
      metrics_(metrics, {{"world", "rehearsal"}}),
      database_(std::move(database)),
      publisher_(database_.get(), redis_, token_, production.policy),
      projection_(ProjectionOf(redis_, token_, production.chain_zone), database_.get(), &metrics_),
      stage_({.database = database_.get(),
              .redis = redis_,
              .token = token_,
              .clock = production.clock,
              .stop_projection = [this] { projection_.Stop(); },
              .start_projection = [this] { projection_.Start(); }}),
      production_(production.database),
      readers_(kReaderThreads),
      publishing_(1) {}

Rehearsal::~Rehearsal() { projection_.Stop(); }

absl::StatusOr<std::unique_ptr<Rehearsal>> Rehearsal::Create(const Production& production,
                                                             const metrics::Metrics& metrics) {
  ASSIGN_OR_RETURN(std::unique_ptr<database::Database> database,
                   database::Database::Open(production.database_url, World::kRehearsal));
  std::unique_ptr<Rehearsal> made(new Rehearsal(production, std::move(database), metrics));
  RETURN_IF_ERROR(made->Begin());
  for (int i = 0; i < made->server_->loops(); ++i)
    made->services_.push_back(std::make_unique<Services>(&made->server_->loop(i), made.get()));
  return made;
}

absl::Status Rehearsal::Begin() {
  RETURN_IF_ERROR(stage_.Finish());
  projection_.Start();
  RETURN_IF_ERROR(BindToStore(*database_, token_));
  return publisher_.Finish();
}

void Rehearsal::Serve() {
  rpc::Rehearsal served{.tables = {}, .clocks = {}, .metrics = &metrics_};
  for (const std::unique_ptr<Services>& services : services_) {
    served.tables.push_back(services->Table());
    served.clocks.emplace_back([redis = &services->world.redis] { return partition::ReadVirtualTime(redis); });
  }
  server_->Hold(std::move(served));
  const auto draining = [server = server_] { return server->Draining(0); };
  server_->RunBeside(0, KeepWhole(&stage_, &publishing_, &server_->loop(0), draining));
  server_->RunBeside(
      0, campaigns::KeepFinishing(
             {&publisher_, &publishing_, &server_->loop(0), clock_, kFinishPeriod, World::kRehearsal}, draining));
}

}  // namespace fudai::wiring
