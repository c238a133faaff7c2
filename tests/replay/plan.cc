#include "tests/replay/plan.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace fudai::replay {
namespace {

constexpr int64_t kSecondTapDelayMs = 30'000;

// Writes the acts down as they occur to it, each behind the one it needs; Take sorts them by time.
class Planner {
 public:
  Planner(const Input& input, const Behaviour& behaviour, int max_generations)
      : behaviour_(behaviour), max_generations_(max_generations) {
    plan_.orders = input.orders;
    plan_.refunds = input.refunds;
  }

  void PlanOrders() {
    const int count = static_cast<int>(plan_.orders.size());
    for (int order = 0; order < count; ++order) PlanOrder(order, -1, 0);
  }

  void PlanRefunds() {
    for (int i = 0; i < static_cast<int>(plan_.refunds.size()); ++i) {
      const Refund& refund = plan_.refunds[i];
      Add({.kind = Act::Kind::kReportRefund,
           .time_ms = refund.refunded_at_ms,
           .chain = ChainOf(refund.user_id, refund.order_id),
           .subject = i});
    }
  }

  Plan Take() {
    SortByTime();
    return std::move(plan_);
  }

 private:
  void PlanOrder(int order, int needs, int generation) {
    const Order copy = plan_.orders[order];
    const int report = Add({.kind = Act::Kind::kReportOrder,
                            .time_ms = copy.paid_at_ms,
                            .chain = ChainOf(copy.user_id, copy.order_id),
                            .needs = needs,
                            .subject = order,
                            .payment = behaviour_.PaymentOf(copy)});
    if (copy.repeat) return;
    for (const Visit& visit : behaviour_.VisitsTo(copy)) {
      const int tap = PlanVisit(visit, order, report);
      if (generation < max_generations_) PlanPurchase(visit, copy, tap, generation + 1);
    }
  }

  // Returns the act of the first tap.
  int PlanVisit(const Visit& visit, int order, int report) {
    Act act{.kind = Act::Kind::kLookAtBag,
            .time_ms = visit.time_ms,
            .chain = ChainOf(visit.user_id, ""),
            .needs = report,
            .subject = order};
    if (visit.looks_first) Add(act);
    act.kind = Act::Kind::kTapBag;
    const int tap = Add(act);
    act.time_ms += kSecondTapDelayMs;
    if (visit.taps_again) Add(act);
    return tap;
  }

  void PlanPurchase(const Visit& visit, const Order& visited, int tap, int generation) {
    std::optional<Order> purchase = behaviour_.PurchaseAfter(visit, visited);
    if (!purchase.has_value()) return;
    plan_.orders.push_back(*std::move(purchase));
    PlanOrder(static_cast<int>(plan_.orders.size()) - 1, tap, generation);
  }

  int ChainOf(absl::string_view user_id, absl::string_view order_id) {
    std::string name = user_id.empty() ? absl::StrCat("guest order ", order_id) : std::string(user_id);
    const auto [known, fresh] = chains_.try_emplace(std::move(name), static_cast<int>(plan_.chains.size()));
    if (fresh) plan_.chains.push_back(known->first);
    return known->second;
  }

  int Add(const Act& act) {
    plan_.acts.push_back(act);
    return static_cast<int>(plan_.acts.size()) - 1;
  }

  void SortByTime() {
    std::vector<int> by_time(plan_.acts.size());
    std::iota(by_time.begin(), by_time.end(), 0);
    std::stable_sort(by_time.begin(), by_time.end(),
                     [this](int a, int b) { return plan_.acts[a].time_ms < plan_.acts[b].time_ms; });
    std::vector<int> place(by_time.size());
    for (size_t i = 0; i < by_time.size(); ++i) place[by_time[i]] = static_cast<int>(i);
    std::vector<Act> sorted;
    for (const int index : by_time) {
      Act act = plan_.acts[index];
      if (act.needs >= 0) act.needs = place[act.needs];
      sorted.push_back(act);
    }
    plan_.acts = std::move(sorted);
  }

  const Behaviour& behaviour_;
  const int max_generations_;
  Plan plan_;
  absl::flat_hash_map<std::string, int> chains_;
};

}  // namespace

Plan MakePlan(const Input& input, const Behaviour& behaviour, int max_generations) {
  Planner planner(input, behaviour, max_generations);
  planner.PlanOrders();
  planner.PlanRefunds();
  return planner.Take();
}

}  // namespace fudai::replay
