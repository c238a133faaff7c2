// How fast a budget is given away, and when that exhausts it. budgets.proto defines the terms.
#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "fudai/admin/v1/budgets.pb.h"

namespace fudai::budgets {

// What was given since a moment.
struct Given {
  int64_t fen = 0;
  absl::Duration over;

  double fen_per_hour() const { return static_cast<double>(fen) / absl::ToDoubleHours(over); }
};

// What was given lately.
struct Burn {
  Given last_hour;
  Given last_day;
};

// What burn is counted of.
struct Spender {
  std::string campaign_id;
  // Of one template; empty for the whole campaign.
  std::string template_id;
  // When the campaign began.
  absl::Time start;
};

// Reads the burn until `now` from the projection.
Burn ReadBurn(soci::session& sql, const Spender& spender, absl::Time now);

// A cap on each day of a zone.
struct DailyCap {
  int64_t left_today_fen = 0;
  int64_t fen = 0;
  absl::TimeZone zone;
};

// What is left of a cap, when it ceases to matter, and what of it a day can take.
struct Left {
  int64_t fen = 0;
  absl::Time until;
  std::optional<DailyCap> daily;
};

// When the burn exhausts what is left at `now`, day by day where there is a daily cap; nothing where it does not.
std::optional<admin::v1::ExhaustionEstimate> EstimateExhaustion(const Left& left, const Burn& burn, absl::Time now);

}  // namespace fudai::budgets
