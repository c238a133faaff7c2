#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "fudai/event/v1/event.pb.h"
#include "services/admin/projection/ledger_row.h"
#include "services/admin/projection/rollup_counts.h"

namespace fudai::projection {

// The day of what is counted as it is now: none, in the place of a moment.
inline constexpr int64_t kNow = 0;

// What friends' openings have added for a sharer. Rows of the table `cups`. Law, as the campaign server's: the present
// cup holds drops - filled * drops_per_cup.
struct Cup {
  int64_t drops = 0;
  int64_t filled = 0;
  int64_t helpers = 0;
  // When the first opening was that is in the present cup; 0 before there was any.
  int64_t begun_ms = 0;
};

// Counts how cups fill: all openings for a sharer lie in the sharer's partition, in one order. Each cup is read once in
// a batch, and written once, by Save(). Campaigns that the database does not know are not counted: it takes their
// drops_per_cup, which stays once a campaign has been published.
class Cups {
 public:
  // Reads the cups that the rows of a batch are about. Session and counts must outlive it.
  Cups(soci::session& sql, const std::vector<const LedgerRow*>& rows, RollupCounts* counts);

  // An event of the batch, in the order of the partition.
  void Count(const event::v1::Event& event);
  void Save();

 private:
  struct Known {
    Cup cup;
    // As the database has it, unless it is new.
    Cup saved;
    bool is_new = true;
  };
  // (campaign, sharer).
  using Key = std::tuple<std::string, std::string>;
  using Row = std::tuple<std::string, std::string, long long, long long, long long, long long>;

  bool IsCounted(const event::v1::Event& event);
  int64_t DropsPerCup(const std::string& campaign_id);
  void CountFilling(int64_t ms, const event::v1::BagOpened& open, Cup* cup);
  void CountNow(const std::string& campaign_id, const Cup& cup, int64_t units);

  soci::session& sql_;
  RollupCounts* counts_;
  absl::flat_hash_map<Key, Known> cups_;
};

}  // namespace fudai::projection
