#include "services/admin/projection/customers.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/admin/database/capped_sum.h"
#include "services/admin/projection/cohorts.h"
#include "services/admin/projection/deltas.h"
#include "services/admin/pseudonyms/pseudonyms.h"

namespace fudai::projection {

using event::v1::Event;
using rollups::Rollup;

namespace {

// Whether what an event counts for depends on its user.
bool IsAboutCustomer(const Event& event) {
  return event.has_order_reported() || event.has_conversion_recorded() || event.coupon_credited().first_touch() != 0;
}

// Those whom the rows are about, and the buyers of the orders whose refunds count with them: the events of some
// refunds do not name them.
std::vector<std::string> UsersOf(const std::vector<RowToCount>& rows) {
  std::set<std::string> users;
  for (const RowToCount& next : rows) {
    if (IsAboutCustomer(next.row->event)) users.insert(next.row->user_id);
    for (const RefundOfOrder& refund : next.refunds) users.insert(refund.order.user_id());
  }
  users.erase("");
  return {users.begin(), users.end()};
}

}  // namespace

Customers::Customers(soci::session& sql, const std::vector<RowToCount>& rows, RollupCounts* counts)
    : sql_(sql), counts_(counts), earlier_(sql), sharers_(sql, counts) {
  for (auto& [user_id, customer] : ReadCustomers(sql, UsersOf(rows))) customers_[user_id] = {customer, customer, {}};
}

absl::Status Customers::Count(const LedgerRow& row) {
  const Event& event = row.event;
  if (!event.order_reported().user_id().empty()) CountOrder(event.occurred_at_ms(), event.order_reported());
  if (event.has_conversion_recorded()) RETURN_IF_ERROR(CountConversion(row));
  if (event.has_bag_opened()) sharers_.CountOpening(event.bag_opened());
  if (event.coupon_credited().first_touch() != 0) CountTouch(event.occurred_at_ms(), event.coupon_credited());
  return absl::OkStatus();
}

void Customers::CountOrder(int64_t ms, const event::v1::OrderReported& order) {
  Known& known = customers_[order.user_id()];
  Customer& customer = known.now;
  if (++customer.orders == 2) CountSecondOrder(customer);
  if (order.first_order() != 0 && customer.first_order_ms == 0) customer.first_order_ms = ms;
  const Payment payment = PaymentOf(ms, order);
  if (customer.first_order_ms != 0) MarkOrder(payment, &counts_->days(), &customer);
  CountPayment(payment, &known);
  if (order.bag_id().empty()) return;
  counts_->Add(order.campaign_id(), {Rollup::kBags, ms, absl::StrCat(customer.generation)});
  sharers_.CountBag(ms, order, customer.generation);
}

void Customers::CountRefund(const RefundOfOrder& refunded) {
  if (!refunded.order.user_id().empty()) CountPayment(PaymentOf(refunded), &customers_[refunded.order.user_id()]);
}

void Customers::CountPayment(const Payment& payment, Known* known) {
  Customer& customer = known->now;
  customer.spend_fen = database::AddCapped(customer.spend_fen, payment.fen);
  known->payments.push_back(payment);
  AddRevenueTo(kChain, {payment}, 1);
  if (!customer.campaign_id.empty()) AddRevenueTo(customer.campaign_id, {payment}, 1);
}

void Customers::AddRevenueTo(const std::string& campaign_id, const std::vector<Payment>& payments, int64_t units) {
  for (const Payment& payment : payments) {
    const int64_t fen = units * payment.fen;
    counts_->AddTo(campaign_id, {Rollup::kRevenue, payment.at_ms, "", fen});
    if (payment.is_of_return) counts_->AddTo(campaign_id, {Rollup::kReturningRevenue, payment.at_ms, "", fen});
  }
}

void Customers::CountTouch(int64_t ms, const event::v1::CouponCredited& credit) {
  Customer& customer = customers_[credit.user_id()].now;
  customer.generation = credit.generation();
  customer.toucher_id = credit.sharer_id();
  customer.touch_campaign_id = credit.campaign_id();
  customer.touched_at_ms = ms;
}

// The touch may reach the partition after the second order: then what the customer has done until now moves to the
// campaign.
absl::Status Customers::CountConversion(const LedgerRow& row) {
  const event::v1::ConversionRecorded& conversion = row.event.conversion_recorded();
  Known& known = customers_[conversion.user_id()];
  Customer& customer = known.now;
  std::vector<Payment> payments = known.payments;
  if (known.before.orders > 0) {
    ASSIGN_OR_RETURN(payments, earlier_.ReadBefore(row));
  }
  if (!customer.campaign_id.empty()) AddRevenueTo(customer.campaign_id, payments, -1);
  customer.campaign_id = conversion.campaign_id();
  customer.converted_at_ms = row.event.occurred_at_ms();
  customer.campaign_marks = CampaignMarks(payments, customer, &counts_->days());
  AddRevenueTo(customer.campaign_id, payments, 1);
  if (customer.orders >= 2) CountSecondOrder(customer);
  sharers_.CountBrought(conversion);
  return absl::OkStatus();
}

void Customers::CountSecondOrder(const Customer& customer) {
  if (customer.campaign_id.empty()) return;
  counts_->Add(customer.campaign_id, {Rollup::kSecondOrders, customer.converted_at_ms});
}

void Customers::Save() {
  const pseudonyms::Pseudonyms names(sql_);
  std::vector<CustomerToSave> changed;
  for (const auto& [user_id, known] : customers_) {
    if (known.now == known.before) continue;
    changed.push_back({&user_id, &known.now, names.Of(user_id)});
    CountCohort(known.before, known.now, counts_);
    buckets_.Move(known.before, known.now);
  }
  SaveCustomers(sql_, changed);
  buckets_.Save(sql_);
  sharers_.Save(names);
}

}  // namespace fudai::projection
