#include "common/json_mistakes/json_mistakes.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "common/suggestions/suggestions.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/protobuf/util/json_util.h"

namespace fudai::json_mistakes {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::OneofDescriptor;
using google::protobuf::Struct;
using google::protobuf::Value;

constexpr size_t kMostOfValue = 100;

std::string ObjectMistake(const std::string& path, const Struct& object, const Descriptor& type);

// "growth.carry_over: "keep" <problem>".
std::string Mistake(const std::string& path, const Value& value, absl::string_view problem) {
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(value, &json).ok()) json = "the value";
  return absl::StrCat(path, ": ", Shortened(json, kMostOfValue), " ", problem);
}

// Whether the parser takes the text for what `Message` is in JSON.
template <typename Message>
bool Reads(const Value& value) {
  std::string json;
  Message message;
  return value.has_string_value() && google::protobuf::util::MessageToJsonString(value, &json).ok() &&
         google::protobuf::util::JsonStringToMessage(json, &message).ok();
}

template <typename Integer>
bool IsInteger(const Value& value) {
  Integer parsed = 0;
  if (value.has_string_value()) return absl::SimpleAtoi(value.string_value(), &parsed);
  const double number = value.number_value();
  return value.has_number_value() && number == std::trunc(number) &&
         std::abs(number) <= static_cast<double>(std::numeric_limits<Integer>::max());
}

std::string EnumMistake(const std::string& path, const Value& value, const EnumDescriptor& type) {
  if (IsInteger<int32_t>(value) || type.FindValueByName(value.string_value()) != nullptr) return "";
  std::vector<std::string> names;
  for (int i = 1; i < type.value_count(); ++i) names.push_back(absl::StrCat("\"", type.value(i)->name(), "\""));
  return Mistake(path, value, absl::StrCat("is none of ", absl::StrJoin(names, ", ")));
}

std::string MessageMistake(const std::string& path, const Value& value, const Descriptor& type) {
  if (&type == google::protobuf::Timestamp::descriptor()) {
    if (Reads<google::protobuf::Timestamp>(value)) return "";
    return Mistake(path, value, "is no moment; write it in RFC 3339, such as \"2026-11-01T00:00:00+08:00\"");
  }
  if (&type == google::protobuf::Duration::descriptor()) {
    if (Reads<google::protobuf::Duration>(value)) return "";
    return Mistake(path, value, "is no duration; write it in seconds, such as \"604800s\" for 7 days");
  }
  if (!value.has_struct_value()) return Mistake(path, value, "should be an object: { … }");
  return ObjectMistake(path, value.struct_value(), type);
}

std::string ValueMistake(const std::string& path, const Value& value, const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return MessageMistake(path, value, *field.message_type());
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumMistake(path, value, *field.enum_type());
    case FieldDescriptor::CPPTYPE_STRING:
      return value.has_string_value() ? "" : Mistake(path, value, "should be text, in quotes");
    case FieldDescriptor::CPPTYPE_BOOL:
      return value.has_bool_value() ? "" : Mistake(path, value, "should be true or false");
    case FieldDescriptor::CPPTYPE_INT32:
      return IsInteger<int32_t>(value) ? "" : Mistake(path, value, "is no whole number of 32 bits");
    case FieldDescriptor::CPPTYPE_INT64:
      return IsInteger<int64_t>(value) ? "" : Mistake(path, value, "is no whole number of 64 bits");
    default:
      return "";
  }
}

std::string FieldMistake(const std::string& path, const Value& value, const FieldDescriptor& field) {
  if (value.has_null_value() || field.is_map()) return "";
  if (!field.is_repeated() && value.has_list_value()) return Mistake(path, value, "should be one value, not a list");
  if (!field.is_repeated()) return ValueMistake(path, value, field);
  if (!value.has_list_value()) return Mistake(path, value, "should be a list: [ … ]");
  for (int i = 0; i < value.list_value().values_size(); ++i) {
    std::string mistake = ValueMistake(absl::StrCat(path, "[", i, "]"), value.list_value().values(i), field);
    if (!mistake.empty()) return mistake;
  }
  return "";
}

std::string UnknownField(const std::string& path, const std::string& name, const Descriptor& type) {
  std::vector<std::string> known;
  for (int i = 0; i < type.field_count(); ++i) known.push_back(type.field(i)->name());
  const std::string hint = suggestions::DidYouMean(name, known);
  return absl::StrCat(path, ": no such field",
                      hint.empty() ? absl::StrCat("; there are ", absl::StrJoin(known, ", ")) : hint);
}

std::string ObjectMistake(const std::string& path, const Struct& object, const Descriptor& type) {
  const std::map<std::string, Value> fields(object.fields().begin(), object.fields().end());
  std::map<const OneofDescriptor*, std::string> chosen;
  for (const auto& [name, value] : fields) {
    const std::string at = absl::StrCat(path, path.empty() ? "" : ".", name);
    const FieldDescriptor* field = type.FindFieldByName(name);
    if (field == nullptr) field = type.FindFieldByCamelcaseName(name);
    if (field == nullptr) return UnknownField(at, name, type);
    std::string mistake = FieldMistake(at, value, *field);
    if (!mistake.empty()) return mistake;
    if (field->real_containing_oneof() == nullptr || value.has_null_value()) continue;
    const auto [other, first] = chosen.emplace(field->real_containing_oneof(), name);
    if (!first) return absl::StrCat(at, ": there is ", other->second, " already, and only one of the two can be");
  }
  return "";
}

}  // namespace

std::string Shortened(absl::string_view text, size_t most) {
  if (text.size() <= most) return std::string(text);
  size_t end = most;
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;  // Not within a character of UTF-8.
  return absl::StrCat(text.substr(0, end), "…");
}

std::string FindMistake(const Struct& object, const Descriptor& type) { return ObjectMistake("", object, type); }

}  // namespace fudai::json_mistakes
