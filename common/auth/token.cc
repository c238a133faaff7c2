#include "common/auth/token.h"

#include "absl/strings/str_cat.h"

namespace fudai::auth {
namespace {

absl::Status Refuse(absl::string_view message) { return absl::UnauthenticatedError(message); }

std::string Format(absl::Time time) { return absl::FormatTime(absl::RFC3339_sec, time, absl::UTCTimeZone()); }

}  // namespace

absl::Status CheckLifetime(const Token& token, absl::Time now) {
  if (token.IsRevoked()) return Refuse("the session has ended: sign in again");
  if (now >= token.expires_at)
    return Refuse(absl::StrCat("the token expired at ", Format(token.expires_at), ": get a new one"));
  if (now < token.not_before) return Refuse(absl::StrCat("the token does not hold before ", Format(token.not_before)));
  return absl::OkStatus();
}

}  // namespace fudai::auth
