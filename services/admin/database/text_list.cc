#include "services/admin/database/text_list.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace fudai::database {
namespace {

bool IsPostgresql(soci::session& sql) { return sql.get_backend_name() == "postgresql"; }

// JSON's strings and the elements of PostgreSQL's arrays are quoted alike, but for control characters.
void AppendQuoted(absl::string_view text, bool is_json, std::string* list) {
  *list += '"';
  for (const char c : text) {
    if (is_json && static_cast<unsigned char>(c) < ' ') {
      absl::StrAppendFormat(list, "\\u%04x", c);
      continue;
    }
    if (c == '"' || c == '\\') *list += '\\';
    *list += c;
  }
  *list += '"';
}

}  // namespace

std::string TextList(soci::session& sql, absl::Span<const std::string> texts) {
  const bool is_json = !IsPostgresql(sql);
  std::string list(is_json ? "[" : "{");
  for (const std::string& text : texts) {
    if (list.size() > 1) list += ',';
    AppendQuoted(text, is_json, &list);
  }
  return list += is_json ? ']' : '}';
}

std::string InTextList(soci::session& sql, absl::string_view place) {
  return IsPostgresql(sql) ? absl::StrCat("= ANY(CAST(", place, " AS TEXT[]))")
                           : absl::StrCat("IN (SELECT value FROM json_each(", place, "))");
}

}  // namespace fudai::database
