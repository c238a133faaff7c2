#include "services/campaign/coupon/coupon_service.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/campaign/contracts/paging.h"
#include "services/campaign/contracts/validation.h"
#include "services/campaign/contracts/wallet_coupon.h"
#include "services/campaign/coupon/coupon_rules.h"

namespace fudai::coupon {

async::Task<absl::StatusOr<campaign::v1::ListCouponsResponse>> CouponService::ListCoupons(
    const campaign::v1::ListCouponsRequest& request, const rpc::CallContext& context) {
  CO_ASSIGN_OR_RETURN(const int page_size, contracts::PageSize(request.page_size()));
  CO_ASSIGN_OR_RETURN(contracts::Wallet wallet, co_await store_->ReadWallet(context.identity.subject));
  const WalletPageRequest asked{context.identity.subject, request.page_token(), page_size};
  CO_ASSIGN_OR_RETURN(WalletPage page, CutPage(std::move(wallet.coupons), asked));

  CO_RETURN_IF_ERROR(co_await Learn(page.coupons));
  campaign::v1::ListCouponsResponse response;
  for (const OwnedCoupon& coupon : page.coupons) *response.add_coupons() = Show(coupon, context.now);
  response.set_next_page_token(std::move(page.next_page_token));
  co_return response;
}

async::Task<absl::StatusOr<campaign::v1::GetCouponResponse>> CouponService::GetCoupon(
    const campaign::v1::GetCouponRequest& request, const rpc::CallContext& context) {
  CO_RETURN_IF_ERROR(contracts::CheckId("coupon_id", request.coupon_id()));
  CO_ASSIGN_OR_RETURN(std::optional<OwnedCoupon> coupon,
                      co_await store_->ReadCoupon(context.identity.subject, request.coupon_id()));
  if (!coupon.has_value()) {
    co_return absl::NotFoundError(
        absl::StrCat("coupon_id is ", contracts::Quoted(request.coupon_id()), "; you have no such coupon"));
  }
  const std::vector<OwnedCoupon> one = {*coupon};
  CO_RETURN_IF_ERROR(co_await Learn(one));
  campaign::v1::GetCouponResponse response;
  *response.mutable_coupon() = Show(*coupon, context.now);
  co_return response;
}

async::Task<absl::Status> CouponService::Learn(std::vector<OwnedCoupon> coupons) {
  const std::shared_ptr<const campaigns::CampaignSnapshot> known = campaigns_->snapshot();
  const bool knows_all = std::all_of(coupons.begin(), coupons.end(), [&](const OwnedCoupon& coupon) {
    return known->Find(coupon.entry.campaign_id(), coupon.entry.campaign_version()) != nullptr;
  });
  if (knows_all) co_return absl::OkStatus();
  co_return co_await campaigns_->Refresh();
}

campaign::v1::Coupon CouponService::Show(const OwnedCoupon& coupon, absl::Time now) const {
  campaign::v1::Coupon shown = contracts::ToCoupon(coupon, now);
  const campaigns::CompiledVersionPtr version =
      campaigns_->snapshot()->Find(shown.campaign_id(), shown.campaign_version());
  const campaign::v1::CouponTemplate* terms = version != nullptr ? version->FindTemplate(shown.template_id()) : nullptr;
  if (terms != nullptr) *shown.mutable_template_() = campaigns::ForCustomers(*terms);
  return shown;
}

std::vector<rpc::Method> Rows(CouponService* service) {
  const std::string prefix = "fudai.campaign.v1.CouponService.";
  const std::vector<auth::Role> roles = {auth::Role::kAppUser};
  return {
      rpc::Unary({prefix + "ListCoupons", roles, rpc::LoadClass::kRead}, service, &CouponService::ListCoupons),
      rpc::Unary({prefix + "GetCoupon", roles, rpc::LoadClass::kRead}, service, &CouponService::GetCoupon),
  };
}

}  // namespace fudai::coupon
