#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/replay/counts.h"
#include "tests/replay/input.h"

namespace fudai::replay {

// What became of the input's rows. Law: their sum is the number of rows.
struct RowCounts {
  int64_t orders = 0;                     // recorded
  int64_t refunds = 0;                    // recorded, of orders that are recorded too
  int64_t refunds_of_unknown_orders = 0;  // recorded, but their orders are not: they count nowhere until they are
  int64_t repeats = 0;                    // rows that say what an earlier row says, to the letter
  int64_t unmatched_refunds = 0;          // refunds that name no order: not sent
  int64_t refunds_beyond_limit = 0;       // refunds of orders that --limit cut off: not sent
  int64_t rejected = 0;                   // rows that are wrong, by our own check or the server's

  int64_t Sum() const {
    return orders + refunds + refunds_of_unknown_orders + repeats + unmatched_refunds + refunds_beyond_limit + rejected;
  }
};

// Report is the result of a replay.
struct Report {
  Counts client;
  Counts stats;
  Counts ledger;
  std::vector<std::string> differences;  // in words; none if all three agree and nothing contradicts itself
  int64_t input_rows = 0;
  RowCounts rows;
  std::vector<RejectedRow> rejected;
  int64_t guest_orders = 0;
  std::map<std::string, int64_t> answers;
  int64_t calls = 0;
  int64_t retries = 0;
  double seconds = 0;
  uint64_t seed = 0;
  std::string campaign_id;
  std::map<std::string, std::string> options;
  std::string mapping;  // which customer is which person of the graph, in words

  bool agree() const { return differences.empty(); }
};

// The report for programs. Keys are stable.
std::string ToJson(const Report& report);

// The report for people: several lines, ending in a line break.
std::string ToWords(const Report& report);

}  // namespace fudai::replay
