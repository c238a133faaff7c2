#pragma once

#include <string>
#include <vector>

#include "common/clock/clock.h"
#include "common/metrics/metrics.h"
#include "common/redis/client.h"
#include "common/rpc/method.h"
#include "common/sharecode/share_codec.h"
#include "services/campaign/archive/sweeper.h"
#include "services/campaign/budget/lender.h"
#include "services/campaign/budget/liability_expirer.h"
#include "services/campaign/campaigns/campaigns.h"
#include "services/campaign/checkout/checkout_service.h"
#include "services/campaign/checkout/expirer.h"
#include "services/campaign/contracts/number_generator.h"
#include "services/campaign/coupon/coupon_service.h"
#include "services/campaign/coupon/coupon_store.h"
#include "services/campaign/growth_coffee/growth_coffee_service.h"
#include "services/campaign/lucky_bag/lucky_bag_service.h"
#include "services/campaign/order/order_service.h"
#include "services/campaign/relay/relay.h"

namespace fudai::wiring {

// All that one event loop owns: its connection to Redis, its view of the campaigns, and every service on top. A call
// lives and dies within one of these.
class LoopServices {
 public:
  // The codec and the metrics outlive it.
  LoopServices(async::Loop* loop, redis::Options redis, std::string token, const sharecode::ShareCodec* codec,
               metrics::Metrics* metrics);

  // The table of methods of the campaign server.
  std::vector<rpc::Method> Table();

  redis::Client& client() { return client_; }
  campaigns::Campaigns& campaigns() { return campaigns_; }
  relay::Relay& relay() { return relay_; }
  checkout::Expirer& expirer() { return expirer_; }
  budget::LiabilityExpirer& liability_expirer() { return liability_expirer_; }
  archive::Sweeper& sweeper() { return sweeper_; }

 private:
  redis::Client client_;
  contracts::StoreAccess access_;
  campaigns::Campaigns campaigns_;
  contracts::RandomNumbers numbers_;
  coupon::CouponStore coupon_store_;
  clock::SystemClock clock_;
  budget::Lender lender_;
  order::OrderStore order_store_;
  order::OrderService orders_;
  lucky_bag::LuckyBagService lucky_bags_;
  growth_coffee::GrowthCoffeeService growth_coffee_;
  coupon::CouponService coupons_;
  checkout::CheckoutService checkout_;
  checkout::Expirer expirer_;
  budget::LiabilityExpirer liability_expirer_;
  archive::Sweeper sweeper_;
  relay::Relay relay_;
};

}  // namespace fudai::wiring
