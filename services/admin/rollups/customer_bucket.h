#pragma once

namespace fudai::rollups {

// What the buckets of the table `customer_buckets` are of.
enum class CustomerBucket {
  // Orders; kMostOrders stands for that and more.
  kOrders = 1,
  // What they spent: spend_buckets.h.
  kSpend = 2,
};

inline constexpr int kMostOrders = 20;

}  // namespace fudai::rollups
