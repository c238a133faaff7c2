#include "services/admin/database/text_list.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/admin/database/quoted.h"

namespace fudai::database {
namespace {

bool IsPostgresql(soci::session& sql) { return sql.get_backend_name() == "postgresql"; }

// In JSON's strings control characters stand by their numbers.
std::string EscapeControls(absl::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < ' ') {
      absl::StrAppendFormat(&escaped, "\\u%04x", c);
    } else {
      escaped += c;
    }
  }
  return escaped;
}

}  // namespace

std::string TextList(soci::session& sql, absl::Span<const std::string> texts) {
  std::string quoted;
  for (const std::string& text : texts) {
    if (!quoted.empty()) quoted += ',';
    AppendQuoted(text, &quoted);
  }
  return IsPostgresql(sql) ? absl::StrCat("{", quoted, "}") : absl::StrCat("[", EscapeControls(quoted), "]");
}

std::string InTextList(soci::session& sql, absl::string_view place) {
  return IsPostgresql(sql) ? absl::StrCat("= ANY(CAST(", place, " AS TEXT[]))")
                           : absl::StrCat("IN (SELECT value FROM json_each(", place, "))");
}

}  // namespace fudai::database
