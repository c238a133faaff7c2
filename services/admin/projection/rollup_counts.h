#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <string>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "fudai/event/v1/event.pb.h"
#include "services/admin/rollups/days.h"
#include "services/admin/rollups/rollup.h"

namespace fudai::projection {

// Units of a rollup on the day of a moment.
struct Counted {
  rollups::Rollup rollup{};
  int64_t ms = 0;
  std::string dimension;
  int64_t units = 1;
};

// What a batch of events adds to the rollups, until it is saved within the batch's transaction. Sums are capped
// (database/capped_sum.h).
class RollupCounts {
 public:
  // The session must outlive it.
  explicit RollupCounts(soci::session& sql) : sql_(sql), days_(sql) {}

  // Adds to a campaign, on its own day, or to the chain for an empty id.
  void AddTo(const std::string& campaign_id, const Counted& counted);
  // Adds to the campaign, unless it is none, and to the chain.
  void Add(const std::string& campaign_id, const Counted& counted);
  // Likewise; the dimension is the hour of the day in which the moment lies.
  void AddByHour(const std::string& campaign_id, const Counted& counted);

  // The campaigns by whose days it counts.
  rollups::Days& days() { return days_; }

  // Adds what the database holds to it. DATA_LOSS if a campaign's days could not be known.
  absl::Status Save();

 private:
  soci::session& sql_;
  rollups::Days days_;
  // (campaign, rollup, day's start in ms, dimension) → units. Sums are capped (database/capped_sum.h): some are
  // amounts.
  absl::flat_hash_map<std::tuple<std::string, int, int64_t, std::string>, int64_t> units_;
};

// Adds what an event counts for by itself, whatever came before it.
void CountRollups(const event::v1::Event& event, RollupCounts* counts);

}  // namespace fudai::projection
