#include "services/admin/database/rows.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/admin/database/quoted.h"

namespace fudai::database::rows_internal {
namespace {

void AppendComma(std::string* array) {
  if (array->size() > 1) *array += ',';
}

}  // namespace

bool CarriesArrays(soci::session& sql) { return sql.get_backend_name() == "postgresql"; }

// Either way the columns are called column1, column2, …, as both databases call those of VALUES.
std::string Fill(absl::string_view sql, const std::vector<bool>& is_text, bool arrays) {
  std::string rows = arrays ? "SELECT * FROM unnest(" : "VALUES (", names;
  for (size_t i = 0; i < is_text.size(); ++i) {
    const absl::string_view comma = i == 0 ? "" : ", ";
    if (arrays) {
      absl::StrAppend(&rows, comma, "CAST(:v", i, " AS ", is_text[i] ? "TEXT" : "BIGINT", "[])");
    } else {
      absl::StrAppend(&rows, comma, ":v", i);
    }
    absl::StrAppend(&names, comma, "column", i + 1);
  }
  absl::StrAppend(&rows, ")");
  if (arrays) absl::StrAppend(&rows, " AS carried (", names, ")");
  return absl::StrReplaceAll(sql, {{"{rows}", rows}});
}

void AppendElement(const std::string& text, std::string* array) {
  AppendComma(array);
  AppendQuoted(text, array);
}

void AppendElement(long long number, std::string* array) {
  AppendComma(array);
  absl::StrAppend(array, number);
}

}  // namespace fudai::database::rows_internal
