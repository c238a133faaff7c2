#include "services/admin/database/rows.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace fudai::database::rows_internal {

// SQLite has no round trips to save: its time to prepare a statement grows with the square of its places, and a list of
// keys can make it read a whole table.
size_t MostRows(soci::session& sql) { return sql.get_backend_name() == "postgresql" ? 100 : 1; }

std::string Fill(absl::string_view sql, const std::vector<bool>& is_text, size_t rows) {
  std::string values = "VALUES ";
  size_t place = 0;
  for (size_t row = 0; row < rows; ++row) {
    absl::StrAppend(&values, row == 0 ? "(" : ", (");
    for (size_t column = 0; column < is_text.size(); ++column, ++place) {
      if (column > 0) values += ", ";
      // PostgreSQL takes what stands in VALUES for text unless it is told otherwise.
      if (is_text[column]) {
        absl::StrAppend(&values, ":v", place);
      } else {
        absl::StrAppend(&values, "CAST(:v", place, " AS BIGINT)");
      }
    }
    values += ')';
  }
  return absl::StrReplaceAll(sql, {{"{rows}", values}});
}

}  // namespace fudai::database::rows_internal
