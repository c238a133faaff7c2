#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/gateway/connect_request.h"
#include "google/protobuf/descriptor.h"

namespace fudai::gateway {

// The bytes of a message of that type on the wire, from a request's body. INVALID_ARGUMENT with the path of the field
// for JSON that is none of such a message, or has a field twice; binary is taken as it is.
absl::StatusOr<std::string> ToWire(std::string body, Codec codec, const google::protobuf::Descriptor& type);

// The body of an answer, from a message's bytes on the wire. JSON is Proto3's own, with names in lowerCamelCase.
absl::StatusOr<std::string> FromWire(std::string wire, Codec codec, const google::protobuf::Descriptor& type);

}  // namespace fudai::gateway
