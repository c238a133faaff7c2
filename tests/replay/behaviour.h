#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/replay/dice.h"
#include "tests/replay/input.h"
#include "tests/replay/population.h"

namespace fudai::replay {

// How people behave. The defaults are those of the flags in main.cc, which explain them.
struct BehaviourOptions {
  double share_probability = 0.8;
  int max_friends = 20;
  double open_probability = 0.2;
  int64_t open_delay_mean_ms = int64_t{2} * 3'600'000;
  double look_probability = 0.5;
  double repeat_tap_probability = 0.05;
  double own_tap_probability = 0.02;
  double purchase_probability = 0.05;
  int64_t purchase_delay_mean_ms = int64_t{24} * 3'600'000;
  int max_generations = 3;
  int shops = 20;
  double redeem_rate = 0.6;
  double abandon_rate = 0.1;
};

// How an order is paid.
enum class Payment {
  kPlain,         // without coupons
  kWithReport,    // with coupons, redeemed by the report
  kBeforeReport,  // with coupons, redeemed before it
  kRelease,       // coupons are reserved, let go of, and it is paid without
  kLetExpire,     // coupons are reserved, left until they are free again, and it is paid without
};

// One person's visit to the bag of an order.
struct Visit {
  std::string user_id;
  int64_t time_ms = 0;
  bool looks_first = false;  // gets the bag before the tap
  bool taps_again = false;   // taps a second time half a minute later
};

// Behaviour decides what people would do about a bag, were there one, and with coupons, had they any: pure functions of
// the seed and of names, so that every replay of the same input attempts the same. Borrows the population.
class Behaviour {
 public:
  Behaviour(const BehaviourOptions& options, const Dice& dice, const Population& population)
      : options_(options), dice_(dice), population_(population) {}

  // The visits that the bag of `order` gets: of its buyer's friends if the buyer shares it, and of a buyer who tries
  // their own bag. In no particular order; each user at most once.
  std::vector<Visit> VisitsTo(const Order& order) const;

  // The order that a visitor whose tap brought a coupon places later, if any. Its id is "friend-" and 16 hex digits.
  std::optional<Order> PurchaseAfter(const Visit& visit, const Order& visited) const;

  // How the order is paid if its buyer has coupons that apply. A guest has none.
  Payment PaymentOf(const Order& order) const;

 private:
  std::vector<int> FriendsReached(const Order& order) const;
  Visit MakeVisit(const Order& order, const std::string& user_id) const;

  const BehaviourOptions options_;
  const Dice dice_;
  const Population& population_;
};

}  // namespace fudai::replay
