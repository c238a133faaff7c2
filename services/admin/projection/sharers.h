#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "fudai/event/v1/event.pb.h"
#include "services/admin/projection/rollup_counts.h"
#include "services/admin/pseudonyms/pseudonyms.h"

namespace fudai::projection {

// Counts what came of each sharer's bags, in a campaign and in the chain. Whom they brought is known in the partitions
// of these, so a row may begin before its sharer's first bag. What a batch of events adds, until it is saved within the
// batch's transaction.
class Sharers {
 public:
  // Both must outlive it.
  Sharers(soci::session& sql, RollupCounts* counts) : sql_(sql), counts_(counts) {}

  // An order that gave a bag, whose buyer is of a generation.
  void CountBag(int64_t ms, const event::v1::OrderReported& order, int64_t generation);
  void CountOpening(const event::v1::BagOpened& open);
  void CountBrought(const event::v1::ConversionRecorded& conversion);
  // Before the rollups are saved: it counts who got their first bag.
  void Save(const pseudonyms::Pseudonyms& names);

 private:
  struct Added {
    int64_t bags = 0;
    int64_t openings = 0;
    int64_t brought = 0;
    int64_t free_coffees = 0;
    // Of the batch's first bag.
    int64_t first_bag_ms = 0;
    int64_t generation = 0;
  };

  // Counts those who have got their first bag.
  void CountNew();
  template <typename Add>
  void AddTo(const std::string& campaign_id, const std::string& user_id, Add add);

  soci::session& sql_;
  RollupCounts* counts_;
  // (campaign, sharer) → what is added.
  absl::flat_hash_map<std::pair<std::string, std::string>, Added> added_;
};

}  // namespace fudai::projection
