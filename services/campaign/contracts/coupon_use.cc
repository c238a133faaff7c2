#include "services/campaign/contracts/coupon_use.h"

#include "absl/strings/str_cat.h"

namespace fudai::contracts {
namespace {

constexpr size_t kStateSize = 1;
constexpr size_t kDeadlineSize = 6;
constexpr size_t kDaySize = 4;
// Last, where the use is for a first order only.
constexpr char kFirstOrderOnly = 1;

void Append(int64_t value, size_t size, std::string* packed) {
  for (size_t i = 0; i < size; ++i) packed->push_back(static_cast<char>(value >> (8 * i) & 0xff));
}

int64_t Take(size_t size, absl::string_view* packed) {
  int64_t value = 0;
  for (size_t i = size; i > 0; --i) value = value << 8 | static_cast<uint8_t>((*packed)[i - 1]);
  packed->remove_prefix(size);
  return value;
}

}  // namespace

std::string UseKind(absl::string_view campaign_id, absl::string_view template_id) {
  return absl::StrCat(campaign_id, "/", template_id);
}

std::string EncodeUse(const CouponUse& use) {
  std::string packed;
  Append(static_cast<int64_t>(use.state), kStateSize, &packed);
  Append(use.deadline_ms, kDeadlineSize, &packed);
  Append(use.day, kDaySize, &packed);
  packed.append(use.order_id).push_back('\0');
  packed.append(use.kind).push_back('\0');
  if (use.first_order_only) packed.push_back(kFirstOrderOnly);
  return packed;
}

absl::StatusOr<CouponUse> DecodeUse(absl::string_view packed) {
  const absl::Status wrong =
      absl::DataLossError(absl::StrCat("a coupon's use cannot be read: ", packed.size(), " bytes"));
  if (packed.size() < kStateSize + kDeadlineSize + kDaySize) return wrong;
  CouponUse use;
  use.state = static_cast<UseState>(Take(kStateSize, &packed));
  use.deadline_ms = Take(kDeadlineSize, &packed);
  use.day = static_cast<int32_t>(Take(kDaySize, &packed));
  use.first_order_only = !packed.empty() && packed.back() == kFirstOrderOnly;
  if (use.first_order_only) packed.remove_suffix(1);
  const size_t order_size = packed.find('\0');
  if (order_size == absl::string_view::npos || packed.back() != '\0' || order_size + 1 == packed.size()) return wrong;
  use.order_id = std::string(packed.substr(0, order_size));
  packed.remove_prefix(order_size + 1);
  use.kind = std::string(packed.substr(0, packed.size() - 1));
  return use;
}

}  // namespace fudai::contracts
