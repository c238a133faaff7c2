#pragma once

#include <soci/soci.h>

#include <map>
#include <string>
#include <vector>

#include "services/admin/projection/customer.h"

namespace fudai::projection {

// A customer to save, under a pseudonym, which stays the one that they were saved under first.
struct CustomerToSave {
  const std::string* user_id;
  const Customer* customer;
  std::string pseudonym;
};

// What the table `customers` has of users, by id; nothing of those it does not know. No two may be equal.
std::map<std::string, Customer> ReadCustomers(soci::session& sql, const std::vector<std::string>& user_ids);

void SaveCustomers(soci::session& sql, const std::vector<CustomerToSave>& customers);

}  // namespace fudai::projection
