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
  // Dimension: of a campaign the template, of the chain none.
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

  // On the first day of the cohort's week. Dimension: how they came, and what they have done since (cohort_marks.h).
  kCohorts = 40,
  // In fen, of customers whom the campaign brought; of the chain: of all. Guests are no customers.
  kRevenue = 41,
  // What of it is from orders after a customer's first.
  kReturningRevenue = 42,
  // In fen. Dimension: of a campaign the template, of the chain none.
  kLiabilityFen = 60,
  kRedeemedFen = 61,
  kReturnedFen = 62,
  kExpiredFen = 63,
  kDiscountFen = 64,
  kReversedFen = 65,
  kCouponOrders = 66,
  kCouponRevenueFen = 67,
  // Of campaigns alone. Dimension: the template.
  kCouponsGiven = 68,
  kCouponsReturned = 69,
  kCouponsExpired = 70,
  kBaskets = 71,
  kBasketFen = 72,
  kBasketItems = 73,
  // Of campaigns alone. Dimension: "template/first hour of the bucket" (hours_buckets.h).
  kTimeToUse = 74,
};

}  // namespace fudai::rollups
