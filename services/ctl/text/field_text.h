// The fields of a message as people read them, told by their types and by the names that the API gives its units.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace fudai::text {

// "¥38.70" of 3870 fen; "unknown, beyond …" of a sum that has left 64 bits (CampaignSummary).
std::string FormatFen(int64_t fen);

// "kept" of CARRY_OVER_KEPT: without the prefix that repeats the enum's name, in lower case.
std::string ShortName(const google::protobuf::EnumValueDescriptor& value);

// "1 coupon", "2 coupons".
std::string Counted(int64_t count, absl::string_view noun);

// "value" of value_fen, "share code" of share_code.
std::string Label(const google::protobuf::FieldDescriptor& field);

// Whether FieldText can show a field: no message but a moment or a duration.
bool IsLeaf(const google::protobuf::FieldDescriptor& field);

// The value of a leaf: amounts in yuan (…_fen, …_fen_per_hour), moments in `zone` (Timestamp, …_at_ms), durations as
// "7 days" or "90m", enums by their short names; with commas between them where it is repeated. Empty for what is
// absent and for an unspecified enum.
std::string FieldText(const google::protobuf::Message& message, const google::protobuf::FieldDescriptor& field,
                      absl::TimeZone zone);

}  // namespace fudai::text
