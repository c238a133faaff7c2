#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/auth/token_minter.h"

namespace fudai::load {

// One friend's tap on one bag. Points into what it was made of.
struct Tap {
  const std::string* user_id = nullptr;
  // Value of the `authorization` metadata.
  const std::string* authorization = nullptr;
  const std::string* share_code = nullptr;
};

// Friends opens the bags of a load: as many people as there are taps, so that each of them opens one bag per load. The
// servers know their tokens after the first load.
class Friends {
 public:
  // Friends who open each bag.
  static constexpr int kPerBag = 10;

  // Enough for `bags` bags; their tokens hold for a day.
  static absl::StatusOr<Friends> Create(const auth::TokenMinter& minter, int bags);

  // One tap of every friend, on a bag of theirs; taps on the same bag lie far apart, as they do where many bags are
  // about.
  std::vector<Tap> TapsOn(const std::vector<std::string>& share_codes) const;

 private:
  std::vector<std::string> user_ids_;
  std::vector<std::string> authorizations_;
};

}  // namespace fudai::load
