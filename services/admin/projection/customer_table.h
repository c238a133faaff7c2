#pragma once

#include <soci/soci.h>

#include <array>
#include <string>

#include "services/admin/projection/customer.h"

namespace fudai::projection {

// The rows of the table `customers`.
class CustomerTable {
 public:
  // The session must outlive it.
  explicit CustomerTable(soci::session& sql);

  // What is known of a user; of somebody unknown, nothing.
  Customer Find(const std::string& user_id);
  void Save(const std::string& user_id, const Customer& customer);

 private:
  // What the statements read and write. Prepared statements bind variables, not values.
  std::string user_id_, campaign_id_;
  std::array<long long, 7> numbers_{};
  soci::statement select_;
  soci::statement save_;
};

}  // namespace fudai::projection
