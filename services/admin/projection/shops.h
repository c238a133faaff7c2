#pragma once

#include <soci/soci.h>

#include <array>
#include <cstdint>
#include <string>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "fudai/event/v1/event.pb.h"
#include "services/admin/projection/refunds.h"
#include "services/admin/rollups/days.h"

namespace fudai::projection {

// The numbers of a row of the table `shop_spans`, in the order of its columns. docs/metrics.md defines each.
enum class ShopNumber {
  kOrders,
  kPaidFen,
  kRefunds,
  kRefundedFen,
  kFirstOrders,
  kBags,
  kCouponsRedeemed,
  kDiscountFen
};
inline constexpr size_t kShopNumbers = 8;

// Counts what happens in each shop, by day and month, of campaigns and of the chain. What names no shop is not counted.
// What a batch of events adds, until it is saved within the batch's transaction. Sums are capped
// (database/capped_sum.h).
class Shops {
 public:
  // The days must outlive it.
  explicit Shops(rollups::Days* days) : days_(days) {}

  void Count(const event::v1::Event& event);
  void Count(const RefundOfOrder& refund);
  void Save(soci::session& sql) const;

 private:
  // Where and when something happened.
  struct Place {
    std::string campaign_id;
    std::string shop_id;
    int64_t ms = 0;
  };
  using Sums = std::array<int64_t, kShopNumbers>;

  // Adds to the campaign, unless it is none, and to the chain.
  void Add(const Place& place, ShopNumber number, int64_t units);
  void AddTo(const std::string& campaign_id, const Place& place, ShopNumber number, int64_t units);

  rollups::Days* days_;
  // (campaign, rollups::Span, its start in ms, shop).
  absl::flat_hash_map<std::tuple<std::string, int, int64_t, std::string>, Sums> sums_;
};

}  // namespace fudai::projection
