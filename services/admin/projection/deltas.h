#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "fudai/event/v1/event.pb.h"
#include "services/admin/time_range/quarters.h"

namespace fudai::projection {

using time_range::kQuarterMs;

// The chain as a whole, in the place of a campaign's id.
inline constexpr char kChain[] = "";

// What a batch of events adds to the numbers; sums are capped (database/capped_sum.h).
struct Deltas {
  // (campaign, number of CampaignSummary's field) → units.
  absl::flat_hash_map<std::pair<std::string, int>, int64_t> totals;
  // (campaign, template) → coupons.
  absl::flat_hash_map<std::pair<std::string, std::string>, int64_t> coupons_by_template;
  // (campaign, admin.v1.Metric, minute's start in ms) → units.
  absl::flat_hash_map<std::tuple<std::string, int, int64_t>, int64_t> minutes;
  // (campaign, template, quarter's start in ms) → fen of liability.
  absl::flat_hash_map<std::tuple<std::string, std::string, int64_t>, int64_t> template_quarters;
  // (campaign, opener), who may have opened before → the first of their openings in ms.
  absl::flat_hash_map<std::pair<std::string, std::string>, int64_t> openers;
};

// Adds what an event counts for, to its campaign and to the chain. docs/api.md defines each number. A refund counts by
// CountRefund alone, since it belongs to its order's campaign, which it does not name.
void Count(const event::v1::Event& event, Deltas* deltas);

// Adds a refund of an order that has been counted under `campaign_id` (empty: under none).
void CountRefund(const event::v1::RefundReported& refund, absl::string_view campaign_id, Deltas* deltas);

}  // namespace fudai::projection
