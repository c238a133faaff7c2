#include "services/campaign/order/holdout.h"

#include <sodium.h>

#include <array>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"

namespace fudai::order {
namespace {

constexpr uint64_t kPlaces = 1000;

}  // namespace

int HoldoutPlace(const HoldoutSubject& subject) {
  const std::string text = absl::StrCat(subject.campaign_id, absl::string_view("\0", 1), subject.user_id);
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  uint64_t head = 0;
  for (size_t i = 0; i < sizeof(head); ++i) head = head << 8 | digest[i];
  return static_cast<int>(head % kPlaces);
}

bool IsHeldOut(const HoldoutSubject& subject, int holdout_permille) {
  return holdout_permille > 0 && HoldoutPlace(subject) < holdout_permille;
}

}  // namespace fudai::order
