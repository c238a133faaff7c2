#include "tests/load/taps.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/status/macros.h"

namespace fudai::load {

absl::StatusOr<Friends> Friends::Create(const auth::TokenMinter& minter, int bags) {
  const absl::Time expires_at = absl::Now() + absl::Hours(24);
  Friends friends;
  for (int i = 0; i < bags * kPerBag; ++i) {
    std::string user_id = absl::StrCat("oFriend_", absl::Hex(i, absl::kZeroPad16));
    ASSIGN_OR_RETURN(const std::string token, minter.Mint(user_id, expires_at));
    friends.user_ids_.push_back(std::move(user_id));
    friends.authorizations_.push_back(auth::BearerAuthorization(token));
  }
  return friends;
}

std::vector<Tap> Friends::TapsOn(const std::vector<std::string>& share_codes) const {
  std::vector<Tap> taps;
  for (int turn = 0; turn < kPerBag; ++turn) {
    for (size_t bag = 0; bag < share_codes.size(); ++bag) {
      const size_t person = bag * kPerBag + turn;
      taps.push_back({&user_ids_[person], &authorizations_[person], &share_codes[bag]});
    }
  }
  return taps;
}

}  // namespace fudai::load
