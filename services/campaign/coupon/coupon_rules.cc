#include "services/campaign/coupon/coupon_rules.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/paging/paging.h"
#include "common/status/macros.h"
#include "services/campaign/contracts/paging.h"

namespace fudai::coupon {
namespace {

using Position = std::pair<int64_t, std::string>;  // when it was given, coupon id

Position PositionOf(const OwnedCoupon& coupon) { return {coupon.entry.given_at_ms(), coupon.coupon_id}; }

std::string ListName(absl::string_view owner_id) { return absl::StrCat("coupons ", owner_id); }

absl::StatusOr<Position> ReadToken(const WalletPageRequest& request) {
  if (request.page_token.empty()) return Position(INT64_MAX, "");
  ASSIGN_OR_RETURN(const paging::Position parts,
                   contracts::ReadPageToken(ListName(request.owner_id), request.page_token, 2));
  Position position(0, parts[1]);
  if (!absl::SimpleAtoi(parts[0], &position.first)) return contracts::NoSuchPage(request.page_token);
  return position;
}

}  // namespace

absl::StatusOr<WalletPage> CutPage(std::vector<OwnedCoupon> wallet, const WalletPageRequest& request) {
  ASSIGN_OR_RETURN(const Position shown_last, ReadToken(request));
  std::erase_if(wallet, [&shown_last](const OwnedCoupon& coupon) { return PositionOf(coupon) >= shown_last; });
  std::sort(wallet.begin(), wallet.end(),
            [](const OwnedCoupon& a, const OwnedCoupon& b) { return PositionOf(a) > PositionOf(b); });

  WalletPage page{std::move(wallet), ""};
  if (page.coupons.size() > static_cast<size_t>(request.page_size)) {
    page.coupons.resize(request.page_size);
    const Position last = PositionOf(page.coupons.back());
    page.next_page_token = paging::MakePageToken(ListName(request.owner_id), {absl::StrCat(last.first), last.second});
  }
  return page;
}

}  // namespace fudai::coupon
