#include "tests/load/benchmark.h"

#include <unistd.h>

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "tests/load/checkout_load.h"
#include "tests/load/cost.h"
#include "tests/load/cpu_time.h"
#include "tests/load/open_load.h"
#include "tests/load/rig.h"
#include "tests/load/script_runs.h"

namespace fudai::load {
namespace {

absl::Status CheckAllOpened(const LoadResult& result, size_t taps) {
  if (result.opened == static_cast<int64_t>(taps)) return absl::OkStatus();
  return absl::InternalError(absl::StrCat(result.opened, " of ", taps, " taps took a coupon; all should have"));
}

// All that is measured.
struct Bench {
  std::unique_ptr<Rig> rig;
  std::unique_ptr<CheckoutLoad> checkout;
};

// One round's measurements.
class Round {
 public:
  Round(Bench* bench, int bags, Figures* figures)
      : rig_(bench->rig.get()), checkout_(bench->checkout.get()), bags_(bags), figures_(figures) {}

  absl::Status Measure() {
    ASSIGN_OR_RETURN(const Cost scripts, Scripts());
    RETURN_IF_ERROR(RunScripts(&rig_->bare_store(), {.calls = bags_ * Friends::kPerBag, .bags = bags_}, figures_));
    for (const int in_flight : kInFlight) {
      ASSIGN_OR_RETURN(const Cost empty, Empty(in_flight));
      ASSIGN_OR_RETURN(const Cost open, Open(in_flight));
      figures_->Add(absl::StrCat("open.over_floor.", in_flight), open.both() / (empty.server_us + scripts.redis_us));
    }
    return checkout_->Measure(bags_, figures_);
  }

 private:
  absl::StatusOr<Cost> Scripts() {
    ASSIGN_OR_RETURN(const std::vector<std::string> codes, rig_->bare_store().acts().GiveBags(bags_));
    const std::vector<Tap> taps = rig_->friends().TapsOn(codes);
    ASSIGN_OR_RETURN(const Meter redis, Meter::Of(rig_->bare_store().pid()));
    ASSIGN_OR_RETURN(const Meter client, Meter::Of(getpid()));
    ASSIGN_OR_RETURN(const LoadResult result, rig_->bare_store().acts().Open(taps, kDepth));
    RETURN_IF_ERROR(CheckAllOpened(result, taps.size()));
    Cost cost;
    ASSIGN_OR_RETURN(cost.redis_us, redis.MicrosecondsOver(taps.size()));
    ASSIGN_OR_RETURN(cost.client_us, client.MicrosecondsOver(taps.size()));
    Record(absl::StrCat("scripts.", kDepth), result, cost, figures_);
    return cost;
  }

  absl::StatusOr<Cost> Empty(int in_flight) {
    const std::vector<std::string> codes(bags_, std::string(sharecode::ShareCodec::kCodeLength, 'A'));
    const std::vector<Tap> taps = rig_->friends().TapsOn(codes);
    ASSIGN_OR_RETURN(const Meter server, Meter::Of(rig_->empty_server().pid()));
    ASSIGN_OR_RETURN(const Meter client, Meter::Of(getpid()));
    ASSIGN_OR_RETURN(const LoadResult result, OpenOverGrpc(rig_->empty_server().channel(), taps, in_flight));
    Cost cost;
    ASSIGN_OR_RETURN(cost.server_us, server.MicrosecondsOver(taps.size()));
    ASSIGN_OR_RETURN(cost.client_us, client.MicrosecondsOver(taps.size()));
    Record(absl::StrCat("empty.", in_flight), result, cost, figures_);
    return cost;
  }

  absl::StatusOr<Cost> Open(int in_flight) {
    ASSIGN_OR_RETURN(const std::vector<std::string> codes, rig_->served_store().acts().GiveBags(bags_));
    RETURN_IF_ERROR(rig_->served_store().AwaitRelayed());
    const std::vector<Tap> taps = rig_->friends().TapsOn(codes);
    ASSIGN_OR_RETURN(const ServedMeters meters, ServedMeters::Start(rig_));
    ASSIGN_OR_RETURN(const LoadResult result, OpenOverGrpc(rig_->campaign_server().channel(), taps, in_flight));
    RETURN_IF_ERROR(CheckAllOpened(result, taps.size()));
    ASSIGN_OR_RETURN(const Cost answered, meters.Over(taps.size()));
    RETURN_IF_ERROR(rig_->served_store().AwaitRelayed());
    ASSIGN_OR_RETURN(Cost cost, meters.Over(taps.size()));
    cost.client_us = answered.client_us;
    const std::string what = absl::StrCat("open.", in_flight);
    Record(what, result, cost, figures_);
    figures_->Add(what + ".after_us", cost.both() - answered.both());
    return cost;
  }

  Rig* rig_;
  CheckoutLoad* checkout_;
  int bags_;
  Figures* figures_;
};

}  // namespace

absl::StatusOr<Figures> RunBenchmark(const BenchmarkOptions& options,
                                     const std::function<void(absl::string_view)>& say) {
  say("starting Redis and the servers");
  Bench bench;
  ASSIGN_OR_RETURN(bench.rig, Rig::Start(options.bags));
  ASSIGN_OR_RETURN(bench.checkout, CheckoutLoad::Prepare(bench.rig.get()));
  say("warming up");
  Figures discarded;
  RETURN_IF_ERROR(Round(&bench, options.bags, &discarded).Measure());
  Figures figures;
  for (int round = 1; round <= options.rounds; ++round) {
    say(absl::StrCat("round ", round, " of ", options.rounds));
    RETURN_IF_ERROR(Round(&bench, options.bags, &figures).Measure());
  }
  return figures;
}

}  // namespace fudai::load
