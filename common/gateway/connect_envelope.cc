#include "common/gateway/connect_envelope.h"

#include "absl/strings/str_cat.h"

namespace fudai::gateway {
namespace {

uint32_t ReadLength(absl::string_view bytes) {
  uint32_t length = 0;
  for (const char byte : bytes) length = length << 8 | static_cast<uint8_t>(byte);
  return length;
}

}  // namespace

absl::StatusOr<Envelope> ReadOnlyEnvelope(absl::string_view body) {
  if (body.size() < kEnvelopeHead) {
    return absl::InvalidArgumentError(absl::StrCat("the request has ", body.size(),
                                                   " bytes; it should be one envelope, ",
                                                   "which begins with a byte of flags and four bytes of length"));
  }
  const uint32_t length = ReadLength(body.substr(1, kEnvelopeHead - 1));
  const absl::string_view message = body.substr(kEnvelopeHead);
  if (length != message.size()) {
    return absl::InvalidArgumentError(absl::StrCat("the envelope says that ", length, " bytes follow its head, and ",
                                                   message.size(), " do; a request is exactly one envelope"));
  }
  const auto flags = static_cast<uint8_t>(body[0]);
  if ((flags & ~kCompressedFlag) != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("the envelope has the flags ", flags, "; a request's are 0, or 1 where it is compressed"));
  }
  return Envelope{flags, message};
}

std::string WriteEnvelope(const Envelope& envelope) {
  std::string bytes(1, static_cast<char>(envelope.flags));
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(envelope.message.size() >> shift));
  return bytes.append(envelope.message.data(), envelope.message.size());
}

}  // namespace fudai::gateway
