#include "services/admin/projection/customers.h"

#include "absl/strings/str_cat.h"
#include "services/admin/projection/deltas.h"

namespace fudai::projection {

using event::v1::Event;
using rollups::Rollup;

Customers::Customers(soci::session& sql, RollupCounts* counts)
    : sql_(sql),
      counts_(counts),
      select_((
          sql.prepare << "SELECT orders, generation, campaign_id, converted_at_ms FROM customers WHERE user_id = :user",
          soci::use(user_id_), soci::into(orders_), soci::into(generation_), soci::into(campaign_id_),
          soci::into(converted_at_ms_))),
      insert_sharer_((sql.prepare << "INSERT INTO sharers VALUES (:campaign, :user) ON CONFLICT DO NOTHING",
                      soci::use(campaign_id_), soci::use(user_id_))) {}

void Customers::Count(const Event& event) {
  const int64_t ms = event.occurred_at_ms();
  if (!event.order_reported().user_id().empty()) CountOrder(ms, event.order_reported());
  if (event.has_conversion_recorded()) CountConversion(ms, event.conversion_recorded());
  if (event.coupon_credited().first_touch() != 0)
    Find(event.coupon_credited().user_id()).generation = event.coupon_credited().generation();
}

Customers::Customer& Customers::Find(const std::string& user_id) {
  const auto [found, is_new] = customers_.try_emplace(user_id);
  user_id_ = user_id;
  if (is_new && select_.execute(true)) found->second = {orders_, generation_, campaign_id_, converted_at_ms_};
  return found->second;
}

void Customers::CountOrder(int64_t ms, const event::v1::OrderReported& order) {
  Customer& customer = Find(order.user_id());
  if (++customer.orders == 2) CountSecondOrder(customer);
  if (!order.bag_id().empty()) CountBag(ms, order, customer.generation);
}

void Customers::CountBag(int64_t ms, const event::v1::OrderReported& order, int64_t generation) {
  const std::string dimension = absl::StrCat(generation);
  counts_->Add(order.campaign_id(), {Rollup::kBags, ms, dimension});
  for (const std::string& scope : {std::string(kChain), order.campaign_id()}) {
    campaign_id_ = scope;
    user_id_ = order.user_id();
    insert_sharer_.execute(true);
    if (insert_sharer_.get_affected_rows() == 1) counts_->AddTo(scope, {Rollup::kSharers, ms, dimension});
  }
}

// The touch may reach the partition after the second order.
void Customers::CountConversion(int64_t ms, const event::v1::ConversionRecorded& conversion) {
  Customer& customer = Find(conversion.user_id());
  customer.campaign_id = conversion.campaign_id();
  customer.converted_at_ms = ms;
  if (customer.orders >= 2) CountSecondOrder(customer);
}

void Customers::CountSecondOrder(const Customer& customer) {
  if (customer.campaign_id.empty()) return;
  counts_->Add(customer.campaign_id, {Rollup::kSecondOrders, customer.converted_at_ms});
}

void Customers::Save() {
  soci::statement save = (sql_.prepare << "INSERT INTO customers VALUES (:user, :orders, :generation, :campaign, :at)"
                                          " ON CONFLICT (user_id) DO UPDATE SET orders = excluded.orders,"
                                          " generation = excluded.generation, campaign_id = excluded.campaign_id,"
                                          " converted_at_ms = excluded.converted_at_ms",
                          soci::use(user_id_), soci::use(orders_), soci::use(generation_), soci::use(campaign_id_),
                          soci::use(converted_at_ms_));
  for (const auto& [user_id, customer] : customers_) {
    user_id_ = user_id;
    orders_ = customer.orders;
    generation_ = customer.generation;
    campaign_id_ = customer.campaign_id;
    converted_at_ms_ = customer.converted_at_ms;
    save.execute(true);
  }
}

}  // namespace fudai::projection
