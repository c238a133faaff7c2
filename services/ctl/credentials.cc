#include "services/ctl/credentials.h"

#include <algorithm>

#include "common/auth/key_file.h"
#include "common/auth/token_minter.h"
#include "common/status/macros.h"
#include "services/ctl/session_file.h"
#include "services/ctl/usage_error.h"

namespace fudai::ctl {
namespace {

constexpr absl::Duration kTokenLife = absl::Minutes(15);
constexpr char kDefaultSubject[] = "fudai";

}  // namespace

absl::StatusOr<std::string> Authorization(const Settings& settings, auth::Role role) {
  if (!settings.token.empty()) return auth::BearerAuthorization(settings.token);
  if (settings.keys_file.empty()) {
    if (role != auth::Role::kOwner) {
      return UsageError(
          "who are you? Give the servers' key file with --keys or FUDAI_KEYS, or a token with --token or FUDAI_TOKEN");
    }
    ASSIGN_OR_RETURN(const config::v1::SessionFile session, ReadSessionFile(settings));
    return auth::BearerAuthorization(session.session_token());
  }
  if (role == auth::Role::kAppUser && settings.subject.empty())
    return UsageError("as which user? Say so with --as USER");
  ASSIGN_OR_RETURN(const auto key_file, auth::LoadKeyFile(settings.keys_file));
  ASSIGN_OR_RETURN(const auto minter, auth::TokenMinter::Create(key_file, role, settings.world));
  const absl::Time now = std::max(absl::Now(), settings.simulated_time.value_or(absl::InfinitePast()));
  ASSIGN_OR_RETURN(const std::string token,
                   minter.Mint(settings.subject.empty() ? kDefaultSubject : settings.subject, now + kTokenLife));
  return auth::BearerAuthorization(token);
}

}  // namespace fudai::ctl
