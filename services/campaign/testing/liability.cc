#include "services/campaign/testing/liability.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/budget/purses.h"

namespace fudai::campaign_testing {
namespace {

// What one event adds to the liability of each purse; below zero where it returns.
Liability ChangesBy(const event::v1::Event& event, absl::TimeZone zone) {
  Liability changes;
  if (event.has_bag_opened()) {
    const event::v1::BagOpened& opened = event.bag_opened();
    const int64_t coffees_fen = int64_t{opened.cups_filled()} * opened.free_coffee_value_fen();
    changes["c"] = opened.value_fen() + coffees_fen;
    changes[absl::StrCat("d:", budget::DayOf(event.occurred_at_ms(), zone))] = changes["c"];
    changes[absl::StrCat("t:", opened.template_id())] += opened.value_fen();
    changes[absl::StrCat("t:", opened.free_coffee_template_id())] += coffees_fen;
  }
  if (event.has_liability_expired()) {
    const event::v1::LiabilityExpired& expired = event.liability_expired();
    changes["c"] = -int64_t{expired.coupons()} * expired.value_fen();
    changes[absl::StrCat("t:", expired.template_id())] = changes["c"];
  }
  return changes;
}

}  // namespace

Liability Highest(const std::vector<event::v1::Event>& events, absl::TimeZone zone) {
  Liability now;
  Liability highest;
  for (const event::v1::Event& event : events) {
    for (const auto& [purse, fen] : ChangesBy(event, zone)) {
      now[purse] += fen;
      highest[purse] = std::max(highest[purse], now[purse]);
    }
  }
  return highest;
}

}  // namespace fudai::campaign_testing
