#include "services/admin/database/offsets.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace fudai::database {
namespace {

absl::StatusOr<Offsets> ReadColumn(soci::session& sql, absl::string_view column) {
  Offsets offsets{};
  int partition = 0;
  size_t rows = 0;
  long long number = 0;
  soci::statement select = (sql.prepare << absl::StrCat("SELECT partition, ", column, " FROM offsets"),
                            soci::into(partition), soci::into(number));
  for (bool more = select.execute(true); more; more = select.fetch(), ++rows) offsets.at(partition) = number;
  if (rows == offsets.size()) return offsets;
  return absl::DataLossError(
      absl::StrCat("the database has offsets of ", rows, " partitions; there should be ", offsets.size()));
}

}  // namespace

absl::StatusOr<Offsets> ReadOffsets(soci::session& sql) { return ReadColumn(sql, "folded"); }
absl::StatusOr<Offsets> ReadCounted(soci::session& sql) { return ReadColumn(sql, "counted"); }

}  // namespace fudai::database
