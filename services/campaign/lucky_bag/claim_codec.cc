#include "services/campaign/lucky_bag/claim_codec.h"

#include "absl/strings/str_cat.h"

namespace fudai::lucky_bag {
namespace {

constexpr size_t kPackedSize = 16;

// Takes `size` bytes off the front of `packed`.
int64_t TakeInteger(size_t size, absl::string_view* packed) {
  int64_t value = 0;
  for (size_t i = size; i > 0; --i) value = value << 8 | static_cast<uint8_t>((*packed)[i - 1]);
  packed->remove_prefix(size);
  return value;
}

}  // namespace

absl::StatusOr<Claim> DecodeClaim(absl::string_view packed) {
  if (packed.size() != kPackedSize)
    return absl::DataLossError(absl::StrCat("a claim has ", packed.size(), " bytes, not ", kPackedSize));
  Claim claim;
  claim.index = static_cast<int>(TakeInteger(1, &packed));
  claim.template_index = static_cast<int>(TakeInteger(1, &packed));
  claim.opened_at_ms = TakeInteger(6, &packed);
  claim.drops = TakeInteger(4, &packed);
  claim.cups_filled = TakeInteger(4, &packed);
  return claim;
}

}  // namespace fudai::lucky_bag
