#include "services/campaign/coupon/coupon_service.h"

#include <optional>
#include <string>
#include <utility>

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

  campaign::v1::ListCouponsResponse response;
  for (OwnedCoupon& coupon : page.coupons) {
    CO_ASSIGN_OR_RETURN(*response.add_coupons(), co_await Show(std::move(coupon), context.now));
  }
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
  campaign::v1::GetCouponResponse response;
  CO_ASSIGN_OR_RETURN(*response.mutable_coupon(), co_await Show(*std::move(coupon), context.now));
  co_return response;
}

async::Task<absl::StatusOr<campaign::v1::Coupon>> CouponService::Show(OwnedCoupon coupon, absl::Time now) {
  campaign::v1::Coupon shown = contracts::ToCoupon(coupon, now);
  const absl::StatusOr<campaigns::CompiledVersionPtr> version =
      co_await campaigns_->Version(shown.campaign_id(), shown.campaign_version());
  if (!version.ok() && !absl::IsInternal(version.status())) co_return version.status();
  const campaign::v1::CouponTemplate* terms = version.ok() ? (*version)->FindTemplate(shown.template_id()) : nullptr;
  if (terms != nullptr) *shown.mutable_template_() = campaigns::ForCustomers(*terms);
  co_return shown;
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
