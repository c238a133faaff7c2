// Proto3 JSON with the fields' own names, zeros included, so that programs find every field. What comes out of the
// rehearsal begins with a field that no message has: "world": "rehearsal".
#pragma once

#include <string>

#include "absl/status/status.h"
#include "common/world/world.h"
#include "google/protobuf/message.h"

namespace fudai::ctl {

// A JSON object with that first field, unless the world is production.
std::string MarkedJson(std::string object, world::World world);

// Over several lines, with a final line end.
std::string ToPrettyJson(const google::protobuf::Message& message, world::World world = world::World::kProduction);

// On one line, with its line end.
std::string ToJsonLine(const google::protobuf::Message& message, world::World world);

// Reads a message from a JSON file. Errors name the file and, for bad JSON, its line and column or the path of the
// field.
absl::Status ReadJsonFile(const std::string& path, google::protobuf::Message* message);

}  // namespace fudai::ctl
