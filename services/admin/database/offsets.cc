#include "services/admin/database/offsets.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace fudai::database {

absl::StatusOr<Offsets> ReadOffsets(soci::session& sql) {
  Offsets offsets{};
  int partition = 0;
  size_t rows = 0;
  long long folded = 0;
  soci::statement select =
      (sql.prepare << "SELECT partition, folded FROM offsets", soci::into(partition), soci::into(folded));
  for (bool more = select.execute(true); more; more = select.fetch(), ++rows) offsets.at(partition) = folded;
  if (rows == offsets.size()) return offsets;
  return absl::DataLossError(
      absl::StrCat("the database has offsets of ", rows, " partitions; there should be ", offsets.size()));
}

}  // namespace fudai::database
