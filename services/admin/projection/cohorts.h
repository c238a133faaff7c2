// Cohorts: customers by the weeks of their first orders, with what they have done since.
#pragma once

#include <vector>

#include "services/admin/projection/customer.h"
#include "services/admin/projection/payments.h"
#include "services/admin/projection/rollup_counts.h"
#include "services/admin/rollups/days.h"

namespace fudai::projection {

// Has the marks of a customer whose first order is known take note of an order.
void MarkOrder(const Payment& order, rollups::Days* days, Customer* customer);

// The marks of all of a customer's orders, by the weeks of the campaign that brought them.
int64_t CampaignMarks(const std::vector<Payment>& payments, const Customer& customer, rollups::Days* days);

// Counts what has become of a customer between two states: adds marks, or moves them from one cohort to another.
void CountCohort(const Customer& before, const Customer& now, RollupCounts* counts);

}  // namespace fudai::projection
