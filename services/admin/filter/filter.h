// The part of AIP-160 that lists filter by: comparisons of declared fields, joined by AND.
//
//   campaign_id = "spring" AND create_time >= "2026-05-01T00:00:00Z" AND disabled = false
//
// The message that is listed says of which kind a field is: texts, booleans and enumerations (by the value's name, with
// or without its prefix) have = and !=; numbers and moments (RFC 3339) also <, <=, > and >=. A value of letters, digits
// and _.:+-/ needs no quotation marks. A * is a character like any other.
#pragma once

#include <google/protobuf/descriptor.h>
#include <soci/soci.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace fudai::filter {

enum class Kind { kText, kNumber, kTime, kBool, kEnum };

// A field that a list can be filtered by, and where the database has it: text as TEXT, all others as BIGINT, moments in
// milliseconds since the epoch.
struct Field {
  const google::protobuf::FieldDescriptor* descriptor = nullptr;
  std::string column;

  absl::string_view name() const { return descriptor->name(); }
  Kind kind() const;
};

// What a filter says, as a condition of SQL: it holds where every comparison does.
class Condition {
 public:
  // INVALID_ARGUMENT, beginning with "filter", for what is no filter over these fields; it names what is right.
  static absl::StatusOr<Condition> Parse(absl::string_view filter, const std::vector<Field>& fields);

  // Comparisons joined by AND, with parameters in place of the values; empty for an empty filter.
  const std::string& sql() const { return sql_; }

  // Gives a statement the parameters; it must be used up before the condition is moved or goes.
  void Bind(soci::statement& statement) const;

 private:
  using Value = std::variant<std::string, long long>;

  std::string sql_;
  std::vector<std::pair<std::string, Value>> parameters_;
};

}  // namespace fudai::filter
