#include "services/ctl/text/field_text.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
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
using google::protobuf::Reflection;
using google::protobuf::Timestamp;

// Where the admin server's sums end.
constexpr uint64_t kSumCap = INT64_MAX;
constexpr absl::string_view kFenPerHour = "_fen_per_hour";

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
  return Counted(days, "day");
}

std::string MessageText(const Message& value, absl::TimeZone zone) {
  if (const auto* timestamp = google::protobuf::DynamicCastToGenerated<Timestamp>(&value)) {
    return FormatMoment(ToTime(*timestamp), zone);
  }
  const auto* duration = google::protobuf::DynamicCastToGenerated<Duration>(&value);
  return duration == nullptr ? "" : DurationText(*duration);
}

std::string IntegerText(int64_t value, const FieldDescriptor& field, absl::TimeZone zone) {
  if (absl::EndsWith(field.name(), "_fen")) return FormatFen(value);
  if (absl::EndsWith(field.name(), kFenPerHour)) return absl::StrCat(FormatFen(value), " per hour");
  if (absl::EndsWith(field.name(), "_at_ms")) return FormatMoment(absl::FromUnixMillis(value), zone);
  return absl::StrCat(value);
}

std::string StringText(const std::string& value, const FieldDescriptor& field) {
  return field.type() == FieldDescriptor::TYPE_BYTES ? absl::Base64Escape(value) : value;
}

std::string EnumText(const EnumValueDescriptor& value) { return value.number() == 0 ? "" : ShortName(value); }

// One value of a field: the element at `index` where it is repeated.
class Value {
 public:
  Value(const Message& message, const FieldDescriptor& field, int index)
      : message_(message), field_(field), index_(index) {}

  std::string Text(absl::TimeZone zone) const {
    switch (field_.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return MessageText(GetMessage(), zone);
      case FieldDescriptor::CPPTYPE_STRING:
        return StringText(Get(&Reflection::GetString, &Reflection::GetRepeatedString), field_);
      case FieldDescriptor::CPPTYPE_ENUM:
        return EnumText(*Get(&Reflection::GetEnum, &Reflection::GetRepeatedEnum));
      case FieldDescriptor::CPPTYPE_BOOL:
        return Get(&Reflection::GetBool, &Reflection::GetRepeatedBool) ? "yes" : "no";
      case FieldDescriptor::CPPTYPE_INT32:
        return IntegerText(Get(&Reflection::GetInt32, &Reflection::GetRepeatedInt32), field_, zone);
      case FieldDescriptor::CPPTYPE_INT64:
        return IntegerText(Get(&Reflection::GetInt64, &Reflection::GetRepeatedInt64), field_, zone);
      case FieldDescriptor::CPPTYPE_UINT32:
        return absl::StrCat(Get(&Reflection::GetUInt32, &Reflection::GetRepeatedUInt32));
      case FieldDescriptor::CPPTYPE_UINT64:
        return absl::StrCat(Get(&Reflection::GetUInt64, &Reflection::GetRepeatedUInt64));
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return absl::StrCat(Get(&Reflection::GetDouble, &Reflection::GetRepeatedDouble));
      case FieldDescriptor::CPPTYPE_FLOAT:
        return absl::StrCat(Get(&Reflection::GetFloat, &Reflection::GetRepeatedFloat));
    }
    return "";
  }

 private:
  template <typename T>
  T Get(T (Reflection::*single)(const Message&, const FieldDescriptor*) const,
        T (Reflection::*element)(const Message&, const FieldDescriptor*, int) const) const {
    const Reflection& reflection = *message_.GetReflection();
    return field_.is_repeated() ? (reflection.*element)(message_, &field_, index_)
                                : (reflection.*single)(message_, &field_);
  }

  const Message& GetMessage() const {
    const Reflection& reflection = *message_.GetReflection();
    return field_.is_repeated() ? reflection.GetRepeatedMessage(message_, &field_, index_)
                                : reflection.GetMessage(message_, &field_);
  }

  const Message& message_;
  const FieldDescriptor& field_;
  int index_;
};

}  // namespace

std::string FormatFen(int64_t fen) {
  const uint64_t amount = fen < 0 ? -static_cast<uint64_t>(fen) : static_cast<uint64_t>(fen);
  const std::string yuan = absl::StrFormat("%s¥%d.%02d", fen < 0 ? "-" : "", amount / 100, amount % 100);
  return amount < kSumCap ? yuan : absl::StrCat("unknown, beyond ", yuan);
}

std::string ShortName(const EnumValueDescriptor& value) {
  return absl::AsciiStrToLower(absl::StripPrefix(value.name(), ValuePrefix(value.type()->name())));
}

std::string Counted(int64_t count, absl::string_view noun) {
  return absl::StrCat(count, " ", noun, count == 1 ? "" : "s");
}

std::string Label(const FieldDescriptor& field) {
  absl::string_view name = field.name();
  // No moment that is shown beside it is in it.
  if (name == "time_zone") return "days begin in";
  if (!absl::ConsumeSuffix(&name, "_fen") && !absl::ConsumeSuffix(&name, kFenPerHour))
    absl::ConsumeSuffix(&name, "_ms");
  return absl::StrReplaceAll(name, {{"_", " "}});
}

bool IsLeaf(const FieldDescriptor& field) {
  return field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE || field.message_type() == Timestamp::descriptor() ||
         field.message_type() == Duration::descriptor();
}

std::string FieldText(const Message& message, const FieldDescriptor& field, absl::TimeZone zone) {
  const Reflection& reflection = *message.GetReflection();
  if (!field.is_repeated()) {
    const bool absent = field.has_presence() && !reflection.HasField(message, &field);
    return absent ? "" : Value(message, field, 0).Text(zone);
  }
  std::vector<std::string> texts;
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) texts.push_back(Value(message, field, i).Text(zone));
  return absl::StrJoin(texts, ", ");
}

}  // namespace fudai::text
