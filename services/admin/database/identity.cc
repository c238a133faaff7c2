#include "services/admin/database/identity.h"

#include "absl/random/random.h"
#include "absl/strings/str_cat.h"

namespace fudai::database {

std::string Identify(soci::session& sql) {
  absl::BitGen bits;
  std::string identity = absl::StrCat(absl::Hex(absl::Uniform<uint64_t>(bits), absl::kZeroPad16));
  sql << "INSERT INTO facts VALUES ('identity', :identity) ON CONFLICT DO NOTHING", soci::use(identity);
  sql << "SELECT value FROM facts WHERE name = 'identity'", soci::into(identity);
  return identity;
}

}  // namespace fudai::database
