#pragma once

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/auth/token_minter.h"
#include "fudai/config/v1/keys.pb.h"

namespace fudai::replay {

// Tokens holds an authorization for every app user of a replay, minted at first use, and those of the ordering system
// and an owner. Not thread-safe.
class Tokens {
 public:
  // All hold until `expires_at`. Errors are those of auth::TokenMinter::Create.
  static absl::StatusOr<Tokens> Create(const config::v1::KeyFile& keys, absl::Time expires_at);

  // Values of the `authorization` metadata. The reference holds until the next call.
  const std::string& AppUser(const std::string& user_id);
  const std::string& ordering_system() const { return ordering_system_; }
  const std::string& owner() const { return owner_; }

 private:
  Tokens(auth::TokenMinter app_users, absl::Time expires_at)
      : app_users_(std::move(app_users)), expires_at_(expires_at) {}

  auth::TokenMinter app_users_;
  absl::Time expires_at_;
  std::string ordering_system_;
  std::string owner_;
  absl::flat_hash_map<std::string, std::string> by_user_;
};

}  // namespace fudai::replay
