#pragma once

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/struct.pb.h"

namespace fudai::json_mistakes {

// What makes `object` no JSON of a message of that type: the path of the field, its value (or how it begins), and what
// would be right. Empty if nothing does that this function knows of.
//
//   growth.steps[0].drips: no such field; did you mean "drops"?
std::string FindMistake(const google::protobuf::Struct& object, const google::protobuf::Descriptor& type);

// The text, or as much of it as `most` bytes hold, with an ellipsis behind it.
std::string Shortened(absl::string_view text, size_t most);

}  // namespace fudai::json_mistakes
