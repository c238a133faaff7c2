#include "services/campaign/wiring/loop_services.h"

#include <iterator>
#include <utility>

namespace fudai::wiring {

LoopServices::LoopServices(async::Loop* loop, redis::Options redis, std::string token,
                           const sharecode::ShareCodec* codec, metrics::Metrics* metrics)
    : client_(loop, std::move(redis)),
      access_(&client_, std::move(token)),
      campaigns_(access_),
      coupon_store_(access_),
      lender_(access_, &campaigns_, &clock_),
      order_store_(access_),
      orders_(order_store_, {.codec = codec, .campaigns = &campaigns_, .numbers = &numbers_}),
      lucky_bags_(lucky_bag::LuckyBagStore(access_),
                  {.codec = codec, .campaigns = &campaigns_, .crediter = &coupon_store_, .lender = &lender_}),
      growth_coffee_(growth_coffee::GrowthCoffeeStore(access_), &campaigns_),
      coupons_(&coupon_store_, &campaigns_),
      checkout_(checkout::CheckoutStore(access_),
                {.campaigns = &campaigns_, .wallets = &coupon_store_, .owners = &order_store_}),
      expirer_(checkout::CheckoutStore(access_), metrics),
      liability_expirer_(access_, &campaigns_),
      sweeper_(access_, {.campaigns = &campaigns_, .liability = &liability_expirer_, .metrics = metrics}),
      relay_(access_, &coupon_store_, metrics) {}

std::vector<rpc::Method> LoopServices::Table() {
  std::vector<rpc::Method> table;
  for (std::vector<rpc::Method> rows :
       {order::Rows(&orders_), lucky_bag::Rows(&lucky_bags_), growth_coffee::Rows(&growth_coffee_),
        coupon::Rows(&coupons_), checkout::Rows(&checkout_)}) {
    table.insert(table.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
  }
  return table;
}

}  // namespace fudai::wiring
