#pragma once

namespace fudai::rollups {

// The stretches of time, of a campaign's zone, that the table `shop_spans` has sums of: over months, so that a year of
// many shops is read as fast as a few weeks; over days, for what begins or ends within a month.
enum class Span {
  kDay = 1,
  kMonth = 2,
};

}  // namespace fudai::rollups
