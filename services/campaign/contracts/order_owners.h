#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/async/task.h"

namespace fudai::contracts {

// Knows whose an order id is.
class OrderOwners {
 public:
  virtual ~OrderOwners() = default;
  // The user that the order id belongs to, empty for a guest's; nothing while it has not been reported. UNAVAILABLE.
  virtual async::Task<absl::StatusOr<std::optional<std::string>>> ReadOwner(std::string order_id) = 0;
};

}  // namespace fudai::contracts
