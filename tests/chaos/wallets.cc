#include "tests/chaos/wallets.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "fudai/campaign/v1/coupons.grpc.pb.h"
#include "fudai/campaign/v1/growth_coffee.grpc.pb.h"

namespace fudai::chaos {
namespace {

using campaign::v1::CouponService;
using campaign::v1::GrowthCoffeeService;

struct CupSums {
  int64_t drops = 0;
  int64_t cups = 0;
};

// What users should find, from the ledger.
struct Belongings {
  std::map<std::string, std::vector<std::string>> coupons;  // ids, by owner
  std::map<std::string, CupSums> cups;                      // by sharer
};

Belongings FromLedger(const harness::Ledger& ledger) {
  Belongings belongings;
  for (const admin::v1::LedgerEntry& entry : ledger) {
    if (!entry.event().has_bag_opened()) continue;
    const event::v1::BagOpened& open = entry.event().bag_opened();
    const std::string coupon_id = absl::StrCat(open.bag_id(), "-", open.index());
    belongings.coupons[open.opener_id()].push_back(coupon_id);
    for (uint32_t k = 0; k < open.cups_filled(); ++k)
      belongings.coupons[open.sharer_id()].push_back(absl::StrCat(coupon_id, "f", k));
    belongings.cups[open.sharer_id()].drops += open.drops();
    belongings.cups[open.sharer_id()].cups += open.cups_filled();
  }
  return belongings;
}

}  // namespace

std::vector<std::string> UnlikeTheLedger(const harness::Stack& stack, const std::string& campaign_id,
                                         const harness::Ledger& ledger) {
  const Belongings belongings = FromLedger(ledger);
  std::vector<std::string> differences;
  for (const auto& [owner, coupon_ids] : belongings.coupons) {
    const harness::Caller caller = stack.App(owner);
    for (const std::string& coupon_id : coupon_ids) {
      campaign::v1::GetCouponRequest request;
      request.set_coupon_id(coupon_id);
      const absl::Status found = caller.CallUntilKnown(&CouponService::Stub::GetCoupon, request).status();
      if (!found.ok()) differences.push_back(absl::StrCat("coupon ", coupon_id, " of ", owner, ": ", found.ToString()));
    }
  }
  for (const auto& [sharer, sums] : belongings.cups) {
    campaign::v1::GetCupRequest request;
    request.set_campaign_id(campaign_id);
    const auto reply = stack.App(sharer).CallUntilKnown(&GrowthCoffeeService::Stub::GetCup, request);
    const bool alike = reply.ok() && reply->cup().total_drops() == sums.drops && reply->cup().filled() == sums.cups;
    if (alike) continue;
    differences.push_back(absl::StrCat("the cup of ", sharer, " should show ", sums.drops, " drops and ", sums.cups,
                                       " cups: ", reply.ok() ? reply->ShortDebugString() : reply.status().ToString()));
  }
  return differences;
}

}  // namespace fudai::chaos
