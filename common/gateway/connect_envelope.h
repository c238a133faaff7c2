#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace fudai::gateway {

// Streams of the Connect protocol are sequences of envelopes: a byte of flags, the length of the message in four bytes,
// the highest first, and the message.

inline constexpr uint8_t kCompressedFlag = 1;
inline constexpr uint8_t kEndStreamFlag = 2;
inline constexpr size_t kEnvelopeHead = 5;

struct Envelope {
  uint8_t flags = 0;
  absl::string_view message;  // Within what it was read from.
};

// Reads the one envelope that makes up the request of a server stream. INVALID_ARGUMENT if `body` is anything else.
absl::StatusOr<Envelope> ReadOnlyEnvelope(absl::string_view body);

// The bytes of an envelope.
std::string WriteEnvelope(const Envelope& envelope);

}  // namespace fudai::gateway
