#pragma once

namespace fudai::rollups {

// What the table `rollups` counts by campaign, day and dimension, under these numbers. docs/metrics.md defines each,
// and the moment whose day it counts on. The dimension is empty where none is named.
enum class Rollup {
  kOrders = 1,
  // Dimension: the buyer's generation when the bag was given.
  kBags = 2,
  kBagsOpened = 3,
  kOpeners = 4,
  kCouponsRedeemed = 5,
  // Dimension: their generation.
  kNewCustomers = 6,
  kSecondOrders = 7,
  // Dimension: the sharer's generation when the bag was given.
  kSharers = 8,
  // Dimension: the sharer's generation.
  kBrought = 9,
  // Dimension: openings.
  kOpeningsPerBag = 10,
  // Dimension: the first hour of its bucket (hours_buckets.h).
  kCycleTime = 11,
  // Of the chain alone.
  kFirstOrders = 12,

  // Growth coffee, of campaigns alone. Dimension: drops that the opening added.
  kOpeningsByDrops = 20,
  // Dimension: the sharer's distinct helpers before the opening.
  kOpeningsByHelpers = 21,
  kDropsByHelpers = 22,
  kCupsByHelpers = 23,
  // Dimension: the first hour of its bucket.
  kTimeToFull = 24,
  // As they are now, on no day: projection::kNow. Dimension: tenths of a cup.
  kCupsByTenths = 25,
  // Likewise. Dimension: distinct helpers.
  kSharersByHelpers = 26,

  // Dimension: the hour of the day.
  kOrdersByHour = 27,
  kOpeningsByHour = 28,
  kCouponsRedeemedByHour = 29,

  // Dimension: the shop.
  kOrdersByShop = 30,
  kPaidByShop = 31,
  kRefundsByShop = 32,
  kRefundedByShop = 33,
  kFirstOrdersByShop = 34,
  kBagsByShop = 35,
  kCouponsRedeemedByShop = 36,
  kDiscountByShop = 37,
};

}  // namespace fudai::rollups
