#include "services/campaign/coupon/coupon_rules.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"
#include "services/campaign/contracts/paging.h"

namespace fudai::coupon {
namespace {

using Position = std::pair<int64_t, std::string>;  // when it was given, coupon id

Position PositionOf(const OwnedCoupon& coupon) { return {coupon.entry.given_at_ms(), coupon.coupon_id}; }

std::string MakeToken(const Position& position) {
  return contracts::MakePageToken(absl::StrCat(position.first, " ", position.second));
}

absl::StatusOr<Position> ReadToken(absl::string_view page_token) {
  if (page_token.empty()) return Position(INT64_MAX, "");
  ASSIGN_OR_RETURN(const std::string text, contracts::ReadPageToken(page_token));
  const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits(' ', 1));
  Position position(0, parts.second);
  if (!absl::SimpleAtoi(parts.first, &position.first)) return contracts::NoSuchPage(page_token);
  return position;
}

}  // namespace

absl::StatusOr<WalletPage> CutPage(std::vector<OwnedCoupon> wallet, absl::string_view page_token, int page_size) {
  ASSIGN_OR_RETURN(const Position shown_last, ReadToken(page_token));
  std::erase_if(wallet, [&shown_last](const OwnedCoupon& coupon) { return PositionOf(coupon) >= shown_last; });
  std::sort(wallet.begin(), wallet.end(),
            [](const OwnedCoupon& a, const OwnedCoupon& b) { return PositionOf(a) > PositionOf(b); });

  WalletPage page{std::move(wallet), ""};
  if (page.coupons.size() > static_cast<size_t>(page_size)) {
    page.coupons.resize(page_size);
    page.next_page_token = MakeToken(PositionOf(page.coupons.back()));
  }
  return page;
}

}  // namespace fudai::coupon
