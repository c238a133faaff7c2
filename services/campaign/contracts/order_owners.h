#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/async/task.h"

namespace fudai::contracts {

// Keeps whose an order id is: the first user's who reserves coupons for it or whose report of it comes.
class OrderOwners {
 public:
  virtual ~OrderOwners() = default;
  // Gives the order id to the user (a guest: empty) for good unless it belongs to another; returns whose it is.
  // UNAVAILABLE.
  virtual async::Task<absl::StatusOr<std::string>> ClaimOrderId(std::string order_id, std::string user_id) = 0;
};

}  // namespace fudai::contracts
