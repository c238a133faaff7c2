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
  // Under a pseudonym, which stays the one that it was saved under first.
  void Save(const std::string& user_id, const Customer& customer, const std::string& pseudonym);

 private:
  // What the statements read and write. Prepared statements bind variables, not values.
  std::string user_id_, pseudonym_;
  std::array<std::string, 3> texts_;
  std::array<long long, 8> numbers_{};
  soci::statement select_;
  soci::statement save_;
};

}  // namespace fudai::projection
