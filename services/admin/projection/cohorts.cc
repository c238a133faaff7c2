#include "services/admin/projection/cohorts.h"

#include "services/admin/projection/deltas.h"
#include "services/admin/rollups/cohort_marks.h"

namespace fudai::projection {
namespace {

using rollups::Origin;
using rollups::Rollup;

// Adds marks of a customer to the cohort of a campaign or of the chain.
void Add(const Customer& customer, const std::string& scope, int64_t marks, int64_t units, RollupCounts* counts) {
  if (marks == 0) return;
  const Origin origin = customer.campaign_id.empty() ? Origin::kOrganic : Origin::kReferred;
  const int64_t week_ms = counts->days().StartOfWeek(scope, customer.first_order_ms);
  for (int mark = 0; mark < rollups::kMarks; ++mark) {
    if ((marks & rollups::MarkBit(mark)) == 0) continue;
    counts->AddTo(scope, {Rollup::kCohorts, week_ms, rollups::CohortDimension({origin, mark}), units});
  }
}

void AddAll(const Customer& customer, int64_t units, RollupCounts* counts) {
  Add(customer, kChain, customer.marks, units, counts);
  if (!customer.campaign_id.empty()) Add(customer, customer.campaign_id, customer.campaign_marks, units, counts);
}

bool IsOfOneCohort(const Customer& before, const Customer& now) {
  return before.first_order_ms == now.first_order_ms && before.campaign_id == now.campaign_id;
}

// The marks that an order sets, by the weeks of a campaign or of the chain.
int64_t MarksOf(const Payment& order, const Customer& customer, const std::string& scope, rollups::Days* days) {
  const int64_t first_ms = customer.first_order_ms, ms = order.reported_at_ms;
  if (!order.is_of_return && ms == first_ms) return rollups::MarkBit(rollups::kIsOfCohort);
  return rollups::MarksOfReturn(days->WeeksBetween(scope, first_ms, ms), ms - first_ms);
}

}  // namespace

void MarkOrder(const Payment& order, rollups::Days* days, Customer* customer) {
  customer->marks |= MarksOf(order, *customer, kChain, days);
  if (!customer->campaign_id.empty())
    customer->campaign_marks |= MarksOf(order, *customer, customer->campaign_id, days);
}

int64_t CampaignMarks(const std::vector<Payment>& payments, const Customer& customer, rollups::Days* days) {
  int64_t marks = 0;
  for (const Payment& payment : payments) {
    if (payment.kind == Payment::Kind::kOrder) marks |= MarksOf(payment, customer, customer.campaign_id, days);
  }
  return customer.first_order_ms == 0 ? 0 : marks;
}

void CountCohort(const Customer& before, const Customer& now, RollupCounts* counts) {
  Customer added = now;
  if (IsOfOneCohort(before, now)) {
    added.marks &= ~before.marks;
    added.campaign_marks &= ~before.campaign_marks;
  } else {
    AddAll(before, -1, counts);
  }
  AddAll(added, 1, counts);
}

}  // namespace fudai::projection
