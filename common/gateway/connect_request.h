#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/gateway/http.h"

namespace fudai::gateway {

// How messages are written in a body.
enum class Codec { kJson, kProto };

// What a content type of the Connect protocol says: "application/json", "application/connect+proto".
struct ContentType {
  Codec codec = Codec::kJson;
  bool streaming = false;
};

// Nothing for a content type of any other protocol.
std::optional<ContentType> ParseContentType(absl::string_view value);
absl::string_view ContentTypeName(ContentType type);

// Every content type that a method is called with, for the header Accept-Post.
absl::string_view AcceptedTypes(bool streaming);

// The time that the header Connect-Timeout-Ms gives; InfiniteDuration without it. INVALID_ARGUMENT unless the
// protocol's headers are of version 1 and well-formed.
absl::StatusOr<absl::Duration> ReadTimeout(const HttpRequest& request);

// Unpacks `bytes` as the header `encoding` (its value) says. UNIMPLEMENTED for an encoding other than gzip and
// identity, RESOURCE_EXHAUSTED for more than `most` bytes.
absl::StatusOr<std::string> Unpack(absl::string_view bytes, absl::string_view encoding, size_t most);

}  // namespace fudai::gateway
