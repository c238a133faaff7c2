#include "services/ctl/text/field_text.h"

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/ctl/text/times.h"

namespace fudai::text {
namespace {

using google::protobuf::Duration;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Timestamp;

// Where the admin server's sums end.
constexpr uint64_t kSumCap = INT64_MAX;

// "CARRY_OVER_" of CarryOver.
std::string ValuePrefix(absl::string_view enum_name) {
  std::string prefix;
  for (const char c : enum_name) {
    if (absl::ascii_isupper(c) && !prefix.empty()) prefix += '_';
    prefix += absl::ascii_toupper(c);
  }
  return prefix + "_";
}

std::string DurationText(const Duration& duration) {
  const absl::Duration length = absl::Seconds(duration.seconds()) + absl::Nanoseconds(duration.nanos());
  const int64_t days = length / absl::Hours(24);
  if (days == 0 || length != days * absl::Hours(24)) return absl::FormatDuration(length);
  return absl::StrCat(days, days == 1 ? " day" : " days");
}

std::string MessageText(const Message& message, const FieldDescriptor& field, absl::TimeZone zone) {
  if (!message.GetReflection()->HasField(message, &field)) return "";
  const Message& value = message.GetReflection()->GetMessage(message, &field);
  if (const auto* timestamp = google::protobuf::DynamicCastToGenerated<Timestamp>(&value)) {
    return FormatMoment(ToTime(*timestamp), zone);
  }
  const auto* duration = google::protobuf::DynamicCastToGenerated<Duration>(&value);
  return duration == nullptr ? "" : DurationText(*duration);
}

std::string IntegerText(int64_t value, const FieldDescriptor& field, absl::TimeZone zone) {
  if (absl::EndsWith(field.name(), "_fen")) return FormatFen(value);
  if (absl::EndsWith(field.name(), "_at_ms")) return FormatMoment(absl::FromUnixMillis(value), zone);
  return absl::StrCat(value);
}

}  // namespace

std::string FormatFen(int64_t fen) {
  const uint64_t amount = fen < 0 ? -static_cast<uint64_t>(fen) : static_cast<uint64_t>(fen);
  const char* at_cap = amount < kSumCap ? "" : fen < 0 ? "≤ " : "≥ ";
  return absl::StrFormat("%s%s¥%d.%02d", at_cap, fen < 0 ? "-" : "", amount / 100, amount % 100);
}

std::string ShortName(const EnumValueDescriptor& value) {
  return absl::AsciiStrToLower(absl::StripPrefix(value.name(), ValuePrefix(value.type()->name())));
}

std::string Label(const FieldDescriptor& field) {
  absl::string_view name = field.name();
  if (!absl::ConsumeSuffix(&name, "_fen")) absl::ConsumeSuffix(&name, "_ms");
  return absl::StrReplaceAll(name, {{"_", " "}});
}

bool IsLeaf(const FieldDescriptor& field) {
  if (field.is_repeated()) return false;
  return field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE || field.message_type() == Timestamp::descriptor() ||
         field.message_type() == Duration::descriptor();
}

std::string FieldText(const Message& message, const FieldDescriptor& field, absl::TimeZone zone) {
  const auto* reflection = message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return MessageText(message, field, zone);
    case FieldDescriptor::CPPTYPE_STRING:
      return field.type() == FieldDescriptor::TYPE_BYTES ? absl::Base64Escape(reflection->GetString(message, &field))
                                                         : reflection->GetString(message, &field);
    case FieldDescriptor::CPPTYPE_ENUM: {
      const EnumValueDescriptor* value = reflection->GetEnum(message, &field);
      return value->number() == 0 ? "" : ShortName(*value);
    }
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection->GetBool(message, &field) ? "yes" : "no";
    case FieldDescriptor::CPPTYPE_INT32:
      return IntegerText(reflection->GetInt32(message, &field), field, zone);
    case FieldDescriptor::CPPTYPE_INT64:
      return IntegerText(reflection->GetInt64(message, &field), field, zone);
    case FieldDescriptor::CPPTYPE_UINT32:
      return absl::StrCat(reflection->GetUInt32(message, &field));
    case FieldDescriptor::CPPTYPE_UINT64:
      return absl::StrCat(reflection->GetUInt64(message, &field));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return absl::StrCat(reflection->GetDouble(message, &field));
    case FieldDescriptor::CPPTYPE_FLOAT:
      return absl::StrCat(reflection->GetFloat(message, &field));
  }
  return "";
}

std::string ElementText(const Message& message, const FieldDescriptor& field, int index) {
  const auto* reflection = message.GetReflection();
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) return reflection->GetRepeatedString(message, &field, index);
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_INT32)
    return absl::StrCat(reflection->GetRepeatedInt32(message, &field, index));
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_INT64)
    return absl::StrCat(reflection->GetRepeatedInt64(message, &field, index));
  return "";
}

}  // namespace fudai::text
