#include <cstdint>
#include <map>
#include <ostream>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/status/macros.h"
#include "fudai/admin/v1/audit.pb.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/ctl/handlers.h"
#include "services/ctl/session.h"
#include "services/ctl/text/table.h"
#include "services/ctl/usage_error.h"

namespace fudai::ctl {
namespace {

using google::protobuf::Value;

// The name of a field, "display_name", that JSON calls "displayName".
std::string FieldName(absl::string_view json_name) {
  std::string name;
  for (const char c : json_name) {
    if (absl::ascii_isupper(c)) name += '_';
    name += absl::ascii_tolower(c);
  }
  return name;
}

// The plain values of some JSON, as JSON, by the paths of their fields.
using Leaves = std::map<std::string, std::string>;

void AddLeaves(const Value& value, const std::string& path, Leaves* leaves) {
  if (value.has_struct_value()) {
    for (const auto& [name, member] : value.struct_value().fields())
      AddLeaves(member, absl::StrCat(path, path.empty() ? "" : ".", FieldName(name)), leaves);
  } else if (value.has_list_value()) {
    for (int i = 0; i < value.list_value().values_size(); ++i)
      AddLeaves(value.list_value().values(i), absl::StrCat(path, "[", i, "]"), leaves);
  } else if (!google::protobuf::util::MessageToJsonString(value, &(*leaves)[path]).ok()) {
    (*leaves)[path] = "?";
  }
}

Leaves LeavesOf(const std::string& json) {
  Leaves leaves;
  Value value;
  if (json.empty()) return leaves;
  if (google::protobuf::util::JsonStringToMessage(json, &value).ok()) {
    AddLeaves(value, "", &leaves);
  } else {
    leaves[""] = json;
  }
  return leaves;
}

std::string ChangesText(const admin::v1::AuditEntry& entry) {
  std::map<std::string, std::pair<std::string, std::string>> fields;
  for (const auto& [path, json] : LeavesOf(entry.before())) fields[path].first = json;
  for (const auto& [path, json] : LeavesOf(entry.after())) fields[path].second = json;
  text::Table table({"field", "before", "after"});
  for (const auto& [path, values] : fields) {
    if (values.first != values.second) table.AddRow({path, values.first, values.second});
  }
  const std::string rows = table.Render(2);
  return rows.empty() ? "no field changed\n" : absl::StrCat("changes\n", rows);
}

}  // namespace

absl::Status ShowAuditEntry(const Invocation& invocation, Session& session) {
  const std::string text = invocation.Value("NUMBER");
  int64_t number = 0;
  if (!absl::SimpleAtoi(text, &number))
    return UsageError(absl::StrCat("NUMBER: \"", text, "\" is no number of an entry, such as 12"));
  admin::v1::ListAuditEntriesRequest request;
  request.set_filter(absl::StrCat("number = ", number));
  admin::v1::ListAuditEntriesResponse found;
  RETURN_IF_ERROR(session.Call(invocation.command->method, request, &found));
  if (found.entries().empty()) return absl::NotFoundError(absl::StrCat("the audit log has no entry ", number));
  if (session.settings().json) return session.Print(found.entries(0));
  admin::v1::AuditEntry entry = found.entries(0);
  const std::string changes = ChangesText(entry);
  entry.clear_before();
  entry.clear_after();
  RETURN_IF_ERROR(session.Print(entry));
  session.out() << changes;
  return absl::OkStatus();
}

}  // namespace fudai::ctl
