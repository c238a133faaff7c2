#include "services/admin/filter/filter.h"

#include <algorithm>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "common/status/macros.h"
#include "services/admin/filter/tokens.h"

namespace fudai::filter {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using Tokens = std::vector<Token>;

constexpr size_t kMostComparisons = 20;

absl::Status Refuse(absl::string_view what) { return absl::InvalidArgumentError(absl::StrCat("filter ", what)); }

std::string Shown(absl::string_view text) { return absl::StrCat("\"", absl::CHexEscape(text.substr(0, 80)), "\""); }

absl::StatusOr<const Field*> FindField(const std::vector<Field>& fields, absl::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name() == name; });
  if (found != fields.end()) return &*found;
  const auto append = [](std::string* out, const Field& field) { absl::StrAppend(out, field.name()); };
  return Refuse(
      absl::StrCat("names the field ", Shown(name), "; the fields are ", absl::StrJoin(fields, ", ", append)));
}

// The operator as SQL has it.
absl::StatusOr<absl::string_view> ToSql(absl::string_view name, const Field& field) {
  const bool ordered = field.kind() == Kind::kNumber || field.kind() == Kind::kTime;
  if (name == "=") return "=";
  if (name == "!=") return "<>";
  for (const absl::string_view known : {"<", "<=", ">", ">="}) {
    if (ordered && name == known) return known;
  }
  return Refuse(absl::StrCat("compares ", field.name(), " by ", Shown(name),
                             "; it should be = or !=", ordered ? ", <, <=, > or >=" : ""));
}

absl::Status WrongValue(const Field& field, absl::string_view value, absl::string_view right) {
  return Refuse(absl::StrCat("compares ", field.name(), " with ", Shown(value), "; it should be ", right));
}

absl::StatusOr<long long> ParseTime(const Field& field, absl::string_view text) {
  absl::Time time;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, text, &time, &error) || absl::ToUnixMillis(time) < 0)
    return WrongValue(field, text, "a moment from 1970 on such as 2026-05-01T00:00:00Z");
  return absl::ToUnixMillis(time);
}

// A value is known by its name, with or without the prefix that all of the enumeration share.
absl::StatusOr<long long> ParseEnum(const Field& field, absl::string_view text) {
  const EnumDescriptor& type = *field.descriptor->enum_type();
  const absl::string_view prefix = absl::StripSuffix(type.value(0)->name(), "UNSPECIFIED");
  std::vector<absl::string_view> names;
  for (int i = 1; i < type.value_count(); ++i) {
    names.push_back(absl::StripPrefix(type.value(i)->name(), prefix));
    if (absl::EqualsIgnoreCase(text, names.back()) || absl::EqualsIgnoreCase(text, type.value(i)->name()))
      return type.value(i)->number();
  }
  return WrongValue(field, text, absl::StrCat("one of ", absl::StrJoin(names, ", ")));
}

absl::StatusOr<std::variant<std::string, long long>> ParseValue(const Field& field, const std::string& text) {
  int64_t number = 0;
  switch (field.kind()) {
    case Kind::kText:
      return text;
    case Kind::kTime:
      return ParseTime(field, text);
    case Kind::kEnum:
      return ParseEnum(field, text);
    case Kind::kBool:
      if (text == "true" || text == "false") return static_cast<long long>(text == "true");
      return WrongValue(field, text, "true or false");
    case Kind::kNumber:
      if (absl::SimpleAtoi(text, &number)) return static_cast<long long>(number);
      return WrongValue(field, text, "a whole number");
  }
  return absl::InternalError("no such kind");
}

// That the tokens from `at` on begin with a comparison, and, unless they end with it, go on with AND.
absl::Status CheckComparison(const Tokens& tokens, size_t at) {
  const auto is = [&](size_t i, Token::Type type) { return i < tokens.size() && tokens[i].type == type; };
  if (!is(at, Token::Type::kWord)) {
    return at < tokens.size() ? Refuse(absl::StrCat("has ", Shown(tokens[at].text), " where a field should stand"))
                              : Refuse("ends with AND; another comparison should follow");
  }
  if (!is(at + 1, Token::Type::kOperator))
    return Refuse(
        absl::StrCat("has no comparison after ", Shown(tokens[at].text), "; such as ", tokens[at].text, " = \"mei\""));
  if (!is(at + 2, Token::Type::kWord) && !is(at + 2, Token::Type::kQuoted))
    return Refuse(absl::StrCat("has no value after ", tokens[at].text, " ", tokens[at + 1].text));
  if (at + 3 == tokens.size() || tokens[at + 3] == Token{Token::Type::kWord, "AND"}) return absl::OkStatus();
  return Refuse(absl::StrCat("has ", Shown(tokens[at + 3].text), " after a comparison; only AND can join them"));
}

}  // namespace

Kind Field::kind() const {
  switch (descriptor->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return Kind::kText;
    case FieldDescriptor::CPPTYPE_BOOL:
      return Kind::kBool;
    case FieldDescriptor::CPPTYPE_ENUM:
      return Kind::kEnum;
    case FieldDescriptor::CPPTYPE_MESSAGE:  // A Timestamp: lists have no other messages among their fields.
      return Kind::kTime;
    default:
      return Kind::kNumber;
  }
}

absl::StatusOr<Condition> Condition::Parse(absl::string_view filter, const std::vector<Field>& fields) {
  ASSIGN_OR_RETURN(const Tokens tokens, Tokenize(filter));
  Condition condition;
  if (tokens.empty()) return condition;
  for (size_t at = 0; at <= tokens.size(); at += 4) {
    RETURN_IF_ERROR(CheckComparison(tokens, at));
    ASSIGN_OR_RETURN(const Field* field, FindField(fields, tokens[at].text));
    ASSIGN_OR_RETURN(const absl::string_view sql_operator, ToSql(tokens[at + 1].text, *field));
    ASSIGN_OR_RETURN(Value value, ParseValue(*field, tokens[at + 2].text));
    if (condition.parameters_.size() == kMostComparisons)
      return Refuse(absl::StrCat("has more than ", kMostComparisons, " comparisons"));
    std::string parameter = absl::StrCat("filter", condition.parameters_.size());
    absl::StrAppend(&condition.sql_, condition.sql_.empty() ? "" : " AND ", field->column, " ", sql_operator, " :",
                    parameter);
    condition.parameters_.emplace_back(std::move(parameter), std::move(value));
  }
  return condition;
}

void Condition::Bind(soci::statement& statement) const {
  for (const auto& [name, value] : parameters_) {
    std::visit([&, &parameter = name](const auto& bound) { statement.exchange(soci::use(bound, parameter)); }, value);
  }
}

}  // namespace fudai::filter
