#include "common/gateway/connect_request.h"

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/gateway/gzip.h"

namespace fudai::gateway {
namespace {

constexpr size_t kMostTimeoutDigits = 10;

struct NamedType {
  absl::string_view name;
  ContentType type;
};

constexpr NamedType kTypes[] = {
    {"application/json", {Codec::kJson, false}},
    {"application/proto", {Codec::kProto, false}},
    {"application/connect+json", {Codec::kJson, true}},
    {"application/connect+proto", {Codec::kProto, true}},
};

bool IsUtf8OrNone(absl::string_view parameters) {
  const absl::string_view text = absl::StripAsciiWhitespace(parameters);
  return text.empty() || absl::EqualsIgnoreCase(text, "charset=utf-8") ||
         absl::EqualsIgnoreCase(text, "charset=\"utf-8\"");
}

}  // namespace

std::optional<ContentType> ParseContentType(absl::string_view value) {
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(value, absl::MaxSplits(';', 1));
  for (const NamedType& known : kTypes) {
    if (!absl::EqualsIgnoreCase(absl::StripAsciiWhitespace(parts.first), known.name)) continue;
    if (IsUtf8OrNone(parts.second)) return known.type;
  }
  return std::nullopt;
}

absl::string_view ContentTypeName(ContentType type) {
  return kTypes[(type.streaming ? 2 : 0) + (type.codec == Codec::kProto ? 1 : 0)].name;
}

absl::string_view AcceptedTypes(bool streaming) {
  return streaming ? "application/connect+json, application/connect+proto" : "application/json, application/proto";
}

absl::StatusOr<absl::Duration> ReadTimeout(const HttpRequest& request) {
  const absl::string_view version = Header(request, "connect-protocol-version");
  if (!version.empty() && version != "1") {
    return absl::InvalidArgumentError(
        absl::StrCat("Connect-Protocol-Version is \"", version, "\"; it should be \"1\", or be left out"));
  }
  const absl::string_view timeout = Header(request, "connect-timeout-ms");
  if (timeout.empty()) return absl::InfiniteDuration();
  int64_t milliseconds = 0;
  if (timeout.size() > kMostTimeoutDigits || !absl::SimpleAtoi(timeout, &milliseconds) || milliseconds < 0) {
    return absl::InvalidArgumentError(absl::StrCat("Connect-Timeout-Ms is \"", timeout,
                                                   "\"; it should be a number of milliseconds of at most ",
                                                   kMostTimeoutDigits, " digits"));
  }
  return absl::Milliseconds(milliseconds);
}

absl::StatusOr<std::string> Unpack(absl::string_view bytes, absl::string_view encoding, size_t most) {
  if (encoding.empty() || absl::EqualsIgnoreCase(encoding, "identity")) return std::string(bytes);
  if (absl::EqualsIgnoreCase(encoding, "gzip")) return Gunzip(bytes, most);
  return absl::UnimplementedError(
      absl::StrCat("the request is encoded as \"", encoding, "\"; it should be gzip or identity"));
}

}  // namespace fudai::gateway
