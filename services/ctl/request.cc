#include "services/ctl/request.h"

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/status/macros.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/ctl/json.h"
#include "services/ctl/targets.h"
#include "services/ctl/text/field_text.h"
#include "services/ctl/text/times.h"
#include "services/ctl/usage_error.h"
#include "services/ctl/uuid.h"

namespace fudai::ctl {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr double kWholePercent = 100;
constexpr double kBasisPointsPerPercent = 100;
constexpr double kRounding = 1e-6;  // of what a double makes of a decimal fraction

template <typename Integer>
absl::StatusOr<Integer> ParseInteger(absl::string_view text) {
  Integer value = 0;
  if (absl::SimpleAtoi(text, &value)) return value;
  return UsageError(absl::StrCat("\"", text, "\" is no whole number of ", sizeof(Integer) * 8, " bits"));
}

// Basis points of "40%" or "12.5%". A bare number could be meant as either.
absl::StatusOr<int32_t> ParseRate(absl::string_view text) {
  absl::string_view number = text;
  double percent = 0;
  if (absl::ConsumeSuffix(&number, "%") && absl::SimpleAtod(number, &percent) && percent >= 0 &&
      percent <= kWholePercent) {
    const double rate = std::round(percent * kBasisPointsPerPercent);
    if (std::abs(percent * kBasisPointsPerPercent - rate) < kRounding) return static_cast<int32_t>(rate);
  }
  return UsageError(absl::StrCat("\"", text, "\" is no rate; write 0% to 100%, with at most two decimals"));
}

absl::StatusOr<const EnumValueDescriptor*> ParseEnum(const EnumDescriptor& type, absl::string_view text) {
  std::vector<std::string> names;
  for (int i = 1; i < type.value_count(); ++i) {
    names.push_back(text::ShortName(*type.value(i)));
    if (absl::EqualsIgnoreCase(text, names.back()) || text == type.value(i)->name()) return type.value(i);
  }
  return UsageError(absl::StrCat("\"", text, "\" is none of ", absl::StrJoin(names, ", ")));
}

void AddStrings(Message* message, const FieldDescriptor& field, absl::string_view text) {
  for (absl::string_view part : absl::StrSplit(text, ',', absl::SkipEmpty()))
    message->GetReflection()->AddString(message, &field, std::string(part));
}

absl::Status AddEnums(Message* message, const FieldDescriptor& field, absl::string_view text) {
  for (absl::string_view part : absl::StrSplit(text, ',', absl::SkipEmpty())) {
    ASSIGN_OR_RETURN(const EnumValueDescriptor* value, ParseEnum(*field.enum_type(), part));
    message->GetReflection()->AddEnum(message, &field, value);
  }
  return absl::OkStatus();
}

absl::Status SetDuration(google::protobuf::Duration* duration, const std::string& text) {
  absl::Duration value;
  if (!absl::ParseDuration(text, &value) || value == absl::InfiniteDuration() || value == -absl::InfiniteDuration())
    return UsageError(absl::StrCat("\"", text, "\" is no duration such as 90s, 15m or 1h"));
  absl::Duration rest;
  duration->set_seconds(absl::IDivDuration(value, absl::Seconds(1), &rest));
  duration->set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(rest)));
  return absl::OkStatus();
}

// What a file was made from is what the request edits.
void SetEtag(Message* request, const std::string& etag) {
  const FieldDescriptor* field = request->GetDescriptor()->FindFieldByName("etag");
  if (field != nullptr) request->GetReflection()->SetString(request, field, etag);
}

absl::Status SetMessage(Message* message, const FieldDescriptor& field, const std::string& text, absl::TimeZone zone) {
  Message* value = message->GetReflection()->MutableMessage(message, &field);
  auto* duration = google::protobuf::DynamicCastToGenerated<google::protobuf::Duration>(value);
  if (duration != nullptr) return SetDuration(duration, text);
  auto* timestamp = google::protobuf::DynamicCastToGenerated<google::protobuf::Timestamp>(value);
  if (timestamp == nullptr) {
    ASSIGN_OR_RETURN(const std::string etag, ReadJsonFile(text, value));
    SetEtag(message, etag);
    return absl::OkStatus();
  }
  const auto moment = text::ParseMoment(text, zone);
  if (!moment.ok()) return UsageError(moment.status().message());
  *timestamp = text::ToTimestamp(*moment);
  return absl::OkStatus();
}

absl::Status SetLeaf(Message* message, const FieldDescriptor& field, const std::string& text, absl::TimeZone zone) {
  const auto* reflection = message->GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL: {
      ASSIGN_OR_RETURN(const bool value, ParseBool(text));
      reflection->SetBool(message, &field, value);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_STRING:
      if (field.is_repeated()) {
        AddStrings(message, field, text);
        return absl::OkStatus();
      }
      reflection->SetString(message, &field, text);
      return absl::OkStatus();
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return SetMessage(message, field, text, zone);
    case FieldDescriptor::CPPTYPE_INT32: {
      const bool rate = absl::EndsWith(field.name(), "_bp");
      ASSIGN_OR_RETURN(const int32_t value, rate ? ParseRate(text) : ParseInteger<int32_t>(text));
      reflection->SetInt32(message, &field, value);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_INT64: {
      ASSIGN_OR_RETURN(const int64_t value, ParseInteger<int64_t>(text));
      reflection->SetInt64(message, &field, value);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_ENUM: {
      if (field.is_repeated()) return AddEnums(message, field, text);
      ASSIGN_OR_RETURN(const EnumValueDescriptor* value, ParseEnum(*field.enum_type(), text));
      reflection->SetEnum(message, &field, value);
      return absl::OkStatus();
    }
    default:
      return absl::UnimplementedError(absl::StrCat("no argument can fill ", field.full_name()));
  }
}

void SetRequestId(Message* request) {
  const FieldDescriptor* field = request->GetDescriptor()->FindFieldByName("request_id");
  if (field != nullptr) request->GetReflection()->SetString(request, field, NewUuid());
}

absl::Status WithArgument(const absl::Status& status, absl::string_view argument) {
  const std::string message = absl::StrCat(argument, ": ", status.message());
  return IsUsageError(status) ? UsageError(message) : absl::Status(status.code(), message);
}

}  // namespace

absl::StatusOr<bool> ParseBool(absl::string_view text) {
  if (text == "true" || text == "false") return text == "true";
  return UsageError(absl::StrCat("\"", text, "\" is neither true nor false"));
}

bool TakesMoment(const Command& command, const Argument& argument) {
  if (command.method.empty() || argument.field.empty()) return false;
  const google::protobuf::Descriptor* type = FindMethod(command.method).input_type();
  for (const absl::string_view name : absl::StrSplit(argument.field, '.'))
    type = type->FindFieldByName(std::string(name))->message_type();
  return type == google::protobuf::Timestamp::descriptor();
}

absl::Status SetField(Message* message, absl::string_view path, const std::string& text, absl::TimeZone zone) {
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(path, absl::MaxSplits('.', 1));
  const FieldDescriptor* field = message->GetDescriptor()->FindFieldByName(std::string(parts.first));
  if (parts.second.empty()) return SetLeaf(message, *field, text, zone);
  return SetField(message->GetReflection()->MutableMessage(message, field), parts.second, text, zone);
}

absl::StatusOr<std::unique_ptr<Message>> BuildRequest(const Invocation& invocation) {
  const auto* type = FindMethod(invocation.command->method).input_type();
  std::unique_ptr<Message> request(google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
  SetRequestId(request.get());
  for (const Argument& argument : invocation.command->arguments) {
    const auto given = invocation.values.find(std::string(argument.name));
    if (argument.field.empty() || given == invocation.values.end()) continue;
    absl::Status set = SetField(request.get(), argument.field, given->second, invocation.settings.zone);
    if (!set.ok()) return WithArgument(set, argument.name);
  }
  return request;
}

}  // namespace fudai::ctl
