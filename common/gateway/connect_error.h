#pragma once

#include <map>
#include <string>

#include "absl/status/status.h"

namespace fudai::gateway {

// Metadata that a call is answered with, by lower-case name.
using AnswerMetadata = std::multimap<std::string, std::string>;

// The error of an answer: {"code": "not_found", "message": "…"}.
std::string ErrorJson(const absl::Status& error);

// The message that ends a stream: its error, unless `end` is OK, and its trailing metadata.
std::string EndStreamJson(const absl::Status& end, const AnswerMetadata& trailers);

}  // namespace fudai::gateway
