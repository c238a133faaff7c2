// The law of a budget: what was never granted, what partitions hold, and what was issued less what came back, is the
// cap; to the fen. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/budget/books.h"

namespace fudai::budget {

// The terms of the law for one purse:
//   limit = account + escrow + issued - returned + moving
struct Conservation {
  int64_t limit_fen = 0;
  int64_t account_fen = 0;
  int64_t escrow_fen = 0;
  int64_t issued_fen = 0;
  int64_t returned_fen = 0;
  // Between the account and a partition, either way, when the books were read.
  int64_t moving_fen = 0;
  // What breaks the law, in words; none if it holds.
  std::vector<std::string> faults;
};

// Checks what holds at every moment, though the books were read one after the other while acts went on: the account
// adds up; no escrow is below zero; no partition has received more than it was granted, nor had more called back than
// it gave up.
Conservation Check(const Books& books);

}  // namespace fudai::budget
