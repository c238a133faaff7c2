// Proto3 JSON with the fields' own names, zeros included, so that programs find every field. What comes out of the
// rehearsal begins with a field that no message has: "world": "rehearsal".
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/world/world.h"
#include "google/protobuf/message.h"

namespace fudai::ctl {

// A JSON object with that first field, unless the world is production.
std::string MarkedJson(std::string object, world::World world);

// Over several lines, with a final line end.
std::string ToPrettyJson(const google::protobuf::Message& message, world::World world = world::World::kProduction);

// On one line, with its line end.
std::string ToJsonLine(const google::protobuf::Message& message, world::World world);

// The JSON of a file that ReadJsonFile reads: the fields that are set, over several lines, after the etag that the
// message was read at.
std::string ToFileJson(const google::protobuf::Message& message, const std::string& etag);

// Reads a message from a JSON file. Returns the text of the key "etag" beside the message's own, which says what the
// file was made from; empty if there is none. A byte order mark before the JSON is let pass; a key that is there twice
// is not. Errors name the file and, for bad JSON, its line and column or the path of the field, with what would be
// right.
absl::StatusOr<std::string> ReadJsonFile(const std::string& path, google::protobuf::Message* message);

}  // namespace fudai::ctl
