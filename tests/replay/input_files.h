#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "tests/replay/input.h"

namespace fudai::replay {

// Where the input comes from.
struct InputFiles {
  std::string orders;   // CSV with the columns order_id, user_id, paid_at, amount_cents, items
  std::string refunds;  // CSV with the columns refund_id, order_id, user_id, refunded_at, amount_cents; empty: none
  int64_t limit = 0;    // only the first rows of `orders`; 0: all
  int shops = 1;        // shops among which ShopOf deals the customers
};

// Reads and checks the files. A bad row does not stop the rest: it is listed in `rejected`. A file that cannot be read,
// or lacks a column, is an error.
absl::StatusOr<Input> ReadInput(const InputFiles& files);

// The shop of a customer (of a guest: of the order), since the data names none: "shop-" and a two-digit number from 01
// to `shops`, by hash, so that a customer always buys at the same shop.
std::string ShopOf(absl::string_view name, int shops);

}  // namespace fudai::replay
