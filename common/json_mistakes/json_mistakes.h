#pragma once

#include <string>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/struct.pb.h"

namespace fudai::json_mistakes {

// What makes `object` no JSON of a message of that type: the path of the field, its value, and what would be right.
// Empty if nothing does that this function knows of.
//
//   growth.steps[0].drips: no such field; did you mean "drops"?
std::string FindMistake(const google::protobuf::Struct& object, const google::protobuf::Descriptor& type);

}  // namespace fudai::json_mistakes
