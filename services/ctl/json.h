// Proto3 JSON with the fields' own names, zeros included, so that programs find every field.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "google/protobuf/message.h"

namespace fudai::ctl {

// Over several lines, with a final line end.
std::string ToPrettyJson(const google::protobuf::Message& message);

// On one line, with its line end.
std::string ToJsonLine(const google::protobuf::Message& message);

// Reads a message from a JSON file. Errors name the file and, for bad JSON, its line and column or the path of the
// field.
absl::Status ReadJsonFile(const std::string& path, google::protobuf::Message* message);

}  // namespace fudai::ctl
