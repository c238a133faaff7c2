#pragma once

#include <cstdint>
#include <string>

namespace fudai::projection {

// What is known of a user. A row of the table `customers`.
struct Customer {
  int64_t orders = 0;
  // 0 for who came without a bag, or has not come yet.
  int64_t generation = 0;
  // The campaign that brought them, empty if none did, and the moment of their first order.
  std::string campaign_id;
  int64_t converted_at_ms = 0;
  // When the first order was reported, 0 if none was that said it was the first; and what they have done since
  // (rollups/cohort_marks.h), by weeks of the chain and by weeks of the campaign that brought them.
  int64_t first_order_ms = 0;
  int64_t marks = 0;
  int64_t campaign_marks = 0;
  // What they paid less what they got back; capped (database/capped_sum.h).
  int64_t spend_fen = 0;

  // Whose bag was their first touch, in which campaign, and when; empty and 0 for who came by themselves.
  std::string toucher_id;
  std::string touch_campaign_id;
  int64_t touched_at_ms = 0;

  bool operator==(const Customer&) const = default;
};

}  // namespace fudai::projection
