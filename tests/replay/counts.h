#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace fudai::replay {

// What a replay is judged by, over the whole chain: counted from the client's replies, by the admin server's
// statistics, and from the ledger. The comments say what each means in all three.
struct Counts {
  int64_t orders = 0;  // distinct orders recorded: guests' and those that earned no bag too
  int64_t duplicate_orders =
      0;                // orders recorded more than once; by the statistics: orders beyond the ledger's distinct ones
  int64_t refunds = 0;  // distinct refunds recorded whose order is recorded too, sooner or later
  int64_t bags_issued = 0;
  int64_t bags_opened = 0;     // at least once
  int64_t openings = 0;        // taps that brought a coupon; the same one again is no further opening
  int64_t coupons_issued = 0;  // coupons that left bags; free coffees are counted apart
  int64_t distinct_openers = 0;
  int64_t new_users = 0;      // users whose first touch was an open
  int64_t conversions = 0;    // first orders of users whom a sharer brought
  int64_t free_coffees = 0;   // cups filled
  int64_t drops = 0;          // drops counted for cups
  int64_t liability_fen = 0;  // value of all coupons given, free coffees included
  // Coupons at the till, each as often as an order did so with it: one for each coupon and order, and for `reversed`
  // each refund.
  int64_t reserved = 0;
  int64_t redeemed = 0;
  int64_t released = 0;
  int64_t reversed = 0;
  int64_t expired = 0;                                 // reserved, and the deadline passed unpaid
  int64_t discount_fen = 0;                            // what the redeemed ones took off
  std::map<std::string, int64_t> coupons_by_template;  // of coupons_issued

  bool operator==(const Counts&) const = default;
};

struct CountField {
  absl::string_view name;
  int64_t Counts::*member;
};

// Every field of Counts but coupons_by_template, in the report's order.
inline constexpr std::array<CountField, 19> kCountFields = {{{"orders", &Counts::orders},
                                                             {"duplicate_orders", &Counts::duplicate_orders},
                                                             {"refunds", &Counts::refunds},
                                                             {"bags_issued", &Counts::bags_issued},
                                                             {"bags_opened", &Counts::bags_opened},
                                                             {"openings", &Counts::openings},
                                                             {"coupons_issued", &Counts::coupons_issued},
                                                             {"distinct_openers", &Counts::distinct_openers},
                                                             {"new_users", &Counts::new_users},
                                                             {"conversions", &Counts::conversions},
                                                             {"free_coffees", &Counts::free_coffees},
                                                             {"drops", &Counts::drops},
                                                             {"liability_fen", &Counts::liability_fen},
                                                             {"reserved", &Counts::reserved},
                                                             {"redeemed", &Counts::redeemed},
                                                             {"released", &Counts::released},
                                                             {"reversed", &Counts::reversed},
                                                             {"expired", &Counts::expired},
                                                             {"discount_fen", &Counts::discount_fen}}};

// One line for each count in which the two differ, such as "openings: client 12, ledger 11".
std::vector<std::string> Differences(std::pair<absl::string_view, const Counts&> a,
                                     std::pair<absl::string_view, const Counts&> b);

}  // namespace fudai::replay
