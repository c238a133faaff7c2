#include "services/campaign/events/append.h"

#include <cstdio>
#include <cstdlib>

namespace fudai::events {
namespace {

constexpr int kLengthDelimited = 2;
constexpr int kFixed32 = 5;

int WireType(const google::protobuf::FieldDescriptor& field) {
  if (field.type() == google::protobuf::FieldDescriptor::TYPE_MESSAGE) return kLengthDelimited;
  if (field.type() == google::protobuf::FieldDescriptor::TYPE_FIXED32) return kFixed32;
  return -1;
}

}  // namespace

int64_t AppendTag(const google::protobuf::Descriptor* message, int field_number) {
  const google::protobuf::FieldDescriptor* field = message->FindFieldByNumber(field_number);
  if (field == nullptr || WireType(*field) < 0 || field_number > 15) {
    std::fprintf(stderr, "%s: field %d is no fixed32 or message with a number of at most 15\n",
                 message->full_name().c_str(), field_number);
    std::abort();
  }
  return field_number << 3 | WireType(*field);
}

}  // namespace fudai::events
