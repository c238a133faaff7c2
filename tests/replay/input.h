#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace fudai::replay {

// What is fed to the system: the rows of the input, checked and typed, and what became of those that are not fed. Law:
// input_rows() = orders.size() + refunds.size() + unmatched_refunds + refunds_beyond_limit + repeated_refunds +
// rejected.size().

// One order to report. Times are milliseconds since the epoch; money is fen (an input's cents are taken as fen).
struct Order {
  int line = 0;  // of the orders file; 0 if no row says it
  std::string order_id;
  std::string user_id;  // empty: a guest
  std::string shop_id;
  int32_t items = 0;
  int64_t amount_fen = 0;
  int64_t paid_at_ms = 0;
  bool repeat = false;  // an earlier row of the input says the same to the letter
};

// One refund to report.
struct Refund {
  int line = 0;  // of the refunds file; 0 if no row says it
  std::string refund_id;
  std::string order_id;
  std::string user_id;
  int64_t amount_fen = 0;
  int64_t refunded_at_ms = 0;
};

// A row that is not fed, or that the server refused, and why.
struct RejectedRow {
  std::string file;
  int line = 0;
  std::string reason;  // names the column, its value and what would be right
};

struct Input {
  std::vector<Order> orders;  // repeats included
  std::vector<Refund> refunds;
  std::vector<RejectedRow> rejected;
  int64_t unmatched_refunds = 0;     // refunds that name no order
  int64_t refunds_beyond_limit = 0;  // refunds of orders that --limit cut off
  int64_t repeated_refunds = 0;      // rows that say what an earlier row says, to the letter

  int64_t input_rows() const {
    return static_cast<int64_t>(orders.size() + refunds.size() + rejected.size()) + unmatched_refunds +
           refunds_beyond_limit + repeated_refunds;
  }
};

}  // namespace fudai::replay
