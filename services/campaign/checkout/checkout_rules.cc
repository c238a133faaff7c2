#include "services/campaign/checkout/checkout_rules.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/campaign/contracts/validation.h"
#include "services/campaign/contracts/wire_time.h"

namespace fudai::checkout {
namespace {

using campaign::v1::Basket;
using campaign::v1::BasketLine;
using contracts::CheckId;
using contracts::CheckRange;
using contracts::Quoted;

constexpr int kMostLines = 100;
constexpr int kMostCoupons = 5;
constexpr int64_t kMostUnits = 10'000;
constexpr int64_t kMostPriceFen = 1'000'000'000;
constexpr int64_t kMostDeliveryFeeFen = 10'000'000;
constexpr int64_t kMostDiscountFen = int64_t{kMostCoupons} * 10'000'000;
constexpr absl::Duration kShortestHold = absl::Seconds(1), kLongestHold = absl::Hours(1),
                         kUsualHold = absl::Minutes(15);
constexpr contracts::Nearness kOrderTimes{.ahead = absl::Hours(24 * 30), .behind = absl::Minutes(15)};

absl::Status ValidateLine(const BasketLine& line, int index) {
  const auto field = [index](absl::string_view name) { return absl::StrCat("basket.lines[", index, "].", name); };
  RETURN_IF_ERROR(CheckId(field("sku"), line.sku()));
  if (!line.category().empty()) RETURN_IF_ERROR(CheckId(field("category"), line.category()));
  RETURN_IF_ERROR(CheckRange(field("quantity"), line.quantity(), {1, kMostUnits}));
  return CheckRange(field("unit_price_fen"), line.unit_price_fen(), {0, kMostPriceFen});
}

absl::Status ValidateLanguage(const std::string& language) {
  if (language.empty() || language == "zh" || language == "en") return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("language is ", Quoted(language), "; it must be \"zh\" or \"en\""));
}

absl::Status ValidateCoupons(const campaign::v1::ReserveCouponsRequest& request) {
  if (request.coupon_ids().empty() || request.coupon_ids_size() > kMostCoupons) {
    return absl::InvalidArgumentError(
        absl::StrCat("coupon_ids has ", request.coupon_ids_size(), " coupons; it must have 1 to ", kMostCoupons));
  }
  absl::flat_hash_set<absl::string_view> seen;
  for (int i = 0; i < request.coupon_ids_size(); ++i) {
    const std::string field = absl::StrCat("coupon_ids[", i, "]");
    RETURN_IF_ERROR(CheckId(field, request.coupon_ids(i)));
    if (seen.insert(request.coupon_ids(i)).second) continue;
    return absl::InvalidArgumentError(
        absl::StrCat(field, " is ", Quoted(request.coupon_ids(i)), " again; each coupon must be named once"));
  }
  return absl::OkStatus();
}

absl::Duration HoldOf(const campaign::v1::ReserveCouponsRequest& request) {
  if (!request.has_hold()) return kUsualHold;
  return absl::Seconds(request.hold().seconds()) + absl::Nanoseconds(request.hold().nanos());
}

absl::Status ValidateHold(const campaign::v1::ReserveCouponsRequest& request) {
  const absl::Duration hold = HoldOf(request);
  if (kShortestHold <= hold && hold <= kLongestHold) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("hold is ", absl::FormatDuration(hold), "; it must be 1s to 1h"));
}

}  // namespace

absl::Status Validate(const Basket& basket) {
  RETURN_IF_ERROR(CheckId("basket.shop_id", basket.shop_id()));
  if (basket.lines().empty() || basket.lines_size() > kMostLines) {
    return absl::InvalidArgumentError(
        absl::StrCat("basket.lines has ", basket.lines_size(), " lines; it must have 1 to ", kMostLines));
  }
  for (int i = 0; i < basket.lines_size(); ++i) RETURN_IF_ERROR(ValidateLine(basket.lines(i), i));
  return CheckRange("basket.delivery_fee_fen", basket.delivery_fee_fen(), {0, kMostDeliveryFeeFen});
}

absl::Status Validate(const campaign::v1::ReserveCouponsRequest& request) {
  RETURN_IF_ERROR(ValidateAddress(request.order_id(), request.user_id()));
  RETURN_IF_ERROR(ValidateCoupons(request));
  RETURN_IF_ERROR(Validate(request.basket()));
  RETURN_IF_ERROR(ValidateLanguage(request.language()));
  return ValidateHold(request);
}

absl::Status Validate(const campaign::v1::ReverseRedemptionRequest& request) {
  RETURN_IF_ERROR(ValidateAddress(request.order_id(), request.user_id()));
  RETURN_IF_ERROR(CheckId("reversal_id", request.reversal_id()));
  return CheckRange("discount_fen", request.discount_fen(), {0, kMostDiscountFen});
}

absl::Status ValidateAddress(const std::string& order_id, const std::string& user_id) {
  RETURN_IF_ERROR(CheckId("order_id", order_id));
  return CheckId("user_id", user_id);
}

absl::StatusOr<std::string> WalletOwner(const campaign::v1::QuoteOrderRequest& request, const auth::Identity& caller) {
  RETURN_IF_ERROR(ValidateLanguage(request.language()));
  if (caller.role == auth::Role::kOrderingSystem) {
    RETURN_IF_ERROR(CheckId("user_id", request.user_id()));
    return request.user_id();
  }
  if (request.user_id().empty() || request.user_id() == caller.subject) return caller.subject;
  return absl::InvalidArgumentError(absl::StrCat("user_id is ", Quoted(request.user_id()),
                                                 "; it must be empty: an app user's quote is for the own wallet"));
}

absl::StatusOr<int64_t> OrderMs(const Basket& basket, int64_t now_ms) {
  if (!basket.has_order_time()) return now_ms;
  RETURN_IF_ERROR(
      contracts::CheckNear("basket.order_time", basket.order_time(), absl::FromUnixMillis(now_ms), kOrderTimes));
  return contracts::ToMilliseconds(basket.order_time());
}

int64_t HoldMs(const campaign::v1::ReserveCouponsRequest& request) {
  return absl::ToInt64Milliseconds(HoldOf(request));
}

std::string ContentsOf(const campaign::v1::ReserveCouponsRequest& request) {
  campaign::v1::ReserveCouponsRequest contents = request;
  contents.clear_order_id();
  contents.clear_user_id();
  contents.clear_language();
  std::sort(contents.mutable_coupon_ids()->begin(), contents.mutable_coupon_ids()->end());
  return contents.SerializeAsString();
}

}  // namespace fudai::checkout
