#pragma once

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace fudai::gateway {

std::string Gzip(absl::string_view bytes);

// INVALID_ARGUMENT for what is not one whole gzip stream, RESOURCE_EXHAUSTED for what unpacks to more than `most`
// bytes.
absl::StatusOr<std::string> Gunzip(absl::string_view bytes, size_t most);

// Whether a header Accept-Encoding, such as "br, gzip;q=0.8", takes gzip.
bool AcceptsGzip(absl::string_view accept_encoding);

}  // namespace fudai::gateway
