#include "tests/chaos/round.h"

#include <algorithm>
#include <iostream>
#include <optional>

#include "absl/strings/str_cat.h"
#include "fudai/admin/v1/budgets.grpc.pb.h"
#include "tests/chaos/blows.h"
#include "tests/chaos/wallets.h"
#include "tests/harness/acts.h"
#include "tests/harness/ledger.h"
#include "tests/harness/stack.h"

namespace fudai::chaos {
namespace {

using admin::v1::BudgetService;

constexpr char kCampaign[] = "chaos";
constexpr char kSecondCup[] = "second-cup";
constexpr int kKilled = 128 + 9;
constexpr absl::Duration kPointLimit = absl::Seconds(30);
constexpr absl::Duration kReplayLimit = absl::Minutes(5);

campaign::v1::CampaignSpec Spec() {
  campaign::v1::CampaignSpec spec = harness::CampaignAt("", 30, 20);
  spec.mutable_trigger()->clear_shop_ids();
  spec.mutable_budget()->set_total_fen(20'000'000);
  campaign::v1::CouponTemplate& second_cup = *spec.add_templates();
  second_cup.set_template_id(kSecondCup);
  second_cup.set_display_name("The second cup on the house");
  second_cup.set_value_fen(2000);
  second_cup.set_valid_days(14);
  second_cup.mutable_buy_x_get_y()->set_buy(1);
  second_cup.mutable_buy_x_get_y()->set_get(1);
  campaign::v1::RecipeEntry& entry = *spec.add_recipe();
  entry.set_template_id(kSecondCup);
  entry.set_count(10);
  return spec;
}

bool IsSecondCupPaidWith(const admin::v1::LedgerEntry& entry) {
  const event::v1::CouponUsed& use = entry.event().coupon_used();
  return use.template_id() == kSecondCup && use.step() == event::v1::CouponUsed::STEP_REDEEMED;
}

// A day squeezed into half a minute, with short delays so that the evening's bags are opened soon.
std::vector<std::string> ReplayFlags(uint64_t seed, const std::string& speed) {
  return {absl::StrCat("--campaign=", kCampaign),
          absl::StrCat("--seed=", seed),
          "--speed=" + speed,
          "--day_orders=2000",
          "--open_delay=1h",
          "--purchase_delay=1h",
          "--max_generations=1",
          "--give_up_after=120s"};
}

// Strikes the blows while a replay runs, and starts again what they ended.
class Round {
 public:
  explicit Round(uint64_t seed) : seed_(seed) { stack_.Publish(kCampaign, Spec()); }

  RoundResult Run() {
    ReplayUnderBlows();
    stack_.AwaitSettled();
    const harness::Ledger ledger = harness::ReadLedger(stack_);
    Add(harness::BrokenLaws(ledger, Spec()));
    Add(UnlikeTheLedger(stack_, kCampaign, ledger));
    CheckBudget();
    ReplayAgain(ledger.size());
    result_.ledger_entries = static_cast<int64_t>(ledger.size());
    for (const auto& entry : ledger) result_.coupons += entry.event().has_bag_opened() ? 1 : 0;
    if (std::none_of(ledger.begin(), ledger.end(), IsSecondCupPaidWith)) Fault("no second cup was on the house");
    return result_;
  }

 private:
  void ReplayUnderBlows();
  void CheckBudget();
  void ReplayAgain(size_t entries_before);
  void Strike(const Blow& blow);
  void CrashAt(const std::string& point);
  void CheckAlive();

  void Add(const std::vector<std::string>& faults) {
    result_.faults.insert(result_.faults.end(), faults.begin(), faults.end());
  }
  void Fault(const std::string& what) { result_.faults.push_back(what); }

  const uint64_t seed_;
  harness::Stack stack_;
  RoundResult result_;
};

void Round::ReplayUnderBlows() {
  harness::Process replay(stack_.ReplayCommand(ReplayFlags(seed_, "2000")), stack_.folder().File("replay.log"));
  for (const Blow& blow : PlanBlows(seed_)) {
    if (replay.AwaitExit(blow.pause).has_value()) break;
    std::cerr << "chaos: " << Describe(blow) << std::endl;
    CheckAlive();
    Strike(blow);
    ++result_.blows;
  }
  if (result_.blows < kNeededBlows)
    Fault(absl::StrCat("the replay ended after ", result_.blows, " blows; ", kNeededBlows, " are needed"));
  const std::optional<int> status = replay.AwaitExit(kReplayLimit);
  if (status != 0)
    Fault(absl::StrCat("the replay ended with ", status.value_or(-1), ": ", replay.output(), replay.ErrorText()));
}

void Round::CheckBudget() {
  admin::v1::VerifyConservationRequest request;
  request.set_campaign_id(kCampaign);
  const auto verified = stack_.Marketer().CallUntilKnown(&BudgetService::Stub::VerifyConservation, request);
  if (!verified.ok()) return Fault(absl::StrCat("the budget cannot be verified: ", verified.status().ToString()));
  for (const admin::v1::CapBalance& balance : verified->balances())
    Add({balance.faults().begin(), balance.faults().end()});
  if (verified->pending_events() != 0) Fault("the budget was not compared with the ledger");
}

void Round::ReplayAgain(size_t entries_before) {
  const harness::Ending again = stack_.Replay(ReplayFlags(seed_, "0"));
  if (again.exit_status != 0)
    Fault(absl::StrCat("the replay's repeat ended with ", again.exit_status, ": ", again.output, again.error));
  stack_.AwaitSettled();
  const size_t entries = harness::ReadLedger(stack_).size();
  if (entries != entries_before) Fault(absl::StrCat("the repeat made ", entries_before, " ledger entries ", entries));
}

// Nobody may end but by our blows.
void Round::CheckAlive() {
  for (harness::ServerProcess* server : {&stack_.campaign(), &stack_.admin()}) {
    const std::optional<int> status = server->process().AwaitExit(absl::ZeroDuration());
    if (!status.has_value()) continue;
    Fault(absl::StrCat("a server ended by itself with ", *status, ": ", server->process().ErrorText()));
    server->Start();
  }
}

void Round::Strike(const Blow& blow) {
  switch (blow.kind) {
    case Blow::Kind::kCampaign:
      return stack_.campaign().Restart();
    case Blow::Kind::kFaultPoint:
      return CrashAt(blow.crash_at);
    case Blow::Kind::kAdmin:
      return stack_.admin().Restart();
    case Blow::Kind::kRedis:
      stack_.redis().Kill();
      return stack_.redis().Start();
    case Blow::Kind::kAll:
      stack_.redis().Kill();
      stack_.campaign().Kill();
      stack_.admin().Kill();
      stack_.redis().Start();
      stack_.campaign().Start();
      return stack_.admin().Start();
  }
}

void Round::CrashAt(const std::string& point) {
  stack_.campaign().Kill();
  stack_.campaign().Start({"--crash_at=" + point});
  const std::optional<int> status = stack_.campaign().process().AwaitExit(kPointLimit);
  if (status != kKilled)
    Fault(absl::StrCat("the campaign server should have crashed at ", point, "; its status is ", status.value_or(-1)));
  stack_.campaign().Restart();
}

}  // namespace

RoundResult RunRound(uint64_t seed) { return Round(seed).Run(); }

}  // namespace fudai::chaos
